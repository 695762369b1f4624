-- What a brand is called is shown to its own people (`me { brand { name } }`); the door says it, since no module may read the catalog.
CREATE FUNCTION platform.brand_name(brand uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT b.name FROM platform.brands b WHERE b.id = brand
$$;
REVOKE ALL ON FUNCTION platform.brand_name(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.brand_name(uuid) TO vg_gateway;
