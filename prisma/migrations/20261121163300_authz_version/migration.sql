-- Whoever keeps in mind what the people of an organization may do compares one number. It grows in the same transaction as any change of the
-- rows that rights follow from, whoever writes them, so that no command can forget it.

-- Every change of an organization counts: its owner and its state are rights too. The number cannot be set by hand.
CREATE FUNCTION organization.count_authz() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.authz_version := OLD.authz_version + 1;
  RETURN NEW;
END $$;

CREATE TRIGGER count_authz BEFORE UPDATE ON organization.organizations FOR EACH ROW EXECUTE FUNCTION organization.count_authz();

-- Once for each statement, and once for each organization of a transaction: one that this transaction has made or changed has a new number
-- already. In the order of the ids, so that two statements over many organizations do not wait for each other.
-- The argument names columns from which no right follows: a statement that changes nothing else touches no organization.
CREATE FUNCTION organization.bump_authz() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  idle text[] := string_to_array(TG_ARGV[0], ',');
  touched text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    touched := ARRAY(SELECT DISTINCT format('%s %s', brand_id, org_id) FROM after_rows WHERE org_id IS NOT NULL);
  ELSIF TG_OP = 'DELETE' THEN
    touched := ARRAY(SELECT DISTINCT format('%s %s', brand_id, org_id) FROM before_rows WHERE org_id IS NOT NULL);
  ELSE
    touched := ARRAY(
      SELECT DISTINCT format('%s %s', a.brand_id, o.org_id) FROM after_rows a JOIN before_rows b ON b.brand_id = a.brand_id AND b.id = a.id
      CROSS JOIN LATERAL (VALUES (a.org_id), (b.org_id)) o(org_id)
      WHERE o.org_id IS NOT NULL AND to_jsonb(a) - idle IS DISTINCT FROM to_jsonb(b) - idle);
  END IF;
  IF cardinality(touched) = 0 THEN RETURN NULL; END IF;
  WITH wanted AS (
    SELECT split_part(t, ' ', 1)::uuid AS brand_id, split_part(t, ' ', 2)::uuid AS id FROM unnest(touched) t
  ), locked AS (
    SELECT o.brand_id, o.id FROM organization.organizations o JOIN wanted w ON w.brand_id = o.brand_id AND w.id = o.id
    WHERE o.xmin <> pg_current_xact_id()::xid ORDER BY o.brand_id, o.id FOR NO KEY UPDATE OF o
  )
  UPDATE organization.organizations o SET authz_version = o.authz_version + 1 FROM locked l WHERE l.brand_id = o.brand_id AND l.id = o.id;
  RETURN NULL;
END $$;

DO $$
DECLARE
  watched record;
BEGIN
  FOR watched IN SELECT * FROM (VALUES
    ('org_members', 'updated_at,row_version,default_workspace_id,invitation_id,invited_by_person_id'),
    ('roles', 'updated_at,row_version,name,description'),
    ('role_assignments', 'updated_at,row_version,grant_reason'),
    ('workspaces', 'updated_at,row_version,name,slug,region,plan_tier,seat_count,primary_pool_id,pool_version,created_by_person_id,archived_at,archived_by_person_id,deletion_due_at'),
    ('service_accounts', 'updated_at,row_version,name,description,last_used_at'),
    ('service_account_keys', 'updated_at,row_version,name,last_used_at,last_used_ip,api_key_hash,hash_key_version')
  ) AS t(name, idle) LOOP
    EXECUTE format('CREATE TRIGGER bump_authz_on_insert AFTER INSERT ON organization.%I REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION organization.bump_authz(%L)', watched.name, watched.idle);
    EXECUTE format('CREATE TRIGGER bump_authz_on_update AFTER UPDATE ON organization.%I REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION organization.bump_authz(%L)', watched.name, watched.idle);
    EXECUTE format('CREATE TRIGGER bump_authz_on_delete AFTER DELETE ON organization.%I REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION organization.bump_authz(%L)', watched.name, watched.idle);
  END LOOP;
END $$;
