-- An issuer or a setting names a brand by slug or id; the door has to know which one that is, and whether it is live, before any row can be seen.
CREATE FUNCTION platform.live_brand(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT b.id FROM platform.brands b WHERE b.status = 'LIVE'
    AND CASE WHEN wanted ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN b.id = wanted::uuid ELSE b.slug = lower(wanted) END
$$;
REVOKE ALL ON FUNCTION platform.live_brand(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION platform.live_brand(text) TO vg_gateway;
