ALTER TABLE platform.brands
  ADD CONSTRAINT brands_slug_ck CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$'),
  ADD CONSTRAINT brands_name_ck CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT brands_hosts_ck CHECK (cardinality(hosts) <= 100);

-- Before a brand is known no row can be seen, so the look-up of a host runs as the owner, whom the policy of this one table does not bind.
-- A host that two brands claim finds none.
CREATE FUNCTION platform.brand_of_host(host text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN count(*) = 1 THEN (array_agg(b.id))[1] END FROM platform.brands b WHERE b.hosts @> ARRAY[lower(host)] AND b.status = 'LIVE'
$$;
REVOKE ALL ON FUNCTION platform.brand_of_host(text) FROM PUBLIC;
GRANT USAGE ON SCHEMA platform TO vg_gateway;
GRANT EXECUTE ON FUNCTION platform.brand_of_host(text) TO vg_gateway;
