-- What protects the tables, derived from the model by prisma/generator/guards.

-- platform.brands
ALTER TABLE platform.brands ADD CONSTRAINT brands_hosts_list_ck CHECK (array_position(hosts, NULL) IS NULL);
ALTER TABLE platform.brands ADD CONSTRAINT brands_default_currency_code_ck CHECK (default_currency ~ '^[A-Z]{3}$');
ALTER TABLE platform.brands ADD CONSTRAINT brands_status_enum_ck CHECK (status IN ('PROVISIONING', 'LIVE', 'SUSPENDED', 'CLOSED'));
ALTER TABLE platform.brands ADD CONSTRAINT brands_row_version_ck CHECK (row_version > 0);
ALTER TABLE platform.brands ENABLE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON platform.brands USING (id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER brands_sm BEFORE UPDATE ON platform.brands FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PROVISIONING>LIVE,PROVISIONING>CLOSED,LIVE>SUSPENDED,LIVE>CLOSED,SUSPENDED>LIVE,SUSPENDED>CLOSED');
CREATE TRIGGER brands_touch BEFORE UPDATE ON platform.brands FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();

-- identity.users
ALTER TABLE identity.users ADD CONSTRAINT users_status_enum_ck CHECK (status IN ('ACTIVE', 'LOCKED', 'DEACTIVATED', 'ERASED'));
ALTER TABLE identity.users ADD CONSTRAINT users_idp_version_safe_ck CHECK (idp_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE identity.users ADD CONSTRAINT users_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX users_brand_id_idp_issuer_idp_subject_key_p ON identity.users (brand_id, idp_issuer, idp_subject) WHERE idp_subject IS NOT NULL;
ALTER TABLE identity.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.users FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.users USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER users_sm BEFORE UPDATE ON identity.users FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>LOCKED,ACTIVE>DEACTIVATED,ACTIVE>ERASED,LOCKED>ACTIVE,LOCKED>DEACTIVATED,LOCKED>ERASED,DEACTIVATED>ACTIVE,DEACTIVATED>ERASED');
CREATE TRIGGER users_touch BEFORE UPDATE ON identity.users FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, person_id, idp_issuer, idp_subject, username, email, email_verified, full_name, bio, bio_redacted, redaction_version, role, locale, status, failed_login_count, locked_until, last_login_at, idp_synced_at, idp_version, deactivated_at, self_after, created_at, updated_at, row_version) ON identity.users TO vg_identity;
GRANT INSERT ON identity.users TO vg_identity;
GRANT UPDATE ON identity.users TO vg_identity;
GRANT DELETE ON identity.users TO vg_identity;
CREATE POLICY keys ON identity.users FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, email, password_hash, status) ON identity.users TO vg_keys;

-- identity.persons
ALTER TABLE identity.persons ADD CONSTRAINT persons_person_type_enum_ck CHECK (person_type IN ('HUMAN', 'BUSINESS', 'LEGAL_ENTITY'));
ALTER TABLE identity.persons ADD CONSTRAINT persons_country_code_code_ck CHECK (country_code ~ '^[A-Z]{2}$');
ALTER TABLE identity.persons ADD CONSTRAINT persons_status_enum_ck CHECK (status IN ('ACTIVE', 'MERGED', 'ERASURE_PENDING', 'ERASED'));
ALTER TABLE identity.persons ADD CONSTRAINT persons_erased_categories_list_ck CHECK (array_position(erased_categories, NULL) IS NULL);
ALTER TABLE identity.persons ADD CONSTRAINT persons_erasure_blocked_reason_enum_ck CHECK (erasure_blocked_reason IN ('RETENTION_HOLD'));
ALTER TABLE identity.persons ADD CONSTRAINT persons_row_version_ck CHECK (row_version > 0);
CREATE INDEX persons_brand_id_erasure_due_at_idx_p ON identity.persons (brand_id, erasure_due_at) WHERE status = 'ERASURE_PENDING';
ALTER TABLE identity.persons ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.persons FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.persons USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER persons_sm BEFORE UPDATE ON identity.persons FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>MERGED,ACTIVE>ERASURE_PENDING,MERGED>ACTIVE,ERASURE_PENDING>ACTIVE,ERASURE_PENDING>ERASED');
CREATE TRIGGER persons_touch BEFORE UPDATE ON identity.persons FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.persons TO vg_identity;
GRANT INSERT ON identity.persons TO vg_identity;
GRANT UPDATE ON identity.persons TO vg_identity;
GRANT DELETE ON identity.persons TO vg_identity;

-- identity.personal_access_tokens
ALTER TABLE identity.personal_access_tokens ADD CONSTRAINT personal_access_tokens_scopes_list_ck CHECK (array_position(scopes, NULL) IS NULL);
ALTER TABLE identity.personal_access_tokens ADD CONSTRAINT personal_access_tokens_allowed_cidrs_list_ck CHECK (array_position(allowed_cidrs, NULL) IS NULL);
ALTER TABLE identity.personal_access_tokens ADD CONSTRAINT personal_access_tokens_status_enum_ck CHECK (status IN ('ACTIVE', 'EXPIRED', 'REVOKED'));
ALTER TABLE identity.personal_access_tokens ADD CONSTRAINT personal_access_tokens_revoked_reason_enum_ck CHECK (revoked_reason IN ('USER', 'ADMIN', 'LEAKED', 'PERSON_MERGED', 'PERSON_ERASED', 'INACTIVE'));
ALTER TABLE identity.personal_access_tokens ADD CONSTRAINT personal_access_tokens_row_version_ck CHECK (row_version > 0);
CREATE INDEX personal_access_tokens_brand_id_expires_at_idx_p ON identity.personal_access_tokens (brand_id, expires_at) WHERE status = 'ACTIVE';
ALTER TABLE identity.personal_access_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.personal_access_tokens FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.personal_access_tokens USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER personal_access_tokens_sm BEFORE UPDATE ON identity.personal_access_tokens FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXPIRED,ACTIVE>REVOKED');
CREATE TRIGGER personal_access_tokens_touch BEFORE UPDATE ON identity.personal_access_tokens FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, person_id, user_id, name, token_prefix, hash_key_version, scopes, allowed_cidrs, expires_at, last_used_at, last_used_ip, status, revoked_at, revoked_reason, created_at, updated_at, row_version) ON identity.personal_access_tokens TO vg_identity;
GRANT INSERT ON identity.personal_access_tokens TO vg_identity;
GRANT UPDATE ON identity.personal_access_tokens TO vg_identity;
GRANT DELETE ON identity.personal_access_tokens TO vg_identity;
CREATE POLICY keys ON identity.personal_access_tokens FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, token_hash, status) ON identity.personal_access_tokens TO vg_keys;
CREATE FUNCTION identity.verify_personal_access_tokens(brand uuid, hashes text[]) RETURNS TABLE (id uuid, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.status FROM identity.personal_access_tokens t WHERE t.brand_id = brand AND t.token_hash = ANY (hashes)
$$;
REVOKE ALL ON FUNCTION identity.verify_personal_access_tokens(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.verify_personal_access_tokens(uuid, text[]) TO vg_identity_login, vg_identity;
GRANT USAGE ON SCHEMA identity TO vg_keys, vg_identity_login, vg_identity;
GRANT CREATE ON SCHEMA identity TO vg_keys;
ALTER FUNCTION identity.verify_personal_access_tokens(uuid, text[]) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA identity FROM vg_keys;

-- identity.retention_holds
ALTER TABLE identity.retention_holds ADD CONSTRAINT retention_holds_hold_type_enum_ck CHECK (hold_type IN ('LITIGATION', 'TAX', 'REGULATORY', 'FRAUD', 'CONTRACT'));
ALTER TABLE identity.retention_holds ADD CONSTRAINT retention_holds_categories_list_ck CHECK (array_position(categories, NULL) IS NULL);
ALTER TABLE identity.retention_holds ADD CONSTRAINT retention_holds_status_enum_ck CHECK (status IN ('ACTIVE', 'RELEASED', 'EXPIRED'));
ALTER TABLE identity.retention_holds ADD CONSTRAINT retention_holds_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX retention_holds_brand_id_carried_from_hold_id_person_id_key_p ON identity.retention_holds (brand_id, carried_from_hold_id, person_id) WHERE carried_from_hold_id IS NOT NULL;
CREATE INDEX retention_holds_brand_id_person_id_idx_p ON identity.retention_holds (brand_id, person_id) WHERE status = 'ACTIVE';
CREATE INDEX retention_holds_brand_id_expires_at_idx_p ON identity.retention_holds (brand_id, expires_at) WHERE status = 'ACTIVE';
ALTER TABLE identity.retention_holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.retention_holds FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.retention_holds USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER retention_holds_sm BEFORE UPDATE ON identity.retention_holds FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>RELEASED,ACTIVE>EXPIRED');
CREATE TRIGGER retention_holds_touch BEFORE UPDATE ON identity.retention_holds FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.retention_holds TO vg_identity;
GRANT INSERT ON identity.retention_holds TO vg_identity;
GRANT UPDATE ON identity.retention_holds TO vg_identity;
GRANT DELETE ON identity.retention_holds TO vg_identity;

-- identity.person_merges
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_match_evidence_size_ck CHECK (octet_length(match_evidence::text) <= 262144);
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_source_snapshot_size_ck CHECK (octet_length(source_snapshot::text) <= 262144);
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_required_modules_list_ck CHECK (array_position(required_modules, NULL) IS NULL);
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_acknowledged_modules_list_ck CHECK (array_position(acknowledged_modules, NULL) IS NULL);
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_status_enum_ck CHECK (status IN ('PENDING', 'REJECTED', 'RUNNING', 'COMPLETED', 'REVERSED', 'FAILED'));
ALTER TABLE identity.person_merges ADD CONSTRAINT person_merges_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX person_merges_brand_id_source_person_id_key_p ON identity.person_merges (brand_id, source_person_id) WHERE status IN ('PENDING','RUNNING');
ALTER TABLE identity.person_merges ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.person_merges FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.person_merges USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER person_merges_sm BEFORE UPDATE ON identity.person_merges FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>REJECTED,PENDING>RUNNING,RUNNING>COMPLETED,RUNNING>FAILED,FAILED>RUNNING,FAILED>REVERSED,COMPLETED>REVERSED');
CREATE TRIGGER person_merges_touch BEFORE UPDATE ON identity.person_merges FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.person_merges TO vg_identity;
GRANT INSERT ON identity.person_merges TO vg_identity;
GRANT UPDATE ON identity.person_merges TO vg_identity;
GRANT DELETE ON identity.person_merges TO vg_identity;

-- identity.sessions
ALTER TABLE identity.sessions ADD CONSTRAINT sessions_auth_methods_list_ck CHECK (array_position(auth_methods, NULL) IS NULL);
ALTER TABLE identity.sessions ADD CONSTRAINT sessions_revoked_reason_enum_ck CHECK (revoked_reason IN ('LOGOUT', 'ADMIN', 'PASSWORD_CHANGED', 'PERSON_MERGED', 'PERSON_ERASED', 'IDP_LOGOUT'));
ALTER TABLE identity.sessions ADD CONSTRAINT sessions_status_enum_ck CHECK (status IN ('ACTIVE', 'EXPIRED', 'REVOKED'));
ALTER TABLE identity.sessions ADD CONSTRAINT sessions_row_version_ck CHECK (row_version > 0);
CREATE INDEX sessions_brand_id_idle_expires_at_idx_p ON identity.sessions (brand_id, idle_expires_at) WHERE status = 'ACTIVE';
CREATE INDEX sessions_brand_id_idp_session_id_idx_p ON identity.sessions (brand_id, idp_session_id) WHERE idp_session_id IS NOT NULL;
ALTER TABLE identity.sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.sessions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER sessions_sm BEFORE UPDATE ON identity.sessions FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXPIRED,ACTIVE>REVOKED');
CREATE TRIGGER sessions_touch BEFORE UPDATE ON identity.sessions FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, user_id, hash_key_version, idp_session_id, last_login_ip, user_agent, auth_methods, assurance_level, last_seen_at, idle_expires_at, expires_at, revoked_at, revoked_reason, status, created_at, updated_at, row_version) ON identity.sessions TO vg_identity;
GRANT INSERT ON identity.sessions TO vg_identity;
GRANT UPDATE ON identity.sessions TO vg_identity;
GRANT DELETE ON identity.sessions TO vg_identity;
CREATE POLICY keys ON identity.sessions FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, session_token, status) ON identity.sessions TO vg_keys;
CREATE FUNCTION identity.verify_sessions(brand uuid, hashes text[]) RETURNS TABLE (id uuid, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.status FROM identity.sessions t WHERE t.brand_id = brand AND t.session_token = ANY (hashes)
$$;
REVOKE ALL ON FUNCTION identity.verify_sessions(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.verify_sessions(uuid, text[]) TO vg_identity_login, vg_identity;
GRANT USAGE ON SCHEMA identity TO vg_keys, vg_identity_login, vg_identity;
GRANT CREATE ON SCHEMA identity TO vg_keys;
ALTER FUNCTION identity.verify_sessions(uuid, text[]) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA identity FROM vg_keys;

-- identity.clearance_grants
ALTER TABLE identity.clearance_grants ADD CONSTRAINT clearance_grants_status_enum_ck CHECK (status IN ('PENDING', 'ACTIVE', 'REJECTED', 'EXPIRED', 'REVOKED'));
ALTER TABLE identity.clearance_grants ADD CONSTRAINT clearance_grants_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX clearance_grants_brand_id_person_id_clearance_key_p ON identity.clearance_grants (brand_id, person_id, clearance) WHERE status IN ('PENDING','ACTIVE');
CREATE INDEX clearance_grants_brand_id_expires_at_idx_p ON identity.clearance_grants (brand_id, expires_at) WHERE status = 'ACTIVE';
ALTER TABLE identity.clearance_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.clearance_grants FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.clearance_grants USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER clearance_grants_sm BEFORE UPDATE ON identity.clearance_grants FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>ACTIVE,PENDING>REJECTED,ACTIVE>EXPIRED,ACTIVE>REVOKED');
CREATE TRIGGER clearance_grants_touch BEFORE UPDATE ON identity.clearance_grants FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.clearance_grants TO vg_identity;
GRANT INSERT ON identity.clearance_grants TO vg_identity;
GRANT UPDATE ON identity.clearance_grants TO vg_identity;
GRANT DELETE ON identity.clearance_grants TO vg_identity;

-- identity.person_visibility
ALTER TABLE identity.person_visibility ADD CONSTRAINT person_visibility_row_version_ck CHECK (row_version > 0);
CREATE INDEX person_visibility_brand_id_person_id_org_id_workspace_id_idx_p ON identity.person_visibility (brand_id, person_id, org_id, workspace_id) WHERE is_active;
CREATE INDEX person_visibility_brand_id_org_id_person_id_idx_p ON identity.person_visibility (brand_id, org_id, person_id) WHERE is_active;
CREATE INDEX person_visibility_brand_id_workspace_id_person_id_idx_p ON identity.person_visibility (brand_id, workspace_id, person_id) WHERE is_active;
CREATE INDEX person_visibility_brand_id_user_id_org_id_idx_p ON identity.person_visibility (brand_id, user_id, org_id) WHERE is_active;
ALTER TABLE identity.person_visibility ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.person_visibility FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.person_visibility USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER person_visibility_touch BEFORE UPDATE ON identity.person_visibility FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.person_visibility TO vg_identity;
GRANT INSERT ON identity.person_visibility TO vg_identity;
GRANT UPDATE ON identity.person_visibility TO vg_identity;
GRANT DELETE ON identity.person_visibility TO vg_identity;

-- identity.sign_in_counters
ALTER TABLE identity.sign_in_counters ADD CONSTRAINT sign_in_counters_row_version_ck CHECK (row_version > 0);
ALTER TABLE identity.sign_in_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.sign_in_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.sign_in_counters USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER sign_in_counters_touch BEFORE UPDATE ON identity.sign_in_counters FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON identity.sign_in_counters TO vg_identity;
GRANT INSERT ON identity.sign_in_counters TO vg_identity;
GRANT UPDATE ON identity.sign_in_counters TO vg_identity;
GRANT DELETE ON identity.sign_in_counters TO vg_identity;

-- identity.audit_log
ALTER TABLE identity.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON identity.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON identity.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON identity.audit_log TO vg_identity;
GRANT INSERT ON identity.audit_log TO vg_identity;
GRANT SELECT ON identity.audit_log TO vg_archiver;
GRANT DELETE ON identity.audit_log TO vg_archiver;

-- identity.outbox
ALTER TABLE identity.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE identity.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE identity.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE identity.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON identity.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON identity.outbox TO vg_relay;
GRANT UPDATE ON identity.outbox TO vg_relay;
GRANT DELETE ON identity.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON identity.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON identity.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON identity.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE identity.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON identity.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON identity.outbox TO vg_identity;
GRANT INSERT ON identity.outbox TO vg_identity;
GRANT UPDATE ON identity.outbox TO vg_identity;
GRANT DELETE ON identity.outbox TO vg_identity;

-- identity.inbox
ALTER TABLE identity.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON identity.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON identity.inbox TO vg_relay;
GRANT DELETE ON identity.inbox TO vg_relay;
ALTER TABLE identity.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON identity.inbox TO vg_identity;
GRANT INSERT ON identity.inbox TO vg_identity;
GRANT UPDATE ON identity.inbox TO vg_identity;
GRANT DELETE ON identity.inbox TO vg_identity;

-- identity.idempotency_keys
ALTER TABLE identity.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE identity.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE identity.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE identity.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON identity.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON identity.idempotency_keys TO vg_relay;
GRANT DELETE ON identity.idempotency_keys TO vg_relay;
ALTER TABLE identity.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON identity.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON identity.idempotency_keys TO vg_identity;
GRANT INSERT ON identity.idempotency_keys TO vg_identity;
GRANT UPDATE ON identity.idempotency_keys TO vg_identity;
GRANT DELETE ON identity.idempotency_keys TO vg_identity;

-- organization.organizations
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_kind_enum_ck CHECK (kind IN ('PERSONAL', 'TEAM', 'ENTERPRISE'));
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_country_code_code_ck CHECK (country_code ~ '^[A-Z]{2}$');
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_settings_size_ck CHECK (octet_length(settings::text) <= 262144);
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_authz_version_safe_ck CHECK (authz_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_status_enum_ck CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CLOSED'));
ALTER TABLE organization.organizations ADD CONSTRAINT organizations_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX organizations_brand_id_owner_person_id_key_p ON organization.organizations (brand_id, owner_person_id) WHERE kind = 'PERSONAL' AND status <> 'CLOSED';
ALTER TABLE organization.organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.organizations USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER organizations_sm BEFORE UPDATE ON organization.organizations FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUSPENDED,ACTIVE>CLOSED,SUSPENDED>ACTIVE,SUSPENDED>CLOSED');
CREATE TRIGGER organizations_touch BEFORE UPDATE ON organization.organizations FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.organizations TO vg_organization;
GRANT INSERT ON organization.organizations TO vg_organization;
GRANT UPDATE ON organization.organizations TO vg_organization;
GRANT DELETE ON organization.organizations TO vg_organization;

-- organization.org_members
ALTER TABLE organization.org_members ADD CONSTRAINT org_members_removed_reason_enum_ck CHECK (removed_reason IN ('LEFT', 'REMOVED', 'MERGED', 'ERASED', 'ORG_CLOSED'));
ALTER TABLE organization.org_members ADD CONSTRAINT org_members_status_enum_ck CHECK (status IN ('ACTIVE', 'SUSPENDED', 'REMOVED'));
ALTER TABLE organization.org_members ADD CONSTRAINT org_members_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX org_members_brand_id_org_id_person_id_key_p ON organization.org_members (brand_id, org_id, person_id) WHERE status <> 'REMOVED';
CREATE UNIQUE INDEX org_members_brand_id_org_id_user_id_key_p ON organization.org_members (brand_id, org_id, user_id) WHERE status <> 'REMOVED';
ALTER TABLE organization.org_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.org_members FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.org_members USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER org_members_sm BEFORE UPDATE ON organization.org_members FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUSPENDED,ACTIVE>REMOVED,SUSPENDED>ACTIVE,SUSPENDED>REMOVED');
CREATE TRIGGER org_members_touch BEFORE UPDATE ON organization.org_members FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.org_members TO vg_organization;
GRANT INSERT ON organization.org_members TO vg_organization;
GRANT UPDATE ON organization.org_members TO vg_organization;
GRANT DELETE ON organization.org_members TO vg_organization;

-- organization.roles
ALTER TABLE organization.roles ADD CONSTRAINT roles_level_enum_ck CHECK (level IN ('ORG', 'WORKSPACE'));
ALTER TABLE organization.roles ADD CONSTRAINT roles_permissions_list_ck CHECK (array_position(permissions, NULL) IS NULL);
ALTER TABLE organization.roles ADD CONSTRAINT roles_status_enum_ck CHECK (status IN ('ACTIVE', 'ARCHIVED'));
ALTER TABLE organization.roles ADD CONSTRAINT roles_row_version_ck CHECK (row_version > 0);
ALTER TABLE organization.roles ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.roles FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.roles USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER roles_sm BEFORE UPDATE ON organization.roles FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ARCHIVED,ARCHIVED>ACTIVE');
CREATE TRIGGER roles_touch BEFORE UPDATE ON organization.roles FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.roles TO vg_organization;
GRANT INSERT ON organization.roles TO vg_organization;
GRANT UPDATE ON organization.roles TO vg_organization;
GRANT DELETE ON organization.roles TO vg_organization;
CREATE POLICY keys ON organization.roles FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, permissions) ON organization.roles TO vg_keys;
CREATE FUNCTION organization.roles_permissions_keys(terms text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT id FROM organization.roles WHERE brand_id = nullif(current_setting('app.brand_id', true), '')::uuid AND permissions && terms
$$;
REVOKE ALL ON FUNCTION organization.roles_permissions_keys(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organization.roles_permissions_keys(text[]) TO vg_organization;
GRANT USAGE ON SCHEMA organization TO vg_keys, vg_organization;
GRANT CREATE ON SCHEMA organization TO vg_keys;
ALTER FUNCTION organization.roles_permissions_keys(text[]) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA organization FROM vg_keys;

-- organization.role_assignments
ALTER TABLE organization.role_assignments ADD CONSTRAINT role_assignments_status_enum_ck CHECK (status IN ('ACTIVE', 'EXPIRED', 'REVOKED'));
ALTER TABLE organization.role_assignments ADD CONSTRAINT role_assignments_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX role_assignments_brand_id_org_id_role_id_person_id_ser_8f4ae507 ON organization.role_assignments (brand_id, org_id, role_id, person_id, service_account_id, workspace_id) NULLS NOT DISTINCT WHERE status = 'ACTIVE';
CREATE INDEX role_assignments_brand_id_org_id_person_id_idx_p ON organization.role_assignments (brand_id, org_id, person_id) WHERE status = 'ACTIVE';
CREATE INDEX role_assignments_brand_id_org_id_service_account_id_idx_p ON organization.role_assignments (brand_id, org_id, service_account_id) WHERE status = 'ACTIVE';
CREATE INDEX role_assignments_brand_id_expires_at_idx_p ON organization.role_assignments (brand_id, expires_at) WHERE status = 'ACTIVE' AND expires_at IS NOT NULL;
ALTER TABLE organization.role_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.role_assignments FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.role_assignments USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER role_assignments_sm BEFORE UPDATE ON organization.role_assignments FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXPIRED,ACTIVE>REVOKED');
CREATE TRIGGER role_assignments_touch BEFORE UPDATE ON organization.role_assignments FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.role_assignments TO vg_organization;
GRANT INSERT ON organization.role_assignments TO vg_organization;
GRANT UPDATE ON organization.role_assignments TO vg_organization;
GRANT DELETE ON organization.role_assignments TO vg_organization;

-- organization.workspaces
ALTER TABLE organization.workspaces ADD CONSTRAINT workspaces_pool_version_safe_ck CHECK (pool_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE organization.workspaces ADD CONSTRAINT workspaces_status_enum_ck CHECK (status IN ('ACTIVE', 'SUSPENDED', 'ARCHIVED', 'DELETED'));
ALTER TABLE organization.workspaces ADD CONSTRAINT workspaces_row_version_ck CHECK (row_version > 0);
ALTER TABLE organization.workspaces ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.workspaces FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.workspaces USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER workspaces_sm BEFORE UPDATE ON organization.workspaces FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUSPENDED,ACTIVE>ARCHIVED,SUSPENDED>ACTIVE,SUSPENDED>ARCHIVED,ARCHIVED>ACTIVE,ARCHIVED>DELETED');
CREATE TRIGGER workspaces_touch BEFORE UPDATE ON organization.workspaces FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.workspaces TO vg_organization;
GRANT INSERT ON organization.workspaces TO vg_organization;
GRANT UPDATE ON organization.workspaces TO vg_organization;
GRANT DELETE ON organization.workspaces TO vg_organization;

-- organization.service_accounts
ALTER TABLE organization.service_accounts ADD CONSTRAINT service_accounts_allowed_cidrs_list_ck CHECK (array_position(allowed_cidrs, NULL) IS NULL);
ALTER TABLE organization.service_accounts ADD CONSTRAINT service_accounts_status_enum_ck CHECK (status IN ('ACTIVE', 'DISABLED', 'DELETED'));
ALTER TABLE organization.service_accounts ADD CONSTRAINT service_accounts_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX service_accounts_brand_id_workspace_id_key_p ON organization.service_accounts (brand_id, workspace_id) WHERE is_default AND status <> 'DELETED';
ALTER TABLE organization.service_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.service_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.service_accounts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER service_accounts_sm BEFORE UPDATE ON organization.service_accounts FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>DISABLED,ACTIVE>DELETED,DISABLED>ACTIVE,DISABLED>DELETED');
CREATE TRIGGER service_accounts_touch BEFORE UPDATE ON organization.service_accounts FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON organization.service_accounts TO vg_organization;
GRANT INSERT ON organization.service_accounts TO vg_organization;
GRANT UPDATE ON organization.service_accounts TO vg_organization;
GRANT DELETE ON organization.service_accounts TO vg_organization;

-- organization.service_account_keys
ALTER TABLE organization.service_account_keys ADD CONSTRAINT service_account_keys_revoked_reason_enum_ck CHECK (revoked_reason IN ('MANUAL', 'ROTATED', 'LEAKED', 'ACCOUNT_DISABLED'));
ALTER TABLE organization.service_account_keys ADD CONSTRAINT service_account_keys_status_enum_ck CHECK (status IN ('ACTIVE', 'ROTATING', 'EXPIRED', 'REVOKED'));
ALTER TABLE organization.service_account_keys ADD CONSTRAINT service_account_keys_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX service_account_keys_brand_id_rotated_from_key_id_key_p ON organization.service_account_keys (brand_id, rotated_from_key_id) WHERE rotated_from_key_id IS NOT NULL;
CREATE INDEX service_account_keys_brand_id_expires_at_idx_p ON organization.service_account_keys (brand_id, expires_at) WHERE status IN ('ACTIVE','ROTATING') AND expires_at IS NOT NULL;
ALTER TABLE organization.service_account_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.service_account_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.service_account_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER service_account_keys_sm BEFORE UPDATE ON organization.service_account_keys FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ROTATING,ACTIVE>EXPIRED,ACTIVE>REVOKED,ROTATING>EXPIRED,ROTATING>REVOKED');
CREATE TRIGGER service_account_keys_touch BEFORE UPDATE ON organization.service_account_keys FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, org_id, service_account_id, workspace_id, name, key_prefix, hash_key_version, scope, pii_approved_by_person_id, rotated_from_key_id, created_by_person_id, expires_at, last_used_at, last_used_ip, revoked_at, revoked_by_person_id, revoked_reason, status, created_at, updated_at, row_version) ON organization.service_account_keys TO vg_organization;
GRANT INSERT ON organization.service_account_keys TO vg_organization;
GRANT UPDATE ON organization.service_account_keys TO vg_organization;
GRANT DELETE ON organization.service_account_keys TO vg_organization;
CREATE POLICY keys ON organization.service_account_keys FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, api_key_hash, status) ON organization.service_account_keys TO vg_keys;
CREATE FUNCTION organization.verify_service_account_keys(brand uuid, hashes text[]) RETURNS TABLE (id uuid, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.status FROM organization.service_account_keys t WHERE t.brand_id = brand AND t.api_key_hash = ANY (hashes)
$$;
REVOKE ALL ON FUNCTION organization.verify_service_account_keys(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organization.verify_service_account_keys(uuid, text[]) TO vg_identity_login, vg_organization;
GRANT USAGE ON SCHEMA organization TO vg_keys, vg_identity_login, vg_organization;
GRANT CREATE ON SCHEMA organization TO vg_keys;
ALTER FUNCTION organization.verify_service_account_keys(uuid, text[]) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA organization FROM vg_keys;

-- organization.invitations
ALTER TABLE organization.invitations ADD CONSTRAINT invitations_status_enum_ck CHECK (status IN ('PENDING', 'ACCEPTED', 'DECLINED', 'REVOKED', 'EXPIRED'));
ALTER TABLE organization.invitations ADD CONSTRAINT invitations_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX invitations_brand_id_org_id_email_key_p ON organization.invitations (brand_id, org_id, email) WHERE status = 'PENDING';
CREATE INDEX invitations_brand_id_expires_at_idx_p ON organization.invitations (brand_id, expires_at) WHERE status = 'PENDING';
ALTER TABLE organization.invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.invitations FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.invitations USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER invitations_sm BEFORE UPDATE ON organization.invitations FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>ACCEPTED,PENDING>DECLINED,PENDING>REVOKED,PENDING>EXPIRED');
CREATE TRIGGER invitations_touch BEFORE UPDATE ON organization.invitations FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, org_id, email, base_role_id, workspace_id, workspace_role_id, token_prefix, hash_key_version, invited_by_person_id, message, expires_at, send_count, last_sent_at, accepted_by_person_id, accepted_at, declined_at, revoked_by_person_id, revoked_at, status, created_at, updated_at, row_version) ON organization.invitations TO vg_organization;
GRANT INSERT ON organization.invitations TO vg_organization;
GRANT UPDATE ON organization.invitations TO vg_organization;
GRANT DELETE ON organization.invitations TO vg_organization;
CREATE POLICY keys ON organization.invitations FOR SELECT TO vg_keys USING (true);
GRANT SELECT (brand_id, id, token_hash, status) ON organization.invitations TO vg_keys;
CREATE FUNCTION organization.verify_invitations(brand uuid, hashes text[]) RETURNS TABLE (id uuid, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT t.id, t.status FROM organization.invitations t WHERE t.brand_id = brand AND t.token_hash = ANY (hashes)
$$;
REVOKE ALL ON FUNCTION organization.verify_invitations(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organization.verify_invitations(uuid, text[]) TO vg_identity_login, vg_organization;
GRANT USAGE ON SCHEMA organization TO vg_keys, vg_identity_login, vg_organization;
GRANT CREATE ON SCHEMA organization TO vg_keys;
ALTER FUNCTION organization.verify_invitations(uuid, text[]) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA organization FROM vg_keys;

-- organization.audit_log
ALTER TABLE organization.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON organization.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON organization.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON organization.audit_log TO vg_organization;
GRANT INSERT ON organization.audit_log TO vg_organization;
GRANT SELECT ON organization.audit_log TO vg_archiver;
GRANT DELETE ON organization.audit_log TO vg_archiver;

-- organization.outbox
ALTER TABLE organization.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE organization.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE organization.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE organization.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON organization.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON organization.outbox TO vg_relay;
GRANT UPDATE ON organization.outbox TO vg_relay;
GRANT DELETE ON organization.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON organization.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON organization.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON organization.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE organization.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON organization.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON organization.outbox TO vg_organization;
GRANT INSERT ON organization.outbox TO vg_organization;
GRANT UPDATE ON organization.outbox TO vg_organization;
GRANT DELETE ON organization.outbox TO vg_organization;

-- organization.inbox
ALTER TABLE organization.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON organization.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON organization.inbox TO vg_relay;
GRANT DELETE ON organization.inbox TO vg_relay;
ALTER TABLE organization.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON organization.inbox TO vg_organization;
GRANT INSERT ON organization.inbox TO vg_organization;
GRANT UPDATE ON organization.inbox TO vg_organization;
GRANT DELETE ON organization.inbox TO vg_organization;

-- organization.idempotency_keys
ALTER TABLE organization.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE organization.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE organization.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE organization.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON organization.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON organization.idempotency_keys TO vg_relay;
GRANT DELETE ON organization.idempotency_keys TO vg_relay;
ALTER TABLE organization.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON organization.idempotency_keys TO vg_organization;
GRANT INSERT ON organization.idempotency_keys TO vg_organization;
GRANT UPDATE ON organization.idempotency_keys TO vg_organization;
GRANT DELETE ON organization.idempotency_keys TO vg_organization;

-- organization.merge_journal
ALTER TABLE organization.merge_journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE organization.merge_journal FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON organization.merge_journal USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON organization.merge_journal TO vg_organization;
GRANT INSERT ON organization.merge_journal TO vg_organization;
GRANT UPDATE ON organization.merge_journal TO vg_organization;
GRANT DELETE ON organization.merge_journal TO vg_organization;

-- entitlements.resource_keys
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_kind_enum_ck CHECK (kind IN ('BOOLEAN', 'LIMIT', 'QUOTA', 'CREDIT'));
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_combine_enum_ck CHECK (combine IN ('SUM', 'MAX'));
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_quota_period_enum_ck CHECK (quota_period IN ('NONE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'));
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_period_anchor_enum_ck CHECK (period_anchor IN ('CALENDAR', 'PROVISION'));
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_status_enum_ck CHECK (status IN ('ACTIVE', 'DEPRECATED', 'RETIRED'));
ALTER TABLE entitlements.resource_keys ADD CONSTRAINT resource_keys_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX resource_keys_brand_id_event_type_key_p ON entitlements.resource_keys (brand_id, event_type) WHERE event_type IS NOT NULL;
ALTER TABLE entitlements.resource_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.resource_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.resource_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER resource_keys_sm BEFORE UPDATE ON entitlements.resource_keys FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>DEPRECATED,DEPRECATED>ACTIVE,DEPRECATED>RETIRED');
CREATE TRIGGER resource_keys_touch BEFORE UPDATE ON entitlements.resource_keys FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.resource_keys TO vg_entitlements;
GRANT INSERT ON entitlements.resource_keys TO vg_entitlements;
GRANT UPDATE ON entitlements.resource_keys TO vg_entitlements;
GRANT DELETE ON entitlements.resource_keys TO vg_entitlements;

-- entitlements.entitlement_sets
ALTER TABLE entitlements.entitlement_sets ADD CONSTRAINT entitlement_sets_status_enum_ck CHECK (status IN ('DRAFT', 'PUBLISHED', 'RETIRED'));
ALTER TABLE entitlements.entitlement_sets ADD CONSTRAINT entitlement_sets_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX entitlement_sets_brand_id_key_key_p ON entitlements.entitlement_sets (brand_id, key) WHERE status = 'DRAFT';
ALTER TABLE entitlements.entitlement_sets ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.entitlement_sets FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.entitlement_sets USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER entitlement_sets_sm BEFORE UPDATE ON entitlements.entitlement_sets FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('DRAFT>PUBLISHED,PUBLISHED>RETIRED');
CREATE TRIGGER entitlement_sets_touch BEFORE UPDATE ON entitlements.entitlement_sets FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.entitlement_sets TO vg_entitlements;
GRANT INSERT ON entitlements.entitlement_sets TO vg_entitlements;
GRANT UPDATE ON entitlements.entitlement_sets TO vg_entitlements;
GRANT DELETE ON entitlements.entitlement_sets TO vg_entitlements;

-- entitlements.entitlement_set_rules
ALTER TABLE entitlements.entitlement_set_rules ADD CONSTRAINT entitlement_set_rules_rule_type_enum_ck CHECK (rule_type IN ('BOOLEAN', 'LIMIT', 'QUOTA', 'CREDIT'));
ALTER TABLE entitlements.entitlement_set_rules ADD CONSTRAINT entitlement_set_rules_amount_safe_ck CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.entitlement_set_rules ADD CONSTRAINT entitlement_set_rules_overage_policy_enum_ck CHECK (overage_policy IN ('BLOCK', 'BILL', 'ALLOW'));
ALTER TABLE entitlements.entitlement_set_rules ADD CONSTRAINT entitlement_set_rules_rollover_max_safe_ck CHECK (rollover_max BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.entitlement_set_rules ADD CONSTRAINT entitlement_set_rules_row_version_ck CHECK (row_version > 0);
ALTER TABLE entitlements.entitlement_set_rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.entitlement_set_rules FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.entitlement_set_rules USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER entitlement_set_rules_touch BEFORE UPDATE ON entitlements.entitlement_set_rules FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.entitlement_set_rules TO vg_entitlements;
GRANT INSERT ON entitlements.entitlement_set_rules TO vg_entitlements;
GRANT UPDATE ON entitlements.entitlement_set_rules TO vg_entitlements;
GRANT DELETE ON entitlements.entitlement_set_rules TO vg_entitlements;

-- entitlements.resource_pools
ALTER TABLE entitlements.resource_pools ADD CONSTRAINT resource_pools_materialized_version_safe_ck CHECK (materialized_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.resource_pools ADD CONSTRAINT resource_pools_status_enum_ck CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CLOSED'));
ALTER TABLE entitlements.resource_pools ADD CONSTRAINT resource_pools_row_version_ck CHECK (row_version > 0);
CREATE INDEX resource_pools_brand_id_dirty_since_idx_p ON entitlements.resource_pools (brand_id, dirty_since) WHERE dirty_since IS NOT NULL;
CREATE INDEX resource_pools_brand_id_next_recompute_at_idx_p ON entitlements.resource_pools (brand_id, next_recompute_at) WHERE next_recompute_at IS NOT NULL;
ALTER TABLE entitlements.resource_pools ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.resource_pools FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.resource_pools USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER resource_pools_sm BEFORE UPDATE ON entitlements.resource_pools FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUSPENDED,ACTIVE>CLOSED,SUSPENDED>ACTIVE,SUSPENDED>CLOSED');
CREATE TRIGGER resource_pools_touch BEFORE UPDATE ON entitlements.resource_pools FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.resource_pools TO vg_entitlements;
GRANT INSERT ON entitlements.resource_pools TO vg_entitlements;
GRANT UPDATE ON entitlements.resource_pools TO vg_entitlements;
GRANT DELETE ON entitlements.resource_pools TO vg_entitlements;

-- entitlements.grants
ALTER TABLE entitlements.grants ADD CONSTRAINT grants_rule_type_enum_ck CHECK (rule_type IN ('BOOLEAN', 'LIMIT', 'QUOTA', 'CREDIT'));
ALTER TABLE entitlements.grants ADD CONSTRAINT grants_amount_safe_ck CHECK (amount BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.grants ADD CONSTRAINT grants_status_enum_ck CHECK (status IN ('ACTIVE', 'EXPIRED', 'REVOKED'));
ALTER TABLE entitlements.grants ADD CONSTRAINT grants_row_version_ck CHECK (row_version > 0);
CREATE INDEX grants_brand_id_expires_at_idx_p ON entitlements.grants (brand_id, expires_at) WHERE status = 'ACTIVE' AND expires_at IS NOT NULL;
ALTER TABLE entitlements.grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.grants FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.grants USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER grants_sm BEFORE UPDATE ON entitlements.grants FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXPIRED,ACTIVE>REVOKED');
CREATE TRIGGER grants_touch BEFORE UPDATE ON entitlements.grants FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.grants TO vg_entitlements;
GRANT INSERT ON entitlements.grants TO vg_entitlements;
GRANT UPDATE ON entitlements.grants TO vg_entitlements;
GRANT DELETE ON entitlements.grants TO vg_entitlements;

-- entitlements.pool_provisions
ALTER TABLE entitlements.pool_provisions ADD CONSTRAINT pool_provisions_source_type_enum_ck CHECK (source_type IN ('SUBSCRIPTION', 'PURCHASE', 'GRANT', 'DEFAULT'));
ALTER TABLE entitlements.pool_provisions ADD CONSTRAINT pool_provisions_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_provisions ADD CONSTRAINT pool_provisions_source_version_safe_ck CHECK (source_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_provisions ADD CONSTRAINT pool_provisions_status_enum_ck CHECK (status IN ('PENDING', 'ACTIVE', 'SUSPENDED', 'ENDED'));
ALTER TABLE entitlements.pool_provisions ADD CONSTRAINT pool_provisions_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX pool_provisions_brand_id_subscription_item_id_set_id_key_p ON entitlements.pool_provisions (brand_id, subscription_item_id, set_id) WHERE subscription_item_id IS NOT NULL;
CREATE UNIQUE INDEX pool_provisions_brand_id_purchase_id_set_id_key_p ON entitlements.pool_provisions (brand_id, purchase_id, set_id) WHERE purchase_id IS NOT NULL;
CREATE UNIQUE INDEX pool_provisions_brand_id_grant_id_key_p ON entitlements.pool_provisions (brand_id, grant_id) WHERE grant_id IS NOT NULL;
CREATE UNIQUE INDEX pool_provisions_brand_id_pool_id_set_id_key_p ON entitlements.pool_provisions (brand_id, pool_id, set_id) WHERE source_type = 'DEFAULT';
CREATE INDEX pool_provisions_brand_id_starts_at_idx_p ON entitlements.pool_provisions (brand_id, starts_at) WHERE status = 'PENDING';
CREATE INDEX pool_provisions_brand_id_ends_at_idx_p ON entitlements.pool_provisions (brand_id, ends_at) WHERE status IN ('ACTIVE','SUSPENDED') AND ends_at IS NOT NULL;
ALTER TABLE entitlements.pool_provisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.pool_provisions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.pool_provisions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER pool_provisions_sm BEFORE UPDATE ON entitlements.pool_provisions FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>ACTIVE,PENDING>ENDED,ACTIVE>SUSPENDED,ACTIVE>ENDED,SUSPENDED>ACTIVE,SUSPENDED>ENDED');
CREATE TRIGGER pool_provisions_touch BEFORE UPDATE ON entitlements.pool_provisions FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.pool_provisions TO vg_entitlements;
GRANT INSERT ON entitlements.pool_provisions TO vg_entitlements;
GRANT UPDATE ON entitlements.pool_provisions TO vg_entitlements;
GRANT DELETE ON entitlements.pool_provisions TO vg_entitlements;

-- entitlements.boolean_entitlements
ALTER TABLE entitlements.boolean_entitlements ADD CONSTRAINT boolean_entitlements_materialized_version_safe_ck CHECK (materialized_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.boolean_entitlements ADD CONSTRAINT boolean_entitlements_row_version_ck CHECK (row_version > 0);
ALTER TABLE entitlements.boolean_entitlements ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.boolean_entitlements FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.boolean_entitlements USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER boolean_entitlements_touch BEFORE UPDATE ON entitlements.boolean_entitlements FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.boolean_entitlements TO vg_entitlements;
GRANT INSERT ON entitlements.boolean_entitlements TO vg_entitlements;
GRANT UPDATE ON entitlements.boolean_entitlements TO vg_entitlements;
GRANT DELETE ON entitlements.boolean_entitlements TO vg_entitlements;

-- entitlements.numeric_entitlements
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_kind_enum_ck CHECK (kind IN ('LIMIT', 'QUOTA', 'CREDIT'));
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_limit_value_safe_ck CHECK (limit_value BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_overage_policy_enum_ck CHECK (overage_policy IN ('BLOCK', 'BILL', 'ALLOW'));
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_rollover_max_safe_ck CHECK (rollover_max BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_materialized_version_safe_ck CHECK (materialized_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_status_enum_ck CHECK (status IN ('ACTIVE', 'REVOKED'));
ALTER TABLE entitlements.numeric_entitlements ADD CONSTRAINT numeric_entitlements_row_version_ck CHECK (row_version > 0);
ALTER TABLE entitlements.numeric_entitlements ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.numeric_entitlements FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.numeric_entitlements USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER numeric_entitlements_sm BEFORE UPDATE ON entitlements.numeric_entitlements FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>REVOKED,REVOKED>ACTIVE');
CREATE TRIGGER numeric_entitlements_touch BEFORE UPDATE ON entitlements.numeric_entitlements FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.numeric_entitlements TO vg_entitlements;
GRANT INSERT ON entitlements.numeric_entitlements TO vg_entitlements;
GRANT UPDATE ON entitlements.numeric_entitlements TO vg_entitlements;
GRANT DELETE ON entitlements.numeric_entitlements TO vg_entitlements;

-- entitlements.numeric_entitlement_contributions
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_seq_safe_ck CHECK (seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_amount_before_safe_ck CHECK (amount_before BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_delta_safe_ck CHECK (delta BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_amount_after_safe_ck CHECK (amount_after BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_rollover_after_safe_ck CHECK (rollover_after BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_unit_amount_safe_ck CHECK (unit_amount BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_reason_enum_ck CHECK (reason IN ('PROVISION_STARTED', 'QUANTITY_CHANGED', 'SET_CHANGED', 'SUSPENDED', 'RESUMED', 'ENDED', 'CREDIT_EXPIRED', 'CORRECTION'));
ALTER TABLE entitlements.numeric_entitlement_contributions ADD CONSTRAINT numeric_entitlement_contributions_materialized_version_safe_ck CHECK (materialized_version BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_contributions ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.numeric_entitlement_contributions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.numeric_entitlement_contributions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER numeric_entitlement_contributions_ao BEFORE DELETE OR UPDATE ON entitlements.numeric_entitlement_contributions FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER numeric_entitlement_contributions_aot BEFORE TRUNCATE ON entitlements.numeric_entitlement_contributions FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON entitlements.numeric_entitlement_contributions TO vg_entitlements;
GRANT INSERT ON entitlements.numeric_entitlement_contributions TO vg_entitlements;
GRANT SELECT ON entitlements.numeric_entitlement_contributions TO vg_archiver;
GRANT DELETE ON entitlements.numeric_entitlement_contributions TO vg_archiver;

-- entitlements.pool_assignments
ALTER TABLE entitlements.pool_assignments ADD CONSTRAINT pool_assignments_resource_filter_list_ck CHECK (array_position(resource_filter, NULL) IS NULL);
ALTER TABLE entitlements.pool_assignments ADD CONSTRAINT pool_assignments_status_enum_ck CHECK (status IN ('ACTIVE', 'PAUSED', 'ENDED'));
ALTER TABLE entitlements.pool_assignments ADD CONSTRAINT pool_assignments_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX pool_assignments_brand_id_pool_id_workspace_id_key_p ON entitlements.pool_assignments (brand_id, pool_id, workspace_id) WHERE status <> 'ENDED';
CREATE INDEX pool_assignments_brand_id_workspace_id_priority_id_idx_p ON entitlements.pool_assignments (brand_id, workspace_id, priority, id) WHERE status = 'ACTIVE';
ALTER TABLE entitlements.pool_assignments ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.pool_assignments FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.pool_assignments USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER pool_assignments_sm BEFORE UPDATE ON entitlements.pool_assignments FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>PAUSED,ACTIVE>ENDED,PAUSED>ACTIVE,PAUSED>ENDED');
CREATE TRIGGER pool_assignments_touch BEFORE UPDATE ON entitlements.pool_assignments FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.pool_assignments TO vg_entitlements;
GRANT INSERT ON entitlements.pool_assignments TO vg_entitlements;
GRANT UPDATE ON entitlements.pool_assignments TO vg_entitlements;
GRANT DELETE ON entitlements.pool_assignments TO vg_entitlements;

-- entitlements.pool_ondemand_config
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_unit_amount_safe_ck CHECK (unit_amount BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_unit_quantity_safe_ck CHECK (unit_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_spend_cap_amount_safe_ck CHECK (spend_cap_amount BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_quantity_cap_safe_ck CHECK (quantity_cap BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_alert_percents_list_ck CHECK (array_position(alert_percents, NULL) IS NULL);
ALTER TABLE entitlements.pool_ondemand_config ADD CONSTRAINT pool_ondemand_config_row_version_ck CHECK (row_version > 0);
ALTER TABLE entitlements.pool_ondemand_config ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.pool_ondemand_config FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.pool_ondemand_config USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER pool_ondemand_config_touch BEFORE UPDATE ON entitlements.pool_ondemand_config FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.pool_ondemand_config TO vg_entitlements;
GRANT INSERT ON entitlements.pool_ondemand_config TO vg_entitlements;
GRANT UPDATE ON entitlements.pool_ondemand_config TO vg_entitlements;
GRANT DELETE ON entitlements.pool_ondemand_config TO vg_entitlements;

-- entitlements.usage_events
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_within_quantity_safe_ck CHECK (within_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_credit_quantity_safe_ck CHECK (credit_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_overage_quantity_safe_ck CHECK (overage_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_outcome_enum_ck CHECK (outcome IN ('ACCEPTED', 'OVERAGE', 'UNMETERED'));
ALTER TABLE entitlements.usage_events ADD CONSTRAINT usage_events_properties_size_ck CHECK (octet_length(properties::text) <= 262144);
CREATE INDEX usage_events_brand_id_pool_id_recorded_at_id_idx_p ON entitlements.usage_events (brand_id, pool_id, recorded_at, id) WHERE overage_quantity > 0;
ALTER TABLE entitlements.usage_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.usage_events FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.usage_events USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER usage_events_ao BEFORE DELETE OR UPDATE ON entitlements.usage_events FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER usage_events_aot BEFORE TRUNCATE ON entitlements.usage_events FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON entitlements.usage_events TO vg_entitlements;
GRANT INSERT ON entitlements.usage_events TO vg_entitlements;
GRANT SELECT ON entitlements.usage_events TO vg_archiver;
GRANT DELETE ON entitlements.usage_events TO vg_archiver;

-- entitlements.numeric_entitlement_usage
ALTER TABLE entitlements.numeric_entitlement_usage ADD CONSTRAINT numeric_entitlement_usage_used_safe_ck CHECK (used BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_usage ADD CONSTRAINT numeric_entitlement_usage_overage_used_safe_ck CHECK (overage_used BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_usage ADD CONSTRAINT numeric_entitlement_usage_rolled_in_safe_ck CHECK (rolled_in BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_usage ADD CONSTRAINT numeric_entitlement_usage_limit_at_close_safe_ck CHECK (limit_at_close BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.numeric_entitlement_usage ADD CONSTRAINT numeric_entitlement_usage_row_version_ck CHECK (row_version > 0);
CREATE INDEX numeric_entitlement_usage_brand_id_period_end_idx_p ON entitlements.numeric_entitlement_usage (brand_id, period_end) WHERE closed_at IS NULL;
ALTER TABLE entitlements.numeric_entitlement_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.numeric_entitlement_usage FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.numeric_entitlement_usage USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER numeric_entitlement_usage_touch BEFORE UPDATE ON entitlements.numeric_entitlement_usage FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON entitlements.numeric_entitlement_usage TO vg_entitlements;
GRANT INSERT ON entitlements.numeric_entitlement_usage TO vg_entitlements;
GRANT UPDATE ON entitlements.numeric_entitlement_usage TO vg_entitlements;
GRANT DELETE ON entitlements.numeric_entitlement_usage TO vg_entitlements;

-- entitlements.usage_hourly
ALTER TABLE entitlements.usage_hourly ADD CONSTRAINT usage_hourly_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_hourly ADD CONSTRAINT usage_hourly_event_count_safe_ck CHECK (event_count BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_hourly ADD CONSTRAINT usage_hourly_overage_quantity_safe_ck CHECK (overage_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_hourly ADD CONSTRAINT usage_hourly_credit_quantity_safe_ck CHECK (credit_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE entitlements.usage_hourly ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.usage_hourly FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.usage_hourly USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON entitlements.usage_hourly TO vg_entitlements;
GRANT INSERT ON entitlements.usage_hourly TO vg_entitlements;
GRANT UPDATE ON entitlements.usage_hourly TO vg_entitlements;
GRANT DELETE ON entitlements.usage_hourly TO vg_entitlements;

-- entitlements.audit_log
ALTER TABLE entitlements.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON entitlements.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON entitlements.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON entitlements.audit_log TO vg_entitlements;
GRANT INSERT ON entitlements.audit_log TO vg_entitlements;
GRANT SELECT ON entitlements.audit_log TO vg_archiver;
GRANT DELETE ON entitlements.audit_log TO vg_archiver;

-- entitlements.outbox
ALTER TABLE entitlements.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE entitlements.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE entitlements.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE entitlements.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON entitlements.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON entitlements.outbox TO vg_relay;
GRANT UPDATE ON entitlements.outbox TO vg_relay;
GRANT DELETE ON entitlements.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON entitlements.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON entitlements.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON entitlements.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE entitlements.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON entitlements.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON entitlements.outbox TO vg_entitlements;
GRANT INSERT ON entitlements.outbox TO vg_entitlements;
GRANT UPDATE ON entitlements.outbox TO vg_entitlements;
GRANT DELETE ON entitlements.outbox TO vg_entitlements;

-- entitlements.inbox
ALTER TABLE entitlements.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON entitlements.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON entitlements.inbox TO vg_relay;
GRANT DELETE ON entitlements.inbox TO vg_relay;
ALTER TABLE entitlements.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON entitlements.inbox TO vg_entitlements;
GRANT INSERT ON entitlements.inbox TO vg_entitlements;
GRANT UPDATE ON entitlements.inbox TO vg_entitlements;
GRANT DELETE ON entitlements.inbox TO vg_entitlements;

-- entitlements.idempotency_keys
ALTER TABLE entitlements.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE entitlements.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE entitlements.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE entitlements.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON entitlements.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON entitlements.idempotency_keys TO vg_relay;
GRANT DELETE ON entitlements.idempotency_keys TO vg_relay;
ALTER TABLE entitlements.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON entitlements.idempotency_keys TO vg_entitlements;
GRANT INSERT ON entitlements.idempotency_keys TO vg_entitlements;
GRANT UPDATE ON entitlements.idempotency_keys TO vg_entitlements;
GRANT DELETE ON entitlements.idempotency_keys TO vg_entitlements;

-- entitlements.merge_journal
ALTER TABLE entitlements.merge_journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE entitlements.merge_journal FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON entitlements.merge_journal USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON entitlements.merge_journal TO vg_entitlements;
GRANT INSERT ON entitlements.merge_journal TO vg_entitlements;
GRANT UPDATE ON entitlements.merge_journal TO vg_entitlements;
GRANT DELETE ON entitlements.merge_journal TO vg_entitlements;

-- billing.billing_accounts
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_country_code_code_ck CHECK (country_code ~ '^[A-Z]{2}$');
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_status_enum_ck CHECK (status IN ('ACTIVE', 'SUSPENDED', 'CLOSED'));
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_collection_method_enum_ck CHECK (collection_method IN ('CHARGE_AUTOMATICALLY', 'SEND_INVOICE'));
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_tax_status_enum_ck CHECK (tax_status IN ('TAXABLE', 'EXEMPT', 'REVERSE_CHARGE'));
ALTER TABLE billing.billing_accounts ADD CONSTRAINT billing_accounts_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX billing_accounts_brand_id_provider_provider_customer_id_key_p ON billing.billing_accounts (brand_id, provider, provider_customer_id) WHERE provider_customer_id IS NOT NULL;
CREATE INDEX billing_accounts_brand_id_delinquent_since_id_idx_p ON billing.billing_accounts (brand_id, delinquent_since, id) WHERE delinquent_since IS NOT NULL;
ALTER TABLE billing.billing_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.billing_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.billing_accounts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER billing_accounts_sm BEFORE UPDATE ON billing.billing_accounts FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUSPENDED,ACTIVE>CLOSED,SUSPENDED>ACTIVE,SUSPENDED>CLOSED');
CREATE TRIGGER billing_accounts_touch BEFORE UPDATE ON billing.billing_accounts FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.billing_accounts TO vg_billing;
GRANT INSERT ON billing.billing_accounts TO vg_billing;
GRANT UPDATE ON billing.billing_accounts TO vg_billing;
GRANT DELETE ON billing.billing_accounts TO vg_billing;

-- billing.products
ALTER TABLE billing.products ADD CONSTRAINT products_kind_enum_ck CHECK (kind IN ('PLAN', 'ADD_ON', 'METERED', 'ONE_TIME', 'CREDIT_PACK'));
ALTER TABLE billing.products ADD CONSTRAINT products_status_enum_ck CHECK (status IN ('ACTIVE', 'ARCHIVED'));
ALTER TABLE billing.products ADD CONSTRAINT products_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.products ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.products FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.products USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER products_sm BEFORE UPDATE ON billing.products FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ARCHIVED,ARCHIVED>ACTIVE');
CREATE TRIGGER products_touch BEFORE UPDATE ON billing.products FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.products TO vg_billing;
GRANT INSERT ON billing.products TO vg_billing;
GRANT UPDATE ON billing.products TO vg_billing;
GRANT DELETE ON billing.products TO vg_billing;

-- billing.prices
ALTER TABLE billing.prices ADD CONSTRAINT prices_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.prices ADD CONSTRAINT prices_price_type_enum_ck CHECK (price_type IN ('RECURRING', 'ONE_TIME'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_usage_type_enum_ck CHECK (usage_type IN ('LICENSED', 'METERED'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_pricing_model_enum_ck CHECK (pricing_model IN ('FLAT', 'PER_UNIT', 'GRADUATED', 'VOLUME', 'PACKAGE'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_billing_interval_enum_ck CHECK (billing_interval IN ('DAY', 'WEEK', 'MONTH', 'YEAR'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_unit_amount_cents_safe_ck CHECK (unit_amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.prices ADD CONSTRAINT prices_package_size_safe_ck CHECK (package_size BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.prices ADD CONSTRAINT prices_included_quantity_safe_ck CHECK (included_quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.prices ADD CONSTRAINT prices_min_charge_cents_safe_ck CHECK (min_charge_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.prices ADD CONSTRAINT prices_usage_aggregation_enum_ck CHECK (usage_aggregation IN ('SUM', 'MAX', 'LAST', 'COUNT'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_tax_behavior_enum_ck CHECK (tax_behavior IN ('EXCLUSIVE', 'INCLUSIVE'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_status_enum_ck CHECK (status IN ('ACTIVE', 'ARCHIVED'));
ALTER TABLE billing.prices ADD CONSTRAINT prices_row_version_ck CHECK (row_version > 0);
CREATE INDEX prices_brand_id_resource_key_id_idx_p ON billing.prices (brand_id, resource_key, id) WHERE resource_key IS NOT NULL;
ALTER TABLE billing.prices ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.prices FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.prices USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER prices_sm BEFORE UPDATE ON billing.prices FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ARCHIVED,ARCHIVED>ACTIVE');
CREATE TRIGGER prices_touch BEFORE UPDATE ON billing.prices FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.prices TO vg_billing;
GRANT INSERT ON billing.prices TO vg_billing;
GRANT UPDATE ON billing.prices TO vg_billing;
GRANT DELETE ON billing.prices TO vg_billing;

-- billing.subscriptions
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_status_enum_ck CHECK (status IN ('INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED'));
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_mrr_cents_safe_ck CHECK (mrr_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_billing_interval_enum_ck CHECK (billing_interval IN ('DAY', 'WEEK', 'MONTH', 'YEAR'));
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_collection_method_enum_ck CHECK (collection_method IN ('CHARGE_AUTOMATICALLY', 'SEND_INVOICE'));
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_cancellation_reason_enum_ck CHECK (cancellation_reason IN ('CUSTOMER_REQUEST', 'PAYMENT_FAILURE', 'TRIAL_WITHOUT_PAYMENT_METHOD', 'FRAUD', 'ACCOUNT_CLOSED', 'OTHER'));
ALTER TABLE billing.subscriptions ADD CONSTRAINT subscriptions_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX subscriptions_brand_id_workspace_id_key_p ON billing.subscriptions (brand_id, workspace_id) WHERE is_primary AND status IN ('TRIALING','ACTIVE','PAST_DUE','UNPAID','PAUSED','INCOMPLETE');
CREATE UNIQUE INDEX subscriptions_brand_id_provider_subscription_id_key_p ON billing.subscriptions (brand_id, provider_subscription_id) WHERE provider_subscription_id IS NOT NULL;
CREATE INDEX subscriptions_brand_id_current_period_end_id_idx_p ON billing.subscriptions (brand_id, current_period_end, id) WHERE status IN ('TRIALING','ACTIVE','PAST_DUE');
CREATE INDEX subscriptions_brand_id_trial_ends_at_id_idx_p ON billing.subscriptions (brand_id, trial_ends_at, id) WHERE status = 'TRIALING';
ALTER TABLE billing.subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.subscriptions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.subscriptions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER subscriptions_sm BEFORE UPDATE ON billing.subscriptions FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('INCOMPLETE>ACTIVE,INCOMPLETE>TRIALING,INCOMPLETE>INCOMPLETE_EXPIRED,INCOMPLETE>CANCELED,TRIALING>ACTIVE,TRIALING>PAST_DUE,TRIALING>PAUSED,TRIALING>CANCELED,ACTIVE>PAST_DUE,ACTIVE>PAUSED,ACTIVE>CANCELED,PAST_DUE>ACTIVE,PAST_DUE>UNPAID,PAST_DUE>PAUSED,PAST_DUE>CANCELED,UNPAID>ACTIVE,UNPAID>CANCELED,PAUSED>ACTIVE,PAUSED>PAST_DUE,PAUSED>CANCELED');
CREATE TRIGGER subscriptions_touch BEFORE UPDATE ON billing.subscriptions FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.subscriptions TO vg_billing;
GRANT INSERT ON billing.subscriptions TO vg_billing;
GRANT UPDATE ON billing.subscriptions TO vg_billing;
GRANT DELETE ON billing.subscriptions TO vg_billing;

-- billing.subscription_items
ALTER TABLE billing.subscription_items ADD CONSTRAINT subscription_items_usage_type_enum_ck CHECK (usage_type IN ('LICENSED', 'METERED'));
ALTER TABLE billing.subscription_items ADD CONSTRAINT subscription_items_unit_price_cents_safe_ck CHECK (unit_price_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscription_items ADD CONSTRAINT subscription_items_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.subscription_items ADD CONSTRAINT subscription_items_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX subscription_items_brand_id_subscription_id_price_id_key_p ON billing.subscription_items (brand_id, subscription_id, price_id) WHERE removed_at IS NULL;
ALTER TABLE billing.subscription_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.subscription_items FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.subscription_items USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER subscription_items_touch BEFORE UPDATE ON billing.subscription_items FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.subscription_items TO vg_billing;
GRANT INSERT ON billing.subscription_items TO vg_billing;
GRANT UPDATE ON billing.subscription_items TO vg_billing;
GRANT DELETE ON billing.subscription_items TO vg_billing;

-- billing.subscription_changes
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_change_type_enum_ck CHECK (change_type IN ('CREATED', 'TRIAL_STARTED', 'TRIAL_ENDED', 'ACTIVATED', 'PLAN_CHANGED', 'SEATS_CHANGED', 'ITEM_ADDED', 'ITEM_REMOVED', 'RENEWED', 'PAST_DUE', 'RECOVERED', 'MARKED_UNPAID', 'PAUSED', 'RESUMED', 'CANCEL_SCHEDULED', 'CANCEL_UNSCHEDULED', 'CANCELED', 'EXPIRED', 'CHANGE_SCHEDULED', 'CHANGE_UNSCHEDULED', 'DISCOUNT_CHANGED'));
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_actor_type_enum_ck CHECK (actor_type IN ('PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'PROVIDER'));
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_from_status_enum_ck CHECK (from_status IN ('INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED'));
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_to_status_enum_ck CHECK (to_status IN ('INCOMPLETE', 'INCOMPLETE_EXPIRED', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'UNPAID', 'PAUSED', 'CANCELED'));
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_from_mrr_cents_safe_ck CHECK (from_mrr_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_to_mrr_cents_safe_ck CHECK (to_mrr_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_proration_credit_cents_safe_ck CHECK (proration_credit_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscription_changes ADD CONSTRAINT subscription_changes_proration_charge_cents_safe_ck CHECK (proration_charge_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.subscription_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.subscription_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.subscription_changes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER subscription_changes_ao BEFORE DELETE OR UPDATE ON billing.subscription_changes FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER subscription_changes_aot BEFORE TRUNCATE ON billing.subscription_changes FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.subscription_changes TO vg_billing;
GRANT INSERT ON billing.subscription_changes TO vg_billing;
GRANT SELECT ON billing.subscription_changes TO vg_archiver;
GRANT DELETE ON billing.subscription_changes TO vg_archiver;

-- billing.purchases
ALTER TABLE billing.purchases ADD CONSTRAINT purchases_total_cents_safe_ck CHECK (total_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.purchases ADD CONSTRAINT purchases_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.purchases ADD CONSTRAINT purchases_status_enum_ck CHECK (status IN ('PENDING', 'COMPLETED', 'CANCELED', 'REFUNDED'));
ALTER TABLE billing.purchases ADD CONSTRAINT purchases_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.purchases ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.purchases FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.purchases USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER purchases_sm BEFORE UPDATE ON billing.purchases FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>COMPLETED,PENDING>CANCELED,COMPLETED>REFUNDED');
CREATE TRIGGER purchases_touch BEFORE UPDATE ON billing.purchases FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.purchases TO vg_billing;
GRANT INSERT ON billing.purchases TO vg_billing;
GRANT UPDATE ON billing.purchases TO vg_billing;
GRANT DELETE ON billing.purchases TO vg_billing;

-- billing.invoices
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_kind_enum_ck CHECK (kind IN ('STANDARD', 'CREDIT_NOTE'));
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_status_enum_ck CHECK (status IN ('DRAFT', 'OPEN', 'PAID', 'VOID', 'UNCOLLECTIBLE'));
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_billing_reason_enum_ck CHECK (billing_reason IN ('SUBSCRIPTION_CREATE', 'SUBSCRIPTION_CYCLE', 'SUBSCRIPTION_UPDATE', 'SUBSCRIPTION_CANCEL', 'PURCHASE', 'MANUAL', 'CREDIT_NOTE'));
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_number_seq_safe_ck CHECK (number_seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_subtotal_cents_safe_ck CHECK (subtotal_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_discount_cents_safe_ck CHECK (discount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_pretax_credit_cents_safe_ck CHECK (pretax_credit_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_tax_cents_safe_ck CHECK (tax_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_invoice_total_cents_safe_ck CHECK (invoice_total_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_posttax_credit_cents_safe_ck CHECK (posttax_credit_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_amount_due_cents_safe_ck CHECK (amount_due_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_amount_paid_cents_safe_ck CHECK (amount_paid_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_amount_credited_cents_safe_ck CHECK (amount_credited_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_amount_remaining_cents_safe_ck CHECK (amount_remaining_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_collection_method_enum_ck CHECK (collection_method IN ('CHARGE_AUTOMATICALLY', 'SEND_INVOICE'));
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_tax_status_enum_ck CHECK (tax_status IN ('TAXABLE', 'EXEMPT', 'REVERSE_CHARGE'));
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_bill_to_country_code_code_ck CHECK (bill_to_country_code ~ '^[A-Z]{2}$');
ALTER TABLE billing.invoices ADD CONSTRAINT invoices_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX invoices_brand_id_invoice_number_key_p ON billing.invoices (brand_id, invoice_number) WHERE invoice_number IS NOT NULL;
CREATE UNIQUE INDEX invoices_brand_id_number_series_number_seq_key_p ON billing.invoices (brand_id, number_series, number_seq) WHERE number_seq IS NOT NULL;
CREATE UNIQUE INDEX invoices_brand_id_subscription_id_period_start_key_p ON billing.invoices (brand_id, subscription_id, period_start) WHERE billing_reason = 'SUBSCRIPTION_CYCLE' AND status <> 'VOID';
CREATE INDEX invoices_brand_id_due_at_id_idx_p ON billing.invoices (brand_id, due_at, id) WHERE status = 'OPEN';
CREATE INDEX invoices_brand_id_next_attempt_at_id_idx_p ON billing.invoices (brand_id, next_attempt_at, id) WHERE status = 'OPEN' AND next_attempt_at IS NOT NULL;
CREATE INDEX invoices_brand_id_finalize_after_id_idx_p ON billing.invoices (brand_id, finalize_after, id) WHERE status = 'DRAFT';
ALTER TABLE billing.invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.invoices FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.invoices USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER invoices_sm BEFORE UPDATE ON billing.invoices FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('DRAFT>OPEN,DRAFT>PAID,OPEN>PAID,OPEN>VOID,OPEN>UNCOLLECTIBLE,UNCOLLECTIBLE>PAID,UNCOLLECTIBLE>VOID');
CREATE TRIGGER invoices_touch BEFORE UPDATE ON billing.invoices FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.invoices TO vg_billing;
GRANT INSERT ON billing.invoices TO vg_billing;
GRANT UPDATE ON billing.invoices TO vg_billing;
GRANT DELETE ON billing.invoices TO vg_billing;

-- billing.invoice_line_items
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_line_type_enum_ck CHECK (line_type IN ('SUBSCRIPTION', 'PRORATION_CREDIT', 'PRORATION_CHARGE', 'USAGE', 'USAGE_ADJUSTMENT', 'ONE_TIME', 'CREDIT_PURCHASE', 'MANUAL', 'CREDIT_NOTE'));
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_discount_cents_safe_ck CHECK (discount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_pretax_credit_cents_safe_ck CHECK (pretax_credit_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_tax_cents_safe_ck CHECK (tax_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_rating_details_size_ck CHECK (octet_length(rating_details::text) <= 262144);
ALTER TABLE billing.invoice_line_items ADD CONSTRAINT invoice_line_items_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX invoice_line_items_brand_id_pending_charge_id_key_p ON billing.invoice_line_items (brand_id, pending_charge_id) WHERE pending_charge_id IS NOT NULL;
CREATE INDEX invoice_line_items_brand_id_credited_line_id_id_idx_p ON billing.invoice_line_items (brand_id, credited_line_id, id) WHERE credited_line_id IS NOT NULL;
ALTER TABLE billing.invoice_line_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.invoice_line_items FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.invoice_line_items USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER invoice_line_items_touch BEFORE UPDATE ON billing.invoice_line_items FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.invoice_line_items TO vg_billing;
GRANT INSERT ON billing.invoice_line_items TO vg_billing;
GRANT UPDATE ON billing.invoice_line_items TO vg_billing;
GRANT DELETE ON billing.invoice_line_items TO vg_billing;

-- billing.payments
ALTER TABLE billing.payments ADD CONSTRAINT payments_tender_type_enum_ck CHECK (tender_type IN ('CARD', 'BANK_DEBIT', 'BANK_TRANSFER', 'WALLET', 'CASH', 'CHEQUE', 'EXTERNAL'));
ALTER TABLE billing.payments ADD CONSTRAINT payments_status_enum_ck CHECK (status IN ('PENDING', 'PROCESSING', 'SUCCEEDED', 'FAILED', 'CANCELED'));
ALTER TABLE billing.payments ADD CONSTRAINT payments_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.payments ADD CONSTRAINT payments_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payments ADD CONSTRAINT payments_fee_cents_safe_ck CHECK (fee_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payments ADD CONSTRAINT payments_allocated_cents_safe_ck CHECK (allocated_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payments ADD CONSTRAINT payments_refunded_cents_safe_ck CHECK (refunded_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payments ADD CONSTRAINT payments_disputed_cents_safe_ck CHECK (disputed_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payments ADD CONSTRAINT payments_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX payments_brand_id_provider_provider_payment_id_key_p ON billing.payments (brand_id, provider, provider_payment_id) WHERE provider_payment_id IS NOT NULL;
ALTER TABLE billing.payments ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.payments FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.payments USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER payments_sm BEFORE UPDATE ON billing.payments FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>PROCESSING,PENDING>SUCCEEDED,PENDING>FAILED,PENDING>CANCELED,PROCESSING>SUCCEEDED,PROCESSING>FAILED,PROCESSING>CANCELED');
CREATE TRIGGER payments_touch BEFORE UPDATE ON billing.payments FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.payments TO vg_billing;
GRANT INSERT ON billing.payments TO vg_billing;
GRANT UPDATE ON billing.payments TO vg_billing;
GRANT DELETE ON billing.payments TO vg_billing;

-- billing.payment_methods
ALTER TABLE billing.payment_methods ADD CONSTRAINT payment_methods_kind_enum_ck CHECK (kind IN ('CARD', 'BANK_DEBIT', 'BANK_TRANSFER', 'WALLET', 'CASH', 'CHEQUE', 'EXTERNAL'));
ALTER TABLE billing.payment_methods ADD CONSTRAINT payment_methods_status_enum_ck CHECK (status IN ('ACTIVE', 'EXPIRED', 'DETACHED'));
ALTER TABLE billing.payment_methods ADD CONSTRAINT payment_methods_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX payment_methods_brand_id_provider_provider_payment_met_accd6bb4 ON billing.payment_methods (brand_id, provider, provider_payment_method_id) WHERE provider_payment_method_id IS NOT NULL;
CREATE UNIQUE INDEX payment_methods_brand_id_billing_account_id_key_p ON billing.payment_methods (brand_id, billing_account_id) WHERE is_default AND status = 'ACTIVE';
CREATE INDEX payment_methods_brand_id_card_exp_year_card_exp_month_id_idx_p ON billing.payment_methods (brand_id, card_exp_year, card_exp_month, id) WHERE status = 'ACTIVE';
ALTER TABLE billing.payment_methods ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.payment_methods FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.payment_methods USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER payment_methods_sm BEFORE UPDATE ON billing.payment_methods FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXPIRED,ACTIVE>DETACHED,EXPIRED>ACTIVE,EXPIRED>DETACHED');
CREATE TRIGGER payment_methods_touch BEFORE UPDATE ON billing.payment_methods FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.payment_methods TO vg_billing;
GRANT INSERT ON billing.payment_methods TO vg_billing;
GRANT UPDATE ON billing.payment_methods TO vg_billing;
GRANT DELETE ON billing.payment_methods TO vg_billing;

-- billing.refunds
ALTER TABLE billing.refunds ADD CONSTRAINT refunds_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.refunds ADD CONSTRAINT refunds_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.refunds ADD CONSTRAINT refunds_status_enum_ck CHECK (status IN ('PENDING', 'SUCCEEDED', 'FAILED', 'CANCELED'));
ALTER TABLE billing.refunds ADD CONSTRAINT refunds_reason_enum_ck CHECK (reason IN ('DUPLICATE', 'FRAUDULENT', 'REQUESTED_BY_CUSTOMER', 'SERVICE_FAILURE', 'OVERPAYMENT', 'OTHER'));
ALTER TABLE billing.refunds ADD CONSTRAINT refunds_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX refunds_brand_id_provider_refund_id_key_p ON billing.refunds (brand_id, provider_refund_id) WHERE provider_refund_id IS NOT NULL;
ALTER TABLE billing.refunds ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.refunds FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.refunds USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER refunds_sm BEFORE UPDATE ON billing.refunds FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>SUCCEEDED,PENDING>FAILED,PENDING>CANCELED,SUCCEEDED>FAILED');
CREATE TRIGGER refunds_touch BEFORE UPDATE ON billing.refunds FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.refunds TO vg_billing;
GRANT INSERT ON billing.refunds TO vg_billing;
GRANT UPDATE ON billing.refunds TO vg_billing;
GRANT DELETE ON billing.refunds TO vg_billing;

-- billing.disputes
ALTER TABLE billing.disputes ADD CONSTRAINT disputes_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.disputes ADD CONSTRAINT disputes_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.disputes ADD CONSTRAINT disputes_fee_cents_safe_ck CHECK (fee_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.disputes ADD CONSTRAINT disputes_status_enum_ck CHECK (status IN ('WARNING_NEEDS_RESPONSE', 'WARNING_UNDER_REVIEW', 'WARNING_CLOSED', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST'));
ALTER TABLE billing.disputes ADD CONSTRAINT disputes_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX disputes_brand_id_provider_dispute_id_key_p ON billing.disputes (brand_id, provider_dispute_id) WHERE provider_dispute_id IS NOT NULL;
CREATE INDEX disputes_brand_id_evidence_due_at_id_idx_p ON billing.disputes (brand_id, evidence_due_at, id) WHERE status IN ('NEEDS_RESPONSE','WARNING_NEEDS_RESPONSE');
ALTER TABLE billing.disputes ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.disputes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.disputes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER disputes_sm BEFORE UPDATE ON billing.disputes FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('WARNING_NEEDS_RESPONSE>WARNING_UNDER_REVIEW,WARNING_NEEDS_RESPONSE>NEEDS_RESPONSE,WARNING_UNDER_REVIEW>WARNING_CLOSED,WARNING_UNDER_REVIEW>NEEDS_RESPONSE,WARNING_CLOSED>NEEDS_RESPONSE,NEEDS_RESPONSE>UNDER_REVIEW,NEEDS_RESPONSE>LOST,UNDER_REVIEW>WON,UNDER_REVIEW>LOST,LOST>WON');
CREATE TRIGGER disputes_touch BEFORE UPDATE ON billing.disputes FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.disputes TO vg_billing;
GRANT INSERT ON billing.disputes TO vg_billing;
GRANT UPDATE ON billing.disputes TO vg_billing;
GRANT DELETE ON billing.disputes TO vg_billing;

-- billing.coupons
ALTER TABLE billing.coupons ADD CONSTRAINT coupons_amount_off_cents_safe_ck CHECK (amount_off_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.coupons ADD CONSTRAINT coupons_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.coupons ADD CONSTRAINT coupons_duration_enum_ck CHECK (duration IN ('ONCE', 'REPEATING', 'FOREVER'));
ALTER TABLE billing.coupons ADD CONSTRAINT coupons_status_enum_ck CHECK (status IN ('ACTIVE', 'ARCHIVED'));
ALTER TABLE billing.coupons ADD CONSTRAINT coupons_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.coupons ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.coupons FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.coupons USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER coupons_sm BEFORE UPDATE ON billing.coupons FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ARCHIVED');
CREATE TRIGGER coupons_touch BEFORE UPDATE ON billing.coupons FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.coupons TO vg_billing;
GRANT INSERT ON billing.coupons TO vg_billing;
GRANT UPDATE ON billing.coupons TO vg_billing;
GRANT DELETE ON billing.coupons TO vg_billing;

-- billing.promotion_codes
ALTER TABLE billing.promotion_codes ADD CONSTRAINT promotion_codes_minimum_amount_cents_safe_ck CHECK (minimum_amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.promotion_codes ADD CONSTRAINT promotion_codes_minimum_amount_currency_code_ck CHECK (minimum_amount_currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.promotion_codes ADD CONSTRAINT promotion_codes_status_enum_ck CHECK (status IN ('ACTIVE', 'ARCHIVED'));
ALTER TABLE billing.promotion_codes ADD CONSTRAINT promotion_codes_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX promotion_codes_brand_id_lower_code_key_p ON billing.promotion_codes (brand_id, lower(code));
ALTER TABLE billing.promotion_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.promotion_codes FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.promotion_codes USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER promotion_codes_sm BEFORE UPDATE ON billing.promotion_codes FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ARCHIVED,ARCHIVED>ACTIVE');
CREATE TRIGGER promotion_codes_touch BEFORE UPDATE ON billing.promotion_codes FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.promotion_codes TO vg_billing;
GRANT INSERT ON billing.promotion_codes TO vg_billing;
GRANT UPDATE ON billing.promotion_codes TO vg_billing;
GRANT DELETE ON billing.promotion_codes TO vg_billing;

-- billing.discounts
ALTER TABLE billing.discounts ADD CONSTRAINT discounts_target_enum_ck CHECK (target IN ('ACCOUNT', 'SUBSCRIPTION', 'SUBSCRIPTION_ITEM', 'INVOICE'));
ALTER TABLE billing.discounts ADD CONSTRAINT discounts_amount_off_cents_safe_ck CHECK (amount_off_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.discounts ADD CONSTRAINT discounts_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.discounts ADD CONSTRAINT discounts_status_enum_ck CHECK (status IN ('ACTIVE', 'EXHAUSTED', 'EXPIRED', 'REVOKED'));
ALTER TABLE billing.discounts ADD CONSTRAINT discounts_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.discounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.discounts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.discounts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER discounts_sm BEFORE UPDATE ON billing.discounts FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>EXHAUSTED,ACTIVE>EXPIRED,ACTIVE>REVOKED,EXHAUSTED>ACTIVE');
CREATE TRIGGER discounts_touch BEFORE UPDATE ON billing.discounts FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.discounts TO vg_billing;
GRANT INSERT ON billing.discounts TO vg_billing;
GRANT UPDATE ON billing.discounts TO vg_billing;
GRANT DELETE ON billing.discounts TO vg_billing;

-- billing.pending_charges
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_kind_enum_ck CHECK (kind IN ('USAGE', 'USAGE_ADJUSTMENT', 'PRORATION_CREDIT', 'PRORATION_CHARGE', 'ONE_TIME', 'MANUAL'));
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_status_enum_ck CHECK (status IN ('OPEN', 'INVOICED', 'CANCELED'));
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_rating_details_size_ck CHECK (octet_length(rating_details::text) <= 262144);
ALTER TABLE billing.pending_charges ADD CONSTRAINT pending_charges_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX pending_charges_brand_id_subscription_item_id_price_id_af6868fc ON billing.pending_charges (brand_id, subscription_item_id, price_id, period_start) WHERE kind = 'USAGE' AND status <> 'CANCELED';
CREATE UNIQUE INDEX pending_charges_brand_id_adjusts_pending_charge_id_key_p ON billing.pending_charges (brand_id, adjusts_pending_charge_id) WHERE kind = 'USAGE_ADJUSTMENT' AND status = 'OPEN';
CREATE INDEX pending_charges_brand_id_period_end_id_idx_p ON billing.pending_charges (brand_id, period_end, id) WHERE status = 'OPEN';
ALTER TABLE billing.pending_charges ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.pending_charges FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.pending_charges USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER pending_charges_sm BEFORE UPDATE ON billing.pending_charges FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('OPEN>INVOICED,OPEN>CANCELED,INVOICED>OPEN');
CREATE TRIGGER pending_charges_touch BEFORE UPDATE ON billing.pending_charges FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.pending_charges TO vg_billing;
GRANT INSERT ON billing.pending_charges TO vg_billing;
GRANT UPDATE ON billing.pending_charges TO vg_billing;
GRANT DELETE ON billing.pending_charges TO vg_billing;

-- billing.pending_charge_usage_events
ALTER TABLE billing.pending_charge_usage_events ADD CONSTRAINT pending_charge_usage_events_quantity_safe_ck CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.pending_charge_usage_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.pending_charge_usage_events FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.pending_charge_usage_events USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER pending_charge_usage_events_ao BEFORE DELETE OR UPDATE ON billing.pending_charge_usage_events FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER pending_charge_usage_events_aot BEFORE TRUNCATE ON billing.pending_charge_usage_events FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.pending_charge_usage_events TO vg_billing;
GRANT INSERT ON billing.pending_charge_usage_events TO vg_billing;
GRANT SELECT ON billing.pending_charge_usage_events TO vg_archiver;
GRANT DELETE ON billing.pending_charge_usage_events TO vg_archiver;

-- billing.credit_grants
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_category_enum_ck CHECK (category IN ('PROMOTIONAL', 'PREPAID', 'ADJUSTMENT'));
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_status_enum_ck CHECK (status IN ('PENDING', 'ACTIVE', 'DEPLETED', 'EXPIRED', 'VOIDED'));
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_remaining_cents_safe_ck CHECK (remaining_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.credit_grants ADD CONSTRAINT credit_grants_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX credit_grants_brand_id_source_invoice_id_key_p ON billing.credit_grants (brand_id, source_invoice_id) WHERE category = 'ADJUSTMENT' AND status <> 'VOIDED';
CREATE INDEX credit_grants_brand_id_billing_account_id_priority_exp_65904755 ON billing.credit_grants (brand_id, billing_account_id, priority, expires_at, id) WHERE status = 'ACTIVE';
CREATE INDEX credit_grants_brand_id_expires_at_id_idx_p ON billing.credit_grants (brand_id, expires_at, id) WHERE status = 'ACTIVE';
ALTER TABLE billing.credit_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.credit_grants FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.credit_grants USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER credit_grants_sm BEFORE UPDATE ON billing.credit_grants FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>ACTIVE,PENDING>VOIDED,ACTIVE>DEPLETED,ACTIVE>EXPIRED,ACTIVE>VOIDED,DEPLETED>ACTIVE,EXPIRED>ACTIVE');
CREATE TRIGGER credit_grants_touch BEFORE UPDATE ON billing.credit_grants FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.credit_grants TO vg_billing;
GRANT INSERT ON billing.credit_grants TO vg_billing;
GRANT UPDATE ON billing.credit_grants TO vg_billing;
GRANT DELETE ON billing.credit_grants TO vg_billing;

-- billing.credit_transactions
ALTER TABLE billing.credit_transactions ADD CONSTRAINT credit_transactions_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.credit_transactions ADD CONSTRAINT credit_transactions_transaction_type_enum_ck CHECK (transaction_type IN ('GRANT', 'APPLY', 'RESTORE', 'EXPIRE', 'VOID'));
ALTER TABLE billing.credit_transactions ADD CONSTRAINT credit_transactions_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.credit_transactions ADD CONSTRAINT credit_transactions_balance_after_cents_safe_ck CHECK (balance_after_cents BETWEEN -9007199254740991 AND 9007199254740991);
CREATE UNIQUE INDEX credit_transactions_brand_id_credit_grant_id_key_p ON billing.credit_transactions (brand_id, credit_grant_id) WHERE transaction_type = 'GRANT';
CREATE UNIQUE INDEX credit_transactions_brand_id_reverses_transaction_id_key_p ON billing.credit_transactions (brand_id, reverses_transaction_id) WHERE reverses_transaction_id IS NOT NULL;
ALTER TABLE billing.credit_transactions ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.credit_transactions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.credit_transactions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER credit_transactions_ao BEFORE DELETE OR UPDATE ON billing.credit_transactions FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER credit_transactions_aot BEFORE TRUNCATE ON billing.credit_transactions FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.credit_transactions TO vg_billing;
GRANT INSERT ON billing.credit_transactions TO vg_billing;
GRANT SELECT ON billing.credit_transactions TO vg_archiver;
GRANT DELETE ON billing.credit_transactions TO vg_archiver;

-- billing.plans
ALTER TABLE billing.plans ADD CONSTRAINT plans_monthly_price_cents_safe_ck CHECK (monthly_price_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.plans ADD CONSTRAINT plans_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.plans ADD CONSTRAINT plans_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.plans FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.plans USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER plans_touch BEFORE UPDATE ON billing.plans FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.plans TO vg_billing;
GRANT INSERT ON billing.plans TO vg_billing;
GRANT UPDATE ON billing.plans TO vg_billing;
GRANT DELETE ON billing.plans TO vg_billing;

-- billing.billing_profiles
ALTER TABLE billing.billing_profiles ADD CONSTRAINT billing_profiles_country_code_code_ck CHECK (country_code ~ '^[A-Z]{2}$');
ALTER TABLE billing.billing_profiles ADD CONSTRAINT billing_profiles_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.billing_profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.billing_profiles FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.billing_profiles USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER billing_profiles_touch BEFORE UPDATE ON billing.billing_profiles FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.billing_profiles TO vg_billing;
GRANT INSERT ON billing.billing_profiles TO vg_billing;
GRANT UPDATE ON billing.billing_profiles TO vg_billing;
GRANT DELETE ON billing.billing_profiles TO vg_billing;

-- billing.price_tiers
ALTER TABLE billing.price_tiers ADD CONSTRAINT price_tiers_up_to_safe_ck CHECK (up_to BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.price_tiers ADD CONSTRAINT price_tiers_flat_amount_cents_safe_ck CHECK (flat_amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.price_tiers ADD CONSTRAINT price_tiers_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.price_tiers ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.price_tiers FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.price_tiers USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER price_tiers_touch BEFORE UPDATE ON billing.price_tiers FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.price_tiers TO vg_billing;
GRANT INSERT ON billing.price_tiers TO vg_billing;
GRANT UPDATE ON billing.price_tiers TO vg_billing;
GRANT DELETE ON billing.price_tiers TO vg_billing;

-- billing.tax_rates
ALTER TABLE billing.tax_rates ADD CONSTRAINT tax_rates_country_code_code_ck CHECK (country_code ~ '^[A-Z]{2}$');
ALTER TABLE billing.tax_rates ADD CONSTRAINT tax_rates_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.tax_rates ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.tax_rates FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.tax_rates USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER tax_rates_touch BEFORE UPDATE ON billing.tax_rates FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.tax_rates TO vg_billing;
GRANT INSERT ON billing.tax_rates TO vg_billing;
GRANT UPDATE ON billing.tax_rates TO vg_billing;
GRANT DELETE ON billing.tax_rates TO vg_billing;

-- billing.coupon_products
ALTER TABLE billing.coupon_products ADD CONSTRAINT coupon_products_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.coupon_products ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.coupon_products FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.coupon_products USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER coupon_products_touch BEFORE UPDATE ON billing.coupon_products FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.coupon_products TO vg_billing;
GRANT INSERT ON billing.coupon_products TO vg_billing;
GRANT UPDATE ON billing.coupon_products TO vg_billing;
GRANT DELETE ON billing.coupon_products TO vg_billing;

-- billing.invoice_line_adjustments
ALTER TABLE billing.invoice_line_adjustments ADD CONSTRAINT invoice_line_adjustments_kind_enum_ck CHECK (kind IN ('DISCOUNT', 'PRETAX_CREDIT', 'TAX'));
ALTER TABLE billing.invoice_line_adjustments ADD CONSTRAINT invoice_line_adjustments_base_cents_safe_ck CHECK (base_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_adjustments ADD CONSTRAINT invoice_line_adjustments_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.invoice_line_adjustments ADD CONSTRAINT invoice_line_adjustments_row_version_ck CHECK (row_version > 0);
CREATE INDEX invoice_line_adjustments_brand_id_discount_id_id_idx_p ON billing.invoice_line_adjustments (brand_id, discount_id, id) WHERE discount_id IS NOT NULL;
CREATE INDEX invoice_line_adjustments_brand_id_tax_rate_id_id_idx_p ON billing.invoice_line_adjustments (brand_id, tax_rate_id, id) WHERE tax_rate_id IS NOT NULL;
ALTER TABLE billing.invoice_line_adjustments ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.invoice_line_adjustments FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.invoice_line_adjustments USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER invoice_line_adjustments_touch BEFORE UPDATE ON billing.invoice_line_adjustments FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.invoice_line_adjustments TO vg_billing;
GRANT INSERT ON billing.invoice_line_adjustments TO vg_billing;
GRANT UPDATE ON billing.invoice_line_adjustments TO vg_billing;
GRANT DELETE ON billing.invoice_line_adjustments TO vg_billing;

-- billing.collection_intents
ALTER TABLE billing.collection_intents ADD CONSTRAINT collection_intents_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.collection_intents ADD CONSTRAINT collection_intents_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.collection_intents ADD CONSTRAINT collection_intents_amount_received_cents_safe_ck CHECK (amount_received_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.collection_intents ADD CONSTRAINT collection_intents_status_enum_ck CHECK (status IN ('REQUIRES_PAYMENT_METHOD', 'REQUIRES_CONFIRMATION', 'REQUIRES_ACTION', 'PROCESSING', 'SUCCEEDED', 'CANCELED'));
ALTER TABLE billing.collection_intents ADD CONSTRAINT collection_intents_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX collection_intents_brand_id_provider_provider_intent_id_key_p ON billing.collection_intents (brand_id, provider, provider_intent_id) WHERE provider_intent_id IS NOT NULL;
CREATE UNIQUE INDEX collection_intents_brand_id_invoice_id_key_p ON billing.collection_intents (brand_id, invoice_id) WHERE status NOT IN ('SUCCEEDED','CANCELED');
ALTER TABLE billing.collection_intents ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.collection_intents FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.collection_intents USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER collection_intents_sm BEFORE UPDATE ON billing.collection_intents FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('REQUIRES_PAYMENT_METHOD>REQUIRES_CONFIRMATION,REQUIRES_PAYMENT_METHOD>CANCELED,REQUIRES_CONFIRMATION>PROCESSING,REQUIRES_CONFIRMATION>REQUIRES_ACTION,REQUIRES_CONFIRMATION>CANCELED,REQUIRES_ACTION>PROCESSING,REQUIRES_ACTION>REQUIRES_PAYMENT_METHOD,REQUIRES_ACTION>CANCELED,PROCESSING>SUCCEEDED,PROCESSING>REQUIRES_PAYMENT_METHOD,PROCESSING>CANCELED');
CREATE TRIGGER collection_intents_touch BEFORE UPDATE ON billing.collection_intents FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT (brand_id, id, billing_account_id, org_id, invoice_id, currency, amount_cents, amount_received_cents, status, payment_method_id, off_session, attempt_no, last_failure_code, canceled_at, provider, provider_intent_id, provider_event_at, created_at, updated_at, row_version) ON billing.collection_intents TO vg_billing;
GRANT INSERT ON billing.collection_intents TO vg_billing;
GRANT UPDATE ON billing.collection_intents TO vg_billing;
GRANT DELETE ON billing.collection_intents TO vg_billing;

-- billing.payment_allocations
ALTER TABLE billing.payment_allocations ADD CONSTRAINT payment_allocations_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.payment_allocations ADD CONSTRAINT payment_allocations_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payment_allocations ADD CONSTRAINT payment_allocations_reversed_cents_safe_ck CHECK (reversed_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.payment_allocations ADD CONSTRAINT payment_allocations_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.payment_allocations ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.payment_allocations FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.payment_allocations USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER payment_allocations_touch BEFORE UPDATE ON billing.payment_allocations FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.payment_allocations TO vg_billing;
GRANT INSERT ON billing.payment_allocations TO vg_billing;
GRANT UPDATE ON billing.payment_allocations TO vg_billing;
GRANT DELETE ON billing.payment_allocations TO vg_billing;

-- billing.ledger_accounts
ALTER TABLE billing.ledger_accounts ADD CONSTRAINT ledger_accounts_account_type_enum_ck CHECK (account_type IN ('ASSET', 'LIABILITY', 'REVENUE', 'CONTRA_REVENUE', 'EXPENSE'));
ALTER TABLE billing.ledger_accounts ADD CONSTRAINT ledger_accounts_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.ledger_accounts ADD CONSTRAINT ledger_accounts_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.ledger_accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.ledger_accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.ledger_accounts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER ledger_accounts_touch BEFORE UPDATE ON billing.ledger_accounts FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.ledger_accounts TO vg_billing;
GRANT INSERT ON billing.ledger_accounts TO vg_billing;
GRANT UPDATE ON billing.ledger_accounts TO vg_billing;
GRANT DELETE ON billing.ledger_accounts TO vg_billing;

-- billing.ledger_transactions
ALTER TABLE billing.ledger_transactions ADD CONSTRAINT ledger_transactions_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
CREATE UNIQUE INDEX ledger_transactions_brand_id_reverses_transaction_id_key_p ON billing.ledger_transactions (brand_id, reverses_transaction_id) WHERE reverses_transaction_id IS NOT NULL;
ALTER TABLE billing.ledger_transactions ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.ledger_transactions FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.ledger_transactions USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER ledger_transactions_ao BEFORE DELETE OR UPDATE ON billing.ledger_transactions FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER ledger_transactions_aot BEFORE TRUNCATE ON billing.ledger_transactions FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.ledger_transactions TO vg_billing;
GRANT INSERT ON billing.ledger_transactions TO vg_billing;
GRANT SELECT ON billing.ledger_transactions TO vg_archiver;
GRANT DELETE ON billing.ledger_transactions TO vg_archiver;

-- billing.ledger_entries
ALTER TABLE billing.ledger_entries ADD CONSTRAINT ledger_entries_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.ledger_entries ADD CONSTRAINT ledger_entries_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.ledger_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.ledger_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.ledger_entries USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER ledger_entries_ao BEFORE DELETE OR UPDATE ON billing.ledger_entries FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER ledger_entries_aot BEFORE TRUNCATE ON billing.ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.ledger_entries TO vg_billing;
GRANT INSERT ON billing.ledger_entries TO vg_billing;
GRANT SELECT ON billing.ledger_entries TO vg_archiver;
GRANT DELETE ON billing.ledger_entries TO vg_archiver;

-- billing.document_counters
ALTER TABLE billing.document_counters ADD CONSTRAINT document_counters_last_seq_safe_ck CHECK (last_seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.document_counters ADD CONSTRAINT document_counters_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.document_counters ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.document_counters FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.document_counters USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER document_counters_touch BEFORE UPDATE ON billing.document_counters FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.document_counters TO vg_billing;
GRANT INSERT ON billing.document_counters TO vg_billing;
GRANT UPDATE ON billing.document_counters TO vg_billing;
GRANT DELETE ON billing.document_counters TO vg_billing;

-- billing.billing_settings
ALTER TABLE billing.billing_settings ADD CONSTRAINT billing_settings_default_currency_code_ck CHECK (default_currency ~ '^[A-Z]{3}$');
ALTER TABLE billing.billing_settings ADD CONSTRAINT billing_settings_dunning_retry_days_list_ck CHECK (array_position(dunning_retry_days, NULL) IS NULL);
ALTER TABLE billing.billing_settings ADD CONSTRAINT billing_settings_dunning_final_action_enum_ck CHECK (dunning_final_action IN ('CANCEL', 'MARK_UNPAID', 'KEEP_PAST_DUE'));
ALTER TABLE billing.billing_settings ADD CONSTRAINT billing_settings_refund_approval_cents_safe_ck CHECK (refund_approval_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE billing.billing_settings ADD CONSTRAINT billing_settings_row_version_ck CHECK (row_version > 0);
ALTER TABLE billing.billing_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.billing_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.billing_settings USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER billing_settings_touch BEFORE UPDATE ON billing.billing_settings FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON billing.billing_settings TO vg_billing;
GRANT INSERT ON billing.billing_settings TO vg_billing;
GRANT UPDATE ON billing.billing_settings TO vg_billing;
GRANT DELETE ON billing.billing_settings TO vg_billing;

-- billing.provider_event_receipts
ALTER TABLE billing.provider_event_receipts ADD CONSTRAINT provider_event_receipts_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'STALE', 'IGNORED', 'DEFERRED', 'FAILED'));
ALTER TABLE billing.provider_event_receipts ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.provider_event_receipts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.provider_event_receipts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER provider_event_receipts_ao BEFORE DELETE OR UPDATE ON billing.provider_event_receipts FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER provider_event_receipts_aot BEFORE TRUNCATE ON billing.provider_event_receipts FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.provider_event_receipts TO vg_billing;
GRANT INSERT ON billing.provider_event_receipts TO vg_billing;
GRANT SELECT ON billing.provider_event_receipts TO vg_archiver;
GRANT DELETE ON billing.provider_event_receipts TO vg_archiver;

-- billing.audit_log
ALTER TABLE billing.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON billing.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON billing.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON billing.audit_log TO vg_billing;
GRANT INSERT ON billing.audit_log TO vg_billing;
GRANT SELECT ON billing.audit_log TO vg_archiver;
GRANT DELETE ON billing.audit_log TO vg_archiver;

-- billing.outbox
ALTER TABLE billing.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE billing.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE billing.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE billing.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON billing.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON billing.outbox TO vg_relay;
GRANT UPDATE ON billing.outbox TO vg_relay;
GRANT DELETE ON billing.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON billing.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON billing.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON billing.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE billing.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON billing.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON billing.outbox TO vg_billing;
GRANT INSERT ON billing.outbox TO vg_billing;
GRANT UPDATE ON billing.outbox TO vg_billing;
GRANT DELETE ON billing.outbox TO vg_billing;

-- billing.inbox
ALTER TABLE billing.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON billing.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON billing.inbox TO vg_relay;
GRANT DELETE ON billing.inbox TO vg_relay;
ALTER TABLE billing.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON billing.inbox TO vg_billing;
GRANT INSERT ON billing.inbox TO vg_billing;
GRANT UPDATE ON billing.inbox TO vg_billing;
GRANT DELETE ON billing.inbox TO vg_billing;

-- billing.idempotency_keys
ALTER TABLE billing.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE billing.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE billing.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE billing.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON billing.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON billing.idempotency_keys TO vg_relay;
GRANT DELETE ON billing.idempotency_keys TO vg_relay;
ALTER TABLE billing.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON billing.idempotency_keys TO vg_billing;
GRANT INSERT ON billing.idempotency_keys TO vg_billing;
GRANT UPDATE ON billing.idempotency_keys TO vg_billing;
GRANT DELETE ON billing.idempotency_keys TO vg_billing;

-- billing.merge_journal
ALTER TABLE billing.merge_journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing.merge_journal FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON billing.merge_journal USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON billing.merge_journal TO vg_billing;
GRANT INSERT ON billing.merge_journal TO vg_billing;
GRANT UPDATE ON billing.merge_journal TO vg_billing;
GRANT DELETE ON billing.merge_journal TO vg_billing;

-- cooperative.patrons
ALTER TABLE cooperative.patrons ADD CONSTRAINT patrons_status_enum_ck CHECK (status IN ('PROSPECTIVE', 'ACTIVE', 'SUSPENDED', 'WITHDRAWN'));
ALTER TABLE cooperative.patrons ADD CONSTRAINT patrons_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE cooperative.patrons ADD CONSTRAINT patrons_projected_seq_safe_ck CHECK (projected_seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE cooperative.patrons ADD CONSTRAINT patrons_row_version_ck CHECK (row_version > 0);
ALTER TABLE cooperative.patrons ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.patrons FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.patrons USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER patrons_sm BEFORE UPDATE ON cooperative.patrons FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PROSPECTIVE>ACTIVE,ACTIVE>SUSPENDED,ACTIVE>WITHDRAWN,SUSPENDED>ACTIVE,SUSPENDED>WITHDRAWN,WITHDRAWN>ACTIVE');
CREATE TRIGGER patrons_touch BEFORE UPDATE ON cooperative.patrons FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON cooperative.patrons TO vg_cooperative;
GRANT INSERT ON cooperative.patrons TO vg_cooperative;
GRANT UPDATE ON cooperative.patrons TO vg_cooperative;
GRANT DELETE ON cooperative.patrons TO vg_cooperative;

-- cooperative.patronage_events
ALTER TABLE cooperative.patronage_events ADD CONSTRAINT patronage_events_event_type_enum_ck CHECK (event_type IN ('CONTRIBUTION', 'REVERSAL', 'ADJUSTMENT'));
ALTER TABLE cooperative.patronage_events ADD CONSTRAINT patronage_events_source_kind_enum_ck CHECK (source_kind IN ('PAYMENT', 'CREDIT', 'CREDIT_NOTE', 'REFUND', 'DISPUTE', 'MANUAL'));
ALTER TABLE cooperative.patronage_events ADD CONSTRAINT patronage_events_amount_cents_safe_ck CHECK (amount_cents BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE cooperative.patronage_events ADD CONSTRAINT patronage_events_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE cooperative.patronage_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.patronage_events FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.patronage_events USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER patronage_events_ao BEFORE DELETE OR UPDATE ON cooperative.patronage_events FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER patronage_events_aot BEFORE TRUNCATE ON cooperative.patronage_events FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON cooperative.patronage_events TO vg_cooperative;
GRANT INSERT ON cooperative.patronage_events TO vg_cooperative;
GRANT SELECT ON cooperative.patronage_events TO vg_archiver;
GRANT DELETE ON cooperative.patronage_events TO vg_archiver;

-- cooperative.audit_log
ALTER TABLE cooperative.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON cooperative.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON cooperative.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON cooperative.audit_log TO vg_cooperative;
GRANT INSERT ON cooperative.audit_log TO vg_cooperative;
GRANT SELECT ON cooperative.audit_log TO vg_archiver;
GRANT DELETE ON cooperative.audit_log TO vg_archiver;

-- cooperative.outbox
ALTER TABLE cooperative.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE cooperative.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE cooperative.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE cooperative.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON cooperative.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON cooperative.outbox TO vg_relay;
GRANT UPDATE ON cooperative.outbox TO vg_relay;
GRANT DELETE ON cooperative.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON cooperative.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON cooperative.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON cooperative.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE cooperative.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON cooperative.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON cooperative.outbox TO vg_cooperative;
GRANT INSERT ON cooperative.outbox TO vg_cooperative;
GRANT UPDATE ON cooperative.outbox TO vg_cooperative;
GRANT DELETE ON cooperative.outbox TO vg_cooperative;

-- cooperative.inbox
ALTER TABLE cooperative.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON cooperative.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON cooperative.inbox TO vg_relay;
GRANT DELETE ON cooperative.inbox TO vg_relay;
ALTER TABLE cooperative.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON cooperative.inbox TO vg_cooperative;
GRANT INSERT ON cooperative.inbox TO vg_cooperative;
GRANT UPDATE ON cooperative.inbox TO vg_cooperative;
GRANT DELETE ON cooperative.inbox TO vg_cooperative;

-- cooperative.idempotency_keys
ALTER TABLE cooperative.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE cooperative.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE cooperative.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE cooperative.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON cooperative.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON cooperative.idempotency_keys TO vg_relay;
GRANT DELETE ON cooperative.idempotency_keys TO vg_relay;
ALTER TABLE cooperative.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE cooperative.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON cooperative.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON cooperative.idempotency_keys TO vg_cooperative;
GRANT INSERT ON cooperative.idempotency_keys TO vg_cooperative;
GRANT UPDATE ON cooperative.idempotency_keys TO vg_cooperative;
GRANT DELETE ON cooperative.idempotency_keys TO vg_cooperative;

-- support.support_tickets
ALTER TABLE support.support_tickets ADD CONSTRAINT support_tickets_ticket_number_safe_ck CHECK (ticket_number BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE support.support_tickets ADD CONSTRAINT support_tickets_priority_enum_ck CHECK (priority IN ('LOW', 'NORMAL', 'HIGH', 'URGENT'));
ALTER TABLE support.support_tickets ADD CONSTRAINT support_tickets_status_enum_ck CHECK (status IN ('OPEN', 'PENDING_CUSTOMER', 'RESOLVED', 'CLOSED'));
ALTER TABLE support.support_tickets ADD CONSTRAINT support_tickets_row_version_ck CHECK (row_version > 0);
ALTER TABLE support.support_tickets ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.support_tickets FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.support_tickets USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER support_tickets_sm BEFORE UPDATE ON support.support_tickets FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('OPEN>PENDING_CUSTOMER,OPEN>RESOLVED,OPEN>CLOSED,PENDING_CUSTOMER>OPEN,PENDING_CUSTOMER>RESOLVED,PENDING_CUSTOMER>CLOSED,RESOLVED>OPEN,RESOLVED>CLOSED');
CREATE TRIGGER support_tickets_touch BEFORE UPDATE ON support.support_tickets FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON support.support_tickets TO vg_support;
GRANT INSERT ON support.support_tickets TO vg_support;
GRANT UPDATE ON support.support_tickets TO vg_support;
GRANT DELETE ON support.support_tickets TO vg_support;

-- support.support_ticket_messages
ALTER TABLE support.support_ticket_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.support_ticket_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.support_ticket_messages USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER support_ticket_messages_ao BEFORE DELETE OR UPDATE ON support.support_ticket_messages FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation('body,body_redacted', 'body_redacted,redaction_version');
CREATE TRIGGER support_ticket_messages_aot BEFORE TRUNCATE ON support.support_ticket_messages FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON support.support_ticket_messages TO vg_support;
GRANT INSERT ON support.support_ticket_messages TO vg_support;
GRANT UPDATE (body_redacted, redaction_version) ON support.support_ticket_messages TO vg_support;
GRANT SELECT ON support.support_ticket_messages TO vg_archiver;
GRANT DELETE ON support.support_ticket_messages TO vg_archiver;
GRANT UPDATE (body, body_redacted) ON support.support_ticket_messages TO vg_archiver;

-- support.audit_log
ALTER TABLE support.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON support.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON support.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON support.audit_log TO vg_support;
GRANT INSERT ON support.audit_log TO vg_support;
GRANT SELECT ON support.audit_log TO vg_archiver;
GRANT DELETE ON support.audit_log TO vg_archiver;

-- support.outbox
ALTER TABLE support.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE support.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE support.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE support.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON support.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON support.outbox TO vg_relay;
GRANT UPDATE ON support.outbox TO vg_relay;
GRANT DELETE ON support.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON support.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON support.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON support.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE support.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON support.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON support.outbox TO vg_support;
GRANT INSERT ON support.outbox TO vg_support;
GRANT UPDATE ON support.outbox TO vg_support;
GRANT DELETE ON support.outbox TO vg_support;

-- support.inbox
ALTER TABLE support.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON support.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON support.inbox TO vg_relay;
GRANT DELETE ON support.inbox TO vg_relay;
ALTER TABLE support.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON support.inbox TO vg_support;
GRANT INSERT ON support.inbox TO vg_support;
GRANT UPDATE ON support.inbox TO vg_support;
GRANT DELETE ON support.inbox TO vg_support;

-- support.idempotency_keys
ALTER TABLE support.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE support.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE support.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE support.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON support.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON support.idempotency_keys TO vg_relay;
GRANT DELETE ON support.idempotency_keys TO vg_relay;
ALTER TABLE support.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON support.idempotency_keys TO vg_support;
GRANT INSERT ON support.idempotency_keys TO vg_support;
GRANT UPDATE ON support.idempotency_keys TO vg_support;
GRANT DELETE ON support.idempotency_keys TO vg_support;

-- support.merge_journal
ALTER TABLE support.merge_journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE support.merge_journal FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON support.merge_journal USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON support.merge_journal TO vg_support;
GRANT INSERT ON support.merge_journal TO vg_support;
GRANT UPDATE ON support.merge_journal TO vg_support;
GRANT DELETE ON support.merge_journal TO vg_support;

-- audit.audit_logs
ALTER TABLE audit.audit_logs ADD CONSTRAINT audit_logs_chain_seq_safe_ck CHECK (chain_seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_logs ADD CONSTRAINT audit_logs_tier_enum_ck CHECK (tier IN ('AUTH', 'ACCESS', 'ADMIN', 'FINANCIAL', 'DATA', 'SYSTEM'));
ALTER TABLE audit.audit_logs ADD CONSTRAINT audit_logs_outcome_enum_ck CHECK (outcome IN ('SUCCESS', 'DENIED', 'ERROR'));
ALTER TABLE audit.audit_logs ADD CONSTRAINT audit_logs_pii_categories_list_ck CHECK (array_position(pii_categories, NULL) IS NULL);
ALTER TABLE audit.audit_logs ADD CONSTRAINT audit_logs_details_size_ck CHECK (octet_length(details::text) <= 262144);
ALTER TABLE audit.audit_logs ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_logs FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_logs USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER audit_logs_ao BEFORE DELETE OR UPDATE ON audit.audit_logs FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation('ip,user_agent,reason');
CREATE TRIGGER audit_logs_aot BEFORE TRUNCATE ON audit.audit_logs FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON audit.audit_logs TO vg_audit;
GRANT INSERT ON audit.audit_logs TO vg_audit;
GRANT SELECT ON audit.audit_logs TO vg_archiver;
GRANT DELETE ON audit.audit_logs TO vg_archiver;
GRANT UPDATE (ip, user_agent, reason) ON audit.audit_logs TO vg_archiver;

-- audit.audit_retention_policies
ALTER TABLE audit.audit_retention_policies ADD CONSTRAINT audit_retention_policies_tier_enum_ck CHECK (tier IN ('AUTH', 'ACCESS', 'ADMIN', 'FINANCIAL', 'DATA', 'SYSTEM'));
ALTER TABLE audit.audit_retention_policies ADD CONSTRAINT audit_retention_policies_status_enum_ck CHECK (status IN ('ACTIVE', 'SUPERSEDED'));
ALTER TABLE audit.audit_retention_policies ADD CONSTRAINT audit_retention_policies_row_version_ck CHECK (row_version > 0);
CREATE UNIQUE INDEX audit_retention_policies_brand_id_org_id_tier_key_p ON audit.audit_retention_policies (brand_id, org_id, tier) NULLS NOT DISTINCT WHERE status = 'ACTIVE';
ALTER TABLE audit.audit_retention_policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_retention_policies FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_retention_policies USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER audit_retention_policies_sm BEFORE UPDATE ON audit.audit_retention_policies FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>SUPERSEDED');
CREATE TRIGGER audit_retention_policies_touch BEFORE UPDATE ON audit.audit_retention_policies FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON audit.audit_retention_policies TO vg_audit;
GRANT INSERT ON audit.audit_retention_policies TO vg_audit;
GRANT UPDATE ON audit.audit_retention_policies TO vg_audit;
GRANT DELETE ON audit.audit_retention_policies TO vg_audit;

-- audit.audit_legal_holds
ALTER TABLE audit.audit_legal_holds ADD CONSTRAINT audit_legal_holds_tier_enum_ck CHECK (tier IN ('AUTH', 'ACCESS', 'ADMIN', 'FINANCIAL', 'DATA', 'SYSTEM'));
ALTER TABLE audit.audit_legal_holds ADD CONSTRAINT audit_legal_holds_status_enum_ck CHECK (status IN ('ACTIVE', 'RELEASED'));
ALTER TABLE audit.audit_legal_holds ADD CONSTRAINT audit_legal_holds_row_version_ck CHECK (row_version > 0);
CREATE INDEX audit_legal_holds_brand_id_id_idx_p ON audit.audit_legal_holds (brand_id, id) WHERE status = 'ACTIVE';
ALTER TABLE audit.audit_legal_holds ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_legal_holds FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_legal_holds USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER audit_legal_holds_sm BEFORE UPDATE ON audit.audit_legal_holds FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>RELEASED');
CREATE TRIGGER audit_legal_holds_touch BEFORE UPDATE ON audit.audit_legal_holds FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON audit.audit_legal_holds TO vg_audit;
GRANT INSERT ON audit.audit_legal_holds TO vg_audit;
GRANT UPDATE ON audit.audit_legal_holds TO vg_audit;
GRANT DELETE ON audit.audit_legal_holds TO vg_audit;

-- audit.audit_archive_manifest
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_chain_from_safe_ck CHECK (chain_from BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_chain_to_safe_ck CHECK (chain_to BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_row_count_safe_ck CHECK (row_count BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_purged_count_safe_ck CHECK (purged_count BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_held_count_safe_ck CHECK (held_count BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_status_enum_ck CHECK (status IN ('PLANNED', 'WRITTEN', 'VERIFIED', 'PURGED', 'EXPIRED', 'FAILED'));
ALTER TABLE audit.audit_archive_manifest ADD CONSTRAINT audit_archive_manifest_row_version_ck CHECK (row_version > 0);
CREATE INDEX audit_archive_manifest_brand_id_retain_until_idx_p ON audit.audit_archive_manifest (brand_id, retain_until) WHERE status IN ('VERIFIED','PURGED');
ALTER TABLE audit.audit_archive_manifest ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_archive_manifest FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_archive_manifest USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER audit_archive_manifest_sm BEFORE UPDATE ON audit.audit_archive_manifest FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PLANNED>WRITTEN,PLANNED>FAILED,WRITTEN>VERIFIED,WRITTEN>FAILED,FAILED>PLANNED,VERIFIED>PURGED,PURGED>EXPIRED');
CREATE TRIGGER audit_archive_manifest_touch BEFORE UPDATE ON audit.audit_archive_manifest FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON audit.audit_archive_manifest TO vg_audit;
GRANT INSERT ON audit.audit_archive_manifest TO vg_audit;
GRANT UPDATE ON audit.audit_archive_manifest TO vg_audit;
GRANT DELETE ON audit.audit_archive_manifest TO vg_audit;

-- audit.audit_outbox
ALTER TABLE audit.audit_outbox ADD CONSTRAINT audit_outbox_chain_seq_safe_ck CHECK (chain_seq BETWEEN -9007199254740991 AND 9007199254740991);
ALTER TABLE audit.audit_outbox ADD CONSTRAINT audit_outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE audit.audit_outbox ADD CONSTRAINT audit_outbox_row_version_ck CHECK (row_version > 0);
CREATE INDEX audit_outbox_next_attempt_at_chain_seq_idx_p ON audit.audit_outbox (next_attempt_at, chain_seq) WHERE status = 'PENDING';
CREATE INDEX audit_outbox_locked_until_idx_p ON audit.audit_outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE audit.audit_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER audit_outbox_sm BEFORE UPDATE ON audit.audit_outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
CREATE TRIGGER audit_outbox_touch BEFORE UPDATE ON audit.audit_outbox FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON audit.audit_outbox TO vg_audit;
GRANT INSERT ON audit.audit_outbox TO vg_audit;
GRANT UPDATE ON audit.audit_outbox TO vg_audit;
GRANT DELETE ON audit.audit_outbox TO vg_audit;

-- audit.break_glass_grants
ALTER TABLE audit.break_glass_grants ADD CONSTRAINT break_glass_grants_categories_list_ck CHECK (array_position(categories, NULL) IS NULL);
ALTER TABLE audit.break_glass_grants ADD CONSTRAINT break_glass_grants_status_enum_ck CHECK (status IN ('ACTIVE', 'ENDED', 'EXPIRED'));
ALTER TABLE audit.break_glass_grants ADD CONSTRAINT break_glass_grants_row_version_ck CHECK (row_version > 0);
CREATE INDEX break_glass_grants_brand_id_expires_at_idx_p ON audit.break_glass_grants (brand_id, expires_at) WHERE status = 'ACTIVE';
ALTER TABLE audit.break_glass_grants ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.break_glass_grants FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.break_glass_grants USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER break_glass_grants_sm BEFORE UPDATE ON audit.break_glass_grants FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>ENDED,ACTIVE>EXPIRED');
CREATE TRIGGER break_glass_grants_touch BEFORE UPDATE ON audit.break_glass_grants FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON audit.break_glass_grants TO vg_audit;
GRANT INSERT ON audit.break_glass_grants TO vg_audit;
GRANT UPDATE ON audit.break_glass_grants TO vg_audit;
GRANT DELETE ON audit.break_glass_grants TO vg_audit;

-- audit.break_glass_reviews
ALTER TABLE audit.break_glass_reviews ADD CONSTRAINT break_glass_reviews_verdict_enum_ck CHECK (verdict IN ('JUSTIFIED', 'UNJUSTIFIED'));
ALTER TABLE audit.break_glass_reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.break_glass_reviews FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.break_glass_reviews USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER break_glass_reviews_ao BEFORE DELETE OR UPDATE ON audit.break_glass_reviews FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation('note');
CREATE TRIGGER break_glass_reviews_aot BEFORE TRUNCATE ON audit.break_glass_reviews FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON audit.break_glass_reviews TO vg_audit;
GRANT INSERT ON audit.break_glass_reviews TO vg_audit;
GRANT SELECT ON audit.break_glass_reviews TO vg_archiver;
GRANT DELETE ON audit.break_glass_reviews TO vg_archiver;
GRANT UPDATE (note) ON audit.break_glass_reviews TO vg_archiver;

-- audit.audit_log
ALTER TABLE audit.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON audit.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON audit.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON audit.audit_log TO vg_audit;
GRANT INSERT ON audit.audit_log TO vg_audit;
GRANT SELECT ON audit.audit_log TO vg_archiver;
GRANT DELETE ON audit.audit_log TO vg_archiver;

-- audit.outbox
ALTER TABLE audit.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE audit.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE audit.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE audit.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON audit.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON audit.outbox TO vg_relay;
GRANT UPDATE ON audit.outbox TO vg_relay;
GRANT DELETE ON audit.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON audit.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON audit.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON audit.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE audit.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON audit.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON audit.outbox TO vg_audit;
GRANT INSERT ON audit.outbox TO vg_audit;
GRANT UPDATE ON audit.outbox TO vg_audit;
GRANT DELETE ON audit.outbox TO vg_audit;

-- audit.inbox
ALTER TABLE audit.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON audit.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON audit.inbox TO vg_relay;
GRANT DELETE ON audit.inbox TO vg_relay;
ALTER TABLE audit.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON audit.inbox TO vg_audit;
GRANT INSERT ON audit.inbox TO vg_audit;
GRANT UPDATE ON audit.inbox TO vg_audit;
GRANT DELETE ON audit.inbox TO vg_audit;

-- audit.idempotency_keys
ALTER TABLE audit.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE audit.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE audit.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE audit.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON audit.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON audit.idempotency_keys TO vg_relay;
GRANT DELETE ON audit.idempotency_keys TO vg_relay;
ALTER TABLE audit.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON audit.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON audit.idempotency_keys TO vg_audit;
GRANT INSERT ON audit.idempotency_keys TO vg_audit;
GRANT UPDATE ON audit.idempotency_keys TO vg_audit;
GRANT DELETE ON audit.idempotency_keys TO vg_audit;

-- integration.webhook_events
ALTER TABLE integration.webhook_events ADD CONSTRAINT webhook_events_headers_size_ck CHECK (octet_length(headers::text) <= 262144);
ALTER TABLE integration.webhook_events ADD CONSTRAINT webhook_events_payload_size_ck CHECK (octet_length(payload::text) <= 4194304);
ALTER TABLE integration.webhook_events ADD CONSTRAINT webhook_events_status_enum_ck CHECK (status IN ('RECEIVED', 'PROCESSING', 'PROCESSED', 'IGNORED', 'DEAD'));
ALTER TABLE integration.webhook_events ADD CONSTRAINT webhook_events_row_version_ck CHECK (row_version > 0);
CREATE INDEX webhook_events_next_attempt_at_id_idx_p ON integration.webhook_events (next_attempt_at, id) WHERE status = 'RECEIVED';
CREATE INDEX webhook_events_locked_until_idx_p ON integration.webhook_events (locked_until) WHERE status = 'PROCESSING';
ALTER TABLE integration.webhook_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.webhook_events FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.webhook_events USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER webhook_events_sm BEFORE UPDATE ON integration.webhook_events FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('RECEIVED>PROCESSING,RECEIVED>IGNORED,PROCESSING>PROCESSED,PROCESSING>IGNORED,PROCESSING>RECEIVED,PROCESSING>DEAD,DEAD>RECEIVED');
CREATE TRIGGER webhook_events_touch BEFORE UPDATE ON integration.webhook_events FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON integration.webhook_events TO vg_integration;
GRANT INSERT ON integration.webhook_events TO vg_integration;
GRANT UPDATE ON integration.webhook_events TO vg_integration;
GRANT DELETE ON integration.webhook_events TO vg_integration;

-- integration.integration_outbox
ALTER TABLE integration.integration_outbox ADD CONSTRAINT integration_outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE integration.integration_outbox ADD CONSTRAINT integration_outbox_response_summary_size_ck CHECK (octet_length(response_summary::text) <= 262144);
ALTER TABLE integration.integration_outbox ADD CONSTRAINT integration_outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'SUCCEEDED', 'DEAD', 'CANCELED'));
ALTER TABLE integration.integration_outbox ADD CONSTRAINT integration_outbox_row_version_ck CHECK (row_version > 0);
CREATE INDEX integration_outbox_priority_next_attempt_at_id_idx_p ON integration.integration_outbox (priority, next_attempt_at, id) WHERE status = 'PENDING';
CREATE INDEX integration_outbox_brand_id_target_ordering_key_id_idx_p ON integration.integration_outbox (brand_id, target, ordering_key, id) WHERE status IN ('PENDING','IN_FLIGHT') AND ordering_key IS NOT NULL;
CREATE INDEX integration_outbox_locked_until_idx_p ON integration.integration_outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE integration.integration_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.integration_outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.integration_outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER integration_outbox_sm BEFORE UPDATE ON integration.integration_outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,PENDING>CANCELED,IN_FLIGHT>SUCCEEDED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING,DEAD>CANCELED');
CREATE TRIGGER integration_outbox_touch BEFORE UPDATE ON integration.integration_outbox FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON integration.integration_outbox TO vg_integration;
GRANT INSERT ON integration.integration_outbox TO vg_integration;
GRANT UPDATE ON integration.integration_outbox TO vg_integration;
GRANT DELETE ON integration.integration_outbox TO vg_integration;

-- integration.audit_log
ALTER TABLE integration.audit_log ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.audit_log FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.audit_log USING (brand_id = (select nullif(current_setting('app.brand_id', true), ''))) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')));
CREATE TRIGGER audit_log_ao BEFORE DELETE OR UPDATE ON integration.audit_log FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation();
CREATE TRIGGER audit_log_aot BEFORE TRUNCATE ON integration.audit_log FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
GRANT SELECT ON integration.audit_log TO vg_integration;
GRANT INSERT ON integration.audit_log TO vg_integration;
GRANT SELECT ON integration.audit_log TO vg_archiver;
GRANT DELETE ON integration.audit_log TO vg_archiver;

-- integration.outbox
ALTER TABLE integration.outbox ADD CONSTRAINT outbox_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE integration.outbox ADD CONSTRAINT outbox_status_enum_ck CHECK (status IN ('PENDING', 'IN_FLIGHT', 'DELIVERED', 'DEAD'));
ALTER TABLE integration.outbox ADD CONSTRAINT outbox_destination_ck CHECK (destination IN ('events', 'audit'));
ALTER TABLE integration.outbox ADD CONSTRAINT outbox_attempts_ck CHECK (attempts >= 0 AND max_attempts >= 1);
CREATE POLICY relay ON integration.outbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON integration.outbox TO vg_relay;
GRANT UPDATE ON integration.outbox TO vg_relay;
GRANT DELETE ON integration.outbox TO vg_relay;
CREATE INDEX outbox_next_attempt_at_seq_idx_p ON integration.outbox (next_attempt_at, seq) WHERE status = 'PENDING';
CREATE INDEX outbox_brand_id_destination_aggregatetype_aggregateid_seq_idx_p ON integration.outbox (brand_id, destination, aggregatetype, aggregateid, seq) WHERE status IN ('PENDING','IN_FLIGHT');
CREATE INDEX outbox_locked_until_idx_p ON integration.outbox (locked_until) WHERE status = 'IN_FLIGHT';
ALTER TABLE integration.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.outbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER outbox_sm BEFORE UPDATE ON integration.outbox FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('PENDING>IN_FLIGHT,IN_FLIGHT>DELIVERED,IN_FLIGHT>PENDING,IN_FLIGHT>DEAD,DEAD>PENDING');
GRANT SELECT ON integration.outbox TO vg_integration;
GRANT INSERT ON integration.outbox TO vg_integration;
GRANT UPDATE ON integration.outbox TO vg_integration;
GRANT DELETE ON integration.outbox TO vg_integration;

-- integration.inbox
ALTER TABLE integration.inbox ADD CONSTRAINT inbox_outcome_enum_ck CHECK (outcome IN ('APPLIED', 'SKIPPED', 'STALE'));
CREATE POLICY relay ON integration.inbox FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON integration.inbox TO vg_relay;
GRANT DELETE ON integration.inbox TO vg_relay;
ALTER TABLE integration.inbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.inbox FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.inbox USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON integration.inbox TO vg_integration;
GRANT INSERT ON integration.inbox TO vg_integration;
GRANT UPDATE ON integration.inbox TO vg_integration;
GRANT DELETE ON integration.inbox TO vg_integration;

-- integration.idempotency_keys
ALTER TABLE integration.idempotency_keys ADD CONSTRAINT idempotency_keys_state_enum_ck CHECK (state IN ('STARTED', 'DONE'));
ALTER TABLE integration.idempotency_keys ADD CONSTRAINT idempotency_keys_response_size_ck CHECK (octet_length(response::text) <= 262144);
ALTER TABLE integration.idempotency_keys ADD CONSTRAINT idempotency_keys_key_ck CHECK (length(key) BETWEEN 8 AND 128);
ALTER TABLE integration.idempotency_keys ADD CONSTRAINT idempotency_keys_hash_ck CHECK (request_hash ~ '^[0-9a-f]{64}$');
CREATE POLICY relay ON integration.idempotency_keys FOR ALL TO vg_relay USING (true) WITH CHECK (true);
GRANT SELECT ON integration.idempotency_keys TO vg_relay;
GRANT DELETE ON integration.idempotency_keys TO vg_relay;
ALTER TABLE integration.idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE integration.idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON integration.idempotency_keys USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON integration.idempotency_keys TO vg_integration;
GRANT INSERT ON integration.idempotency_keys TO vg_integration;
GRANT UPDATE ON integration.idempotency_keys TO vg_integration;
GRANT DELETE ON integration.idempotency_keys TO vg_integration;

-- gateway.budgets
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_kind_enum_ck CHECK (kind IN ('REVEAL', 'LOOKUP'));
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_span_enum_ck CHECK (span IN ('HOUR', 'DAY'));
ALTER TABLE gateway.budgets ADD CONSTRAINT budgets_row_version_ck CHECK (row_version > 0);
ALTER TABLE gateway.budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.budgets USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER budgets_touch BEFORE UPDATE ON gateway.budgets FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON gateway.budgets TO vg_gateway;
GRANT INSERT ON gateway.budgets TO vg_gateway;
GRANT UPDATE ON gateway.budgets TO vg_gateway;
GRANT DELETE ON gateway.budgets TO vg_gateway;

-- gateway.break_glass
ALTER TABLE gateway.break_glass ADD CONSTRAINT break_glass_categories_list_ck CHECK (array_position(categories, NULL) IS NULL);
ALTER TABLE gateway.break_glass ADD CONSTRAINT break_glass_row_version_ck CHECK (row_version > 0);
ALTER TABLE gateway.break_glass ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.break_glass FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.break_glass USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER break_glass_touch BEFORE UPDATE ON gateway.break_glass FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON gateway.break_glass TO vg_gateway;
GRANT INSERT ON gateway.break_glass TO vg_gateway;
GRANT UPDATE ON gateway.break_glass TO vg_gateway;
GRANT DELETE ON gateway.break_glass TO vg_gateway;

-- gateway.schema_usage
ALTER TABLE gateway.schema_usage ADD CONSTRAINT schema_usage_row_version_ck CHECK (row_version > 0);
ALTER TABLE gateway.schema_usage ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.schema_usage FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.schema_usage USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER schema_usage_touch BEFORE UPDATE ON gateway.schema_usage FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON gateway.schema_usage TO vg_gateway;
GRANT INSERT ON gateway.schema_usage TO vg_gateway;
GRANT UPDATE ON gateway.schema_usage TO vg_gateway;
GRANT DELETE ON gateway.schema_usage TO vg_gateway;

-- gateway.trusted_documents
ALTER TABLE gateway.trusted_documents ADD CONSTRAINT trusted_documents_status_enum_ck CHECK (status IN ('ACTIVE', 'RETIRED'));
ALTER TABLE gateway.trusted_documents ADD CONSTRAINT trusted_documents_row_version_ck CHECK (row_version > 0);
ALTER TABLE gateway.trusted_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.trusted_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.trusted_documents USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER trusted_documents_sm BEFORE UPDATE ON gateway.trusted_documents FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('ACTIVE>RETIRED,RETIRED>ACTIVE');
CREATE TRIGGER trusted_documents_touch BEFORE UPDATE ON gateway.trusted_documents FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON gateway.trusted_documents TO vg_gateway;
GRANT INSERT ON gateway.trusted_documents TO vg_gateway;
GRANT UPDATE ON gateway.trusted_documents TO vg_gateway;
GRANT DELETE ON gateway.trusted_documents TO vg_gateway;
