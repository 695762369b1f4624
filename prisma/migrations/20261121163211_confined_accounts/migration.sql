-- Roles of the organization reach a service account in the workspace that it is confined to, so that workspace is named too.
GRANT CREATE ON SCHEMA organization TO vg_keys;
SET ROLE vg_keys;
CREATE OR REPLACE FUNCTION organization.rights_in(brand uuid, org uuid, person uuid, account uuid) RETURNS jsonb
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
        EXISTS (SELECT FROM held h WHERE h.level = 'WORKSPACE' AND h.workspace_id IS NULL) OR w.id IN (SELECT h.workspace_id FROM held h)
        OR w.id IN (SELECT s.workspace_id FROM organization.service_accounts s WHERE s.brand_id = brand AND s.id = account))), '[]'))
  FROM organization.organizations o WHERE o.brand_id = brand AND o.id = org
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA organization FROM vg_keys;
