-- identity.users
GRANT SELECT (brand_id, id, email, password_hash, status, person_id, idp_issuer, idp_subject, role) ON identity.users TO vg_keys;

-- identity.persons
CREATE POLICY keys ON identity.persons FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, status) ON identity.persons TO vg_keys;

-- identity.personal_access_tokens
GRANT SELECT (brand_id, id, token_hash, status, person_id, user_id, hash_key_version, scopes, allowed_cidrs, expires_at, last_used_at) ON identity.personal_access_tokens TO vg_keys;

-- identity.sessions
GRANT SELECT (brand_id, id, session_token, status, user_id, hash_key_version, last_seen_at, idle_expires_at, expires_at) ON identity.sessions TO vg_keys;

-- identity.clearance_grants
CREATE POLICY keys ON identity.clearance_grants FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, person_id, clearance, expires_at, status) ON identity.clearance_grants TO vg_keys;

-- organization.organizations
CREATE POLICY keys ON organization.organizations FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, owner_person_id, authz_version, status) ON organization.organizations TO vg_keys;

-- organization.org_members
CREATE POLICY keys ON organization.org_members FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, org_id, person_id, base_role_id, status, row_version) ON organization.org_members TO vg_keys;

-- organization.roles
GRANT SELECT (brand_id, id, permissions, org_id, key, level, clearance, status) ON organization.roles TO vg_keys;

-- organization.role_assignments
CREATE POLICY keys ON organization.role_assignments FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, org_id, role_id, person_id, service_account_id, workspace_id, starts_at, expires_at, status) ON organization.role_assignments TO vg_keys;

-- organization.workspaces
CREATE POLICY keys ON organization.workspaces FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, org_id, status) ON organization.workspaces TO vg_keys;

-- organization.service_accounts
CREATE POLICY keys ON organization.service_accounts FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, org_id, workspace_id, allowed_cidrs, last_used_at, status) ON organization.service_accounts TO vg_keys;

-- organization.service_account_keys
GRANT SELECT (brand_id, id, api_key_hash, status, org_id, service_account_id, hash_key_version, scope, pii_approved_by_person_id, expires_at, last_used_at) ON organization.service_account_keys TO vg_keys;

-- audit.break_glass_grants
CREATE POLICY keys ON audit.break_glass_grants FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, principal_person_id, starts_at, expires_at, ended_at, co_signer_person_id, co_signed_by_person_id, status) ON audit.break_glass_grants TO vg_keys;

-- Who a caller is and what they hold is asked by the door before anything else is, so these functions are the door's alone. They give ids,
-- roles, patterns and times, never a credential and never a name but the brand's. The brand stands in each predicate: vg_keys sees all of them.
-- A stamp is a digest of everything that rights follow from; null means that nobody is there any more. It is read with every request.
CREATE FUNCTION identity.caller_stamp(brand uuid, account uuid, kind text, credential uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    b.name, u.person_id, u.role, u.idp_issuer, u.idp_subject, c.facts,
    (SELECT jsonb_agg(jsonb_build_array(g.id, g.clearance, extract(epoch FROM g.expires_at)) ORDER BY g.id) FROM identity.clearance_grants g
      WHERE g.brand_id = brand AND g.person_id = u.person_id AND g.status = 'ACTIVE'))::text, 'UTF8')), 'hex')
  FROM identity.users u
  JOIN identity.persons p ON p.brand_id = brand AND p.id = u.person_id AND p.status = 'ACTIVE'
  JOIN platform.brands b ON b.id = brand AND b.status = 'LIVE'
  CROSS JOIN LATERAL (SELECT CASE kind
    WHEN 'TOKEN' THEN (SELECT jsonb_build_array(t.scopes, t.allowed_cidrs, extract(epoch FROM t.expires_at)) FROM identity.personal_access_tokens t
      WHERE t.brand_id = brand AND t.id = credential AND t.user_id = account AND t.person_id = u.person_id AND t.status = 'ACTIVE' AND t.expires_at > now())
    WHEN 'SESSION' THEN (SELECT jsonb_build_array(extract(epoch FROM s.expires_at)) FROM identity.sessions s
      WHERE s.brand_id = brand AND s.id = credential AND s.user_id = account AND s.status = 'ACTIVE' AND s.expires_at > now() AND s.idle_expires_at > now())
    ELSE '[]'::jsonb END) AS c (facts)
  WHERE u.brand_id = brand AND u.id = account AND u.status = 'ACTIVE' AND c.facts IS NOT NULL
$$;

-- The account by its id, by issuer and subject, or by the hashes of a token or session (one a version of the key, newest first).
CREATE FUNCTION identity.caller(brand uuid, account uuid, issuer text, subject text, kind text, hashes text[]) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object(
    'accountId', u.id, 'personId', u.person_id, 'role', u.role, 'brandName', b.name, 'stamp', s.stamp, 'credential', found.credential,
    'clearances', coalesce((SELECT jsonb_agg(jsonb_build_object('clearance', g.clearance, 'expiresAt', floor(extract(epoch FROM g.expires_at) * 1000)) ORDER BY g.id)
      FROM identity.clearance_grants g WHERE g.brand_id = brand AND g.person_id = u.person_id AND g.status = 'ACTIVE' AND g.expires_at > now()), '[]'))
  FROM (
    SELECT account AS id, NULL::uuid AS credential_id, NULL::jsonb AS credential WHERE account IS NOT NULL
    UNION ALL
    SELECT i.id, NULL, NULL FROM identity.users i WHERE i.brand_id = brand AND i.idp_issuer = issuer AND i.idp_subject = subject
    UNION ALL
    SELECT t.user_id, t.id, jsonb_build_object('id', t.id, 'scopes', t.scopes, 'allowedCidrs', t.allowed_cidrs,
      'expiresAt', floor(extract(epoch FROM t.expires_at) * 1000), 'isOld', t.token_hash <> hashes[1])
    FROM identity.personal_access_tokens t WHERE kind = 'TOKEN' AND t.brand_id = brand AND t.token_hash = ANY (hashes)
    UNION ALL
    SELECT e.user_id, e.id, jsonb_build_object('id', e.id, 'scopes', '[]'::jsonb, 'allowedCidrs', '[]'::jsonb,
      'expiresAt', floor(extract(epoch FROM e.expires_at) * 1000), 'isOld', e.session_token <> hashes[1])
    FROM identity.sessions e WHERE kind = 'SESSION' AND e.brand_id = brand AND e.session_token = ANY (hashes)
  ) AS found
  JOIN identity.users u ON u.brand_id = brand AND u.id = found.id
  JOIN platform.brands b ON b.id = brand
  CROSS JOIN LATERAL (SELECT identity.caller_stamp(brand, found.id, kind, found.credential_id)) AS s (stamp)
  WHERE s.stamp IS NOT NULL
  LIMIT 1
$$;

-- Rows that rights in one organization follow from, as schema/policy/effective-permissions.ts reads them. A part of the two functions below.
CREATE FUNCTION organization.rights_in(brand uuid, org uuid, person uuid, account uuid) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH assigned AS (
    SELECT a.id, a.workspace_id, a.starts_at, a.expires_at, a.role_id FROM organization.role_assignments a
    WHERE a.brand_id = brand AND a.org_id = org AND a.person_id = person AND a.status = 'ACTIVE' AND (a.expires_at IS NULL OR a.expires_at > now())
    UNION ALL
    SELECT a.id, a.workspace_id, a.starts_at, a.expires_at, a.role_id FROM organization.role_assignments a
    WHERE a.brand_id = brand AND a.org_id = org AND a.service_account_id = account AND a.status = 'ACTIVE' AND (a.expires_at IS NULL OR a.expires_at > now())
  ), held AS (
    SELECT a.id, a.workspace_id, a.starts_at, a.expires_at, r.id AS role_id, r.level FROM assigned a
    JOIN organization.roles r ON r.brand_id = brand AND r.id = a.role_id AND r.status = 'ACTIVE'
  ), named AS (
    SELECT h.role_id AS id FROM held h
    UNION SELECT m.base_role_id FROM organization.org_members m WHERE m.brand_id = brand AND m.org_id = org AND m.person_id = person AND m.status = 'ACTIVE'
    UNION SELECT r.id FROM organization.roles r, organization.organizations o
      WHERE r.brand_id = brand AND r.org_id IS NULL AND r.key = 'org.owner' AND o.brand_id = brand AND o.id = org AND o.owner_person_id = person
  )
  SELECT jsonb_build_object(
    'id', o.id, 'status', o.status, 'ownerPersonId', o.owner_person_id,
    'baseRoleId', (SELECT m.base_role_id FROM organization.org_members m WHERE m.brand_id = brand AND m.org_id = org AND m.person_id = person AND m.status = 'ACTIVE'),
    'assignments', coalesce((SELECT jsonb_agg(jsonb_build_object('id', h.id, 'roleId', h.role_id, 'workspaceId', h.workspace_id,
      'startsAt', floor(extract(epoch FROM h.starts_at) * 1000), 'expiresAt', floor(extract(epoch FROM h.expires_at) * 1000)) ORDER BY h.id) FROM held h), '[]'),
    'roles', coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'orgId', r.org_id, 'level', r.level, 'clearance', r.clearance,
      'permissions', r.permissions, 'status', r.status) ORDER BY r.id)
      FROM organization.roles r WHERE r.brand_id = brand AND r.id IN (SELECT n.id FROM named n)), '[]'),
    'workspaces', coalesce((SELECT jsonb_agg(jsonb_build_object('id', w.id, 'status', w.status) ORDER BY w.id) FROM organization.workspaces w
      WHERE w.brand_id = brand AND w.org_id = org AND w.status <> 'DELETED' AND (
        EXISTS (SELECT FROM held h WHERE h.level = 'WORKSPACE' AND h.workspace_id IS NULL) OR w.id IN (SELECT h.workspace_id FROM held h))), '[]'))
  FROM organization.organizations o WHERE o.brand_id = brand AND o.id = org
$$;

-- Of a person, or of a service account by one of its keys. authz_version grows with every change of members, roles, assignments, workspaces,
-- accounts and keys, so the stamp of an organization is its version and the caller's own membership.
CREATE FUNCTION organization.caller_stamp(brand uuid, person uuid, key uuid) RETURNS text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT CASE WHEN key IS NULL THEN (
    SELECT encode(sha256(convert_to(coalesce(jsonb_agg(jsonb_build_array(o.id, o.status, o.authz_version, o.owner_person_id = person, m.row_version)
      ORDER BY o.id)::text, ''), 'UTF8')), 'hex')
    FROM organization.org_members m JOIN organization.organizations o ON o.brand_id = brand AND o.id = m.org_id
    WHERE m.brand_id = brand AND m.person_id = person AND m.status = 'ACTIVE'
  ) ELSE (
    SELECT encode(sha256(convert_to(jsonb_build_array(b.name, k.scope, k.pii_approved_by_person_id, extract(epoch FROM k.expires_at),
      s.workspace_id, s.allowed_cidrs, o.id, o.status, o.authz_version)::text, 'UTF8')), 'hex')
    FROM organization.service_account_keys k
    JOIN organization.service_accounts s ON s.brand_id = brand AND s.id = k.service_account_id AND s.org_id = k.org_id AND s.status = 'ACTIVE'
    JOIN organization.organizations o ON o.brand_id = brand AND o.id = s.org_id AND o.status <> 'CLOSED'
    JOIN platform.brands b ON b.id = brand AND b.status = 'LIVE'
    WHERE k.brand_id = brand AND k.id = key AND k.status IN ('ACTIVE', 'ROTATING') AND (k.expires_at IS NULL OR k.expires_at > now())
  ) END
$$;

CREATE FUNCTION organization.caller(brand uuid, person uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object('stamp', organization.caller_stamp(brand, person, NULL), 'organizations', coalesce((
    SELECT jsonb_agg(organization.rights_in(brand, m.org_id, person, NULL) ORDER BY m.org_id)
    FROM organization.org_members m WHERE m.brand_id = brand AND m.person_id = person AND m.status = 'ACTIVE'), '[]'))
$$;

CREATE FUNCTION organization.key_caller(brand uuid, hashes text[]) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT jsonb_build_object(
    'id', k.id, 'serviceAccountId', s.id, 'workspaceId', s.workspace_id, 'brandName', b.name, 'stamp', v.stamp, 'scope', k.scope,
    'isApproved', k.pii_approved_by_person_id IS NOT NULL, 'allowedCidrs', s.allowed_cidrs, 'expiresAt', floor(extract(epoch FROM k.expires_at) * 1000),
    'isOld', k.api_key_hash <> hashes[1], 'organization', organization.rights_in(brand, s.org_id, NULL, s.id))
  FROM organization.service_account_keys k
  JOIN organization.service_accounts s ON s.brand_id = brand AND s.id = k.service_account_id
  JOIN platform.brands b ON b.id = brand
  CROSS JOIN LATERAL (SELECT organization.caller_stamp(brand, NULL, k.id)) AS v (stamp)
  WHERE k.brand_id = brand AND k.api_key_hash = ANY (hashes) AND v.stamp IS NOT NULL
  LIMIT 1
$$;

-- Use leaves a trace at most once a minute, and keeps a session awake: its idle time begins anew, within its absolute end.
CREATE FUNCTION identity.token_used(brand uuid, token uuid, address inet) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE identity.personal_access_tokens t SET last_used_at = now(), last_used_ip = address
  WHERE t.brand_id = brand AND t.id = token AND t.status = 'ACTIVE' AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute')
$$;

CREATE FUNCTION identity.session_used(brand uuid, session uuid) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE identity.sessions s SET last_seen_at = now(), idle_expires_at = least(s.expires_at, now() + (s.idle_expires_at - s.last_seen_at))
  WHERE s.brand_id = brand AND s.id = session AND s.status = 'ACTIVE' AND s.idle_expires_at > now() AND s.last_seen_at < now() - interval '1 minute'
$$;

CREATE FUNCTION organization.key_used(brand uuid, key uuid, address inet) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  WITH used AS (
    UPDATE organization.service_account_keys k SET last_used_at = now(), last_used_ip = address
    WHERE k.brand_id = brand AND k.id = key AND k.status IN ('ACTIVE', 'ROTATING') AND (k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute')
    RETURNING k.service_account_id)
  UPDATE organization.service_accounts s SET last_used_at = now() FROM used
  WHERE s.brand_id = brand AND s.id = used.service_account_id AND (s.last_used_at IS NULL OR s.last_used_at < now() - interval '1 minute')
$$;

-- A hash under an older key gives way to the one under the newest, for whoever brought the secret that has both.
CREATE FUNCTION identity.rehash_token(brand uuid, token uuid, known text, fresh text, version smallint) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE identity.personal_access_tokens t SET token_hash = fresh, hash_key_version = version
  WHERE t.brand_id = brand AND t.id = token AND t.token_hash = known AND t.hash_key_version < version AND t.status = 'ACTIVE'
$$;

CREATE FUNCTION identity.rehash_session(brand uuid, session uuid, known text, fresh text, version smallint) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE identity.sessions s SET session_token = fresh, hash_key_version = version
  WHERE s.brand_id = brand AND s.id = session AND s.session_token = known AND s.hash_key_version < version AND s.status = 'ACTIVE'
$$;

CREATE FUNCTION organization.rehash_key(brand uuid, key uuid, known text, fresh text, version smallint) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  UPDATE organization.service_account_keys k SET api_key_hash = fresh, hash_key_version = version
  WHERE k.brand_id = brand AND k.id = key AND k.api_key_hash = known AND k.hash_key_version < version AND k.status IN ('ACTIVE', 'ROTATING')
$$;

-- Whether an emergency access still runs, from the row itself: the door's mirror of it is as late as the relay.
CREATE FUNCTION audit.break_glass_runs(brand uuid, access uuid, person uuid) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT EXISTS (SELECT FROM audit.break_glass_grants g
    WHERE g.brand_id = brand AND g.id = access AND g.principal_person_id = person AND g.status = 'ACTIVE' AND g.ended_at IS NULL
      AND g.starts_at <= now() AND g.expires_at > now() AND (g.co_signer_person_id IS NULL OR g.co_signed_by_person_id IS NOT NULL))
$$;

CREATE POLICY keys ON platform.brands FOR SELECT TO vg_keys USING (true);
GRANT SELECT (id, name, status) ON platform.brands TO vg_keys;
GRANT USAGE ON SCHEMA platform TO vg_keys;
CREATE POLICY keys_used ON identity.personal_access_tokens FOR UPDATE TO vg_keys USING (true) WITH CHECK (true);
GRANT UPDATE (last_used_at, last_used_ip, token_hash, hash_key_version) ON identity.personal_access_tokens TO vg_keys;
CREATE POLICY keys_used ON identity.sessions FOR UPDATE TO vg_keys USING (true) WITH CHECK (true);
GRANT UPDATE (last_seen_at, idle_expires_at, session_token, hash_key_version) ON identity.sessions TO vg_keys;
CREATE POLICY keys_used ON organization.service_account_keys FOR UPDATE TO vg_keys USING (true) WITH CHECK (true);
GRANT UPDATE (last_used_at, last_used_ip, api_key_hash, hash_key_version) ON organization.service_account_keys TO vg_keys;
CREATE POLICY keys_used ON organization.service_accounts FOR UPDATE TO vg_keys USING (true) WITH CHECK (true);
GRANT UPDATE (last_used_at) ON organization.service_accounts TO vg_keys;

GRANT USAGE ON SCHEMA identity, organization TO vg_gateway;
GRANT USAGE ON SCHEMA audit TO vg_gateway, vg_keys;

-- Rights on a function are given while it is still ours; the right to create in the schema is lent for the moment in which its owner changes.
GRANT CREATE ON SCHEMA identity, organization, audit TO vg_keys;
DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY[
    'identity.caller_stamp(uuid, uuid, text, uuid)', 'identity.caller(uuid, uuid, text, text, text, text[])', 'organization.caller_stamp(uuid, uuid, uuid)',
    'organization.caller(uuid, uuid)', 'organization.key_caller(uuid, text[])', 'identity.token_used(uuid, uuid, inet)', 'identity.session_used(uuid, uuid)',
    'organization.key_used(uuid, uuid, inet)', 'identity.rehash_token(uuid, uuid, text, text, smallint)',
    'identity.rehash_session(uuid, uuid, text, text, smallint)', 'organization.rehash_key(uuid, uuid, text, text, smallint)',
    'audit.break_glass_runs(uuid, uuid, uuid)']
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO vg_gateway', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO vg_keys', signature);
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION organization.rights_in(uuid, uuid, uuid, uuid) FROM PUBLIC;
ALTER FUNCTION organization.rights_in(uuid, uuid, uuid, uuid) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA identity, organization, audit FROM vg_keys;
