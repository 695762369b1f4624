ALTER TABLE organization.organizations
  ADD CONSTRAINT organizations_slug_ck CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$'),
  ADD CONSTRAINT organizations_name_ck CHECK (length(name) BETWEEN 1 AND 200),
  ADD CONSTRAINT organizations_susp_ck CHECK (status <> 'SUSPENDED' OR suspended_at IS NOT NULL),
  ADD CONSTRAINT organizations_closed_ck CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL));

ALTER TABLE organization.org_members
  ADD CONSTRAINT org_members_removed_ck CHECK ((status = 'REMOVED') = (removed_at IS NOT NULL AND removed_reason IS NOT NULL)),
  ADD CONSTRAINT org_members_susp_ck CHECK (status <> 'SUSPENDED' OR suspended_at IS NOT NULL);

ALTER TABLE organization.roles
  ADD CONSTRAINT roles_key_ck CHECK (key ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$'),
  ADD CONSTRAINT roles_sys_ck CHECK (is_system = (org_id IS NULL)),
  ADD CONSTRAINT roles_perm_ck CHECK (cardinality(permissions) BETWEEN 1 AND 200),
  ADD CONSTRAINT roles_rank_ck CHECK (rank BETWEEN 0 AND 1000),
  ADD CONSTRAINT roles_clear_ck CHECK (clearance IN ('member','admin','billing_admin')),
  ADD CONSTRAINT roles_clearlevel_ck CHECK (clearance <> 'billing_admin' OR level = 'ORG');

ALTER TABLE organization.role_assignments
  ADD CONSTRAINT role_assignments_one_ck CHECK (num_nonnulls(person_id, service_account_id) = 1),
  ADD CONSTRAINT role_assignments_time_ck CHECK (expires_at > starts_at),
  ADD CONSTRAINT role_assignments_reason_ck CHECK (expires_at IS NULL OR grant_reason IS NOT NULL),
  ADD CONSTRAINT role_assignments_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL));

ALTER TABLE organization.workspaces
  ADD CONSTRAINT workspaces_slug_ck CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$'),
  ADD CONSTRAINT workspaces_seats_ck CHECK (seat_count >= 0),
  ADD CONSTRAINT workspaces_arch_ck CHECK ((status IN ('ARCHIVED','DELETED')) = (archived_at IS NOT NULL)),
  ADD CONSTRAINT workspaces_tier_ck CHECK (plan_tier ~ '^[a-z][a-z0-9_]{0,31}$');

ALTER TABLE organization.service_accounts
  ADD CONSTRAINT service_accounts_cidrs_ck CHECK (cardinality(allowed_cidrs) <= 100 AND array_position(allowed_cidrs, NULL) IS NULL),
  ADD CONSTRAINT service_accounts_def_ck CHECK (NOT is_default OR workspace_id IS NOT NULL),
  ADD CONSTRAINT service_accounts_dis_ck CHECK ((status = 'ACTIVE') = (disabled_at IS NULL));

ALTER TABLE organization.service_account_keys
  ADD CONSTRAINT service_account_keys_hash_ck CHECK (api_key_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT service_account_keys_prefix_ck CHECK (key_prefix ~ '^vgs_[0-9A-Za-z]{8}$'),
  ADD CONSTRAINT service_account_keys_scope_ck CHECK (length(scope) BETWEEN 1 AND 4000),
  ADD CONSTRAINT service_account_keys_rot_ck CHECK (status <> 'ROTATING' OR expires_at IS NOT NULL),
  ADD CONSTRAINT service_account_keys_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL)),
  ADD CONSTRAINT service_account_keys_exp_ck CHECK (expires_at > created_at),
  ADD CONSTRAINT service_account_keys_piieyes_ck CHECK (pii_approved_by_person_id IS NULL OR (created_by_person_id IS NOT NULL AND pii_approved_by_person_id <> created_by_person_id));

ALTER TABLE organization.invitations
  ADD CONSTRAINT invitations_email_ck CHECK (email = lower(btrim(email))),
  ADD CONSTRAINT invitations_hash_ck CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT invitations_ttl_ck CHECK (expires_at > created_at),
  ADD CONSTRAINT invitations_send_ck CHECK (send_count BETWEEN 1 AND 5),
  ADD CONSTRAINT invitations_ws_ck CHECK (workspace_role_id IS NULL OR workspace_id IS NOT NULL),
  ADD CONSTRAINT invitations_acc_ck CHECK ((status = 'ACCEPTED') = (accepted_at IS NOT NULL AND accepted_by_person_id IS NOT NULL)),
  ADD CONSTRAINT invitations_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL)),
  ADD CONSTRAINT invitations_dec_ck CHECK ((status = 'DECLINED') = (declined_at IS NOT NULL));
