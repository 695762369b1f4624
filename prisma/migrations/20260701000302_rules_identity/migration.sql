ALTER TABLE identity.users
  ADD CONSTRAINT users_email_ck CHECK (email = lower(btrim(email)) AND position('@' in email) > 1 AND length(email) <= 320),
  ADD CONSTRAINT users_username_ck CHECK (username = lower(btrim(username)) AND length(username) BETWEEN 1 AND 255),
  ADD CONSTRAINT users_idp_ck CHECK ((idp_issuer IS NULL) = (idp_subject IS NULL)),
  ADD CONSTRAINT users_failed_ck CHECK (failed_login_count >= 0),
  ADD CONSTRAINT users_role_ck CHECK (role IN ('owner','admin','member','analyst','support','auditor')),
  ADD CONSTRAINT users_pw_ck CHECK (password_hash IS NULL OR password_hash LIKE '$argon2id$%'),
  ADD CONSTRAINT users_deact_ck CHECK ((status = 'DEACTIVATED') = (deactivated_at IS NOT NULL) OR status = 'ERASED');

ALTER TABLE identity.persons
  ADD CONSTRAINT persons_merged_ck CHECK ((status = 'MERGED') = (merged_into_person_id IS NOT NULL)),
  ADD CONSTRAINT persons_noself_ck CHECK (merged_into_person_id <> id),
  ADD CONSTRAINT persons_erased_ck CHECK ((status = 'ERASED') = (erased_at IS NOT NULL)),
  ADD CONSTRAINT persons_pending_ck CHECK (status <> 'ERASURE_PENDING' OR (erasure_requested_at IS NOT NULL AND erasure_due_at IS NOT NULL AND erasure_due_at > erasure_requested_at)),
  ADD CONSTRAINT persons_phone_ck CHECK (contact_phone ~ '^\+[1-9][0-9]{6,14}$');

ALTER TABLE identity.personal_access_tokens
  ADD CONSTRAINT personal_access_tokens_cidrs_ck CHECK (cardinality(allowed_cidrs) <= 100 AND array_position(allowed_cidrs, NULL) IS NULL),
  ADD CONSTRAINT personal_access_tokens_hash_ck CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT personal_access_tokens_prefix_ck CHECK (token_prefix ~ '^vgp_[0-9A-Za-z]{8}$'),
  ADD CONSTRAINT personal_access_tokens_ttl_ck CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
  ADD CONSTRAINT personal_access_tokens_scopes_ck CHECK (cardinality(scopes) BETWEEN 1 AND 100),
  ADD CONSTRAINT personal_access_tokens_revoked_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL));

ALTER TABLE identity.retention_holds
  ADD CONSTRAINT retention_holds_cats_ck CHECK (cardinality(categories) >= 1 AND categories <@ ARRAY['ALL','CONTACT','GOVERNMENT_ID','PAYMENT_CARD','ONLINE_IDENTIFIER']),
  ADD CONSTRAINT retention_holds_exp_ck CHECK (expires_at > placed_at),
  ADD CONSTRAINT retention_holds_rel_ck CHECK ((status = 'RELEASED') = (released_at IS NOT NULL AND released_by_person_id IS NOT NULL AND release_reason IS NOT NULL)),
  ADD CONSTRAINT retention_holds_litig_ck CHECK (hold_type <> 'LITIGATION' OR expires_at IS NULL);

ALTER TABLE identity.person_merges
  ADD CONSTRAINT person_merges_distinct_ck CHECK (source_person_id <> target_person_id),
  ADD CONSTRAINT person_merges_eyes_ck CHECK (approved_by_person_id IS NULL OR approved_by_person_id <> requested_by_person_id),
  ADD CONSTRAINT person_merges_conf_ck CHECK (match_confidence BETWEEN 0 AND 1),
  ADD CONSTRAINT person_merges_ack_ck CHECK (acknowledged_modules <@ required_modules),
  ADD CONSTRAINT person_merges_run_ck CHECK (status NOT IN ('RUNNING','COMPLETED','REVERSED') OR approved_by_person_id IS NOT NULL),
  ADD CONSTRAINT person_merges_done_ck CHECK (status <> 'COMPLETED' OR (completed_at IS NOT NULL AND acknowledged_modules @> required_modules));

ALTER TABLE identity.sessions
  ADD CONSTRAINT sessions_tok_ck CHECK (session_token ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT sessions_exp_ck CHECK (expires_at > created_at AND expires_at <= created_at + interval '30 days' AND idle_expires_at <= expires_at),
  ADD CONSTRAINT sessions_aal_ck CHECK (assurance_level BETWEEN 1 AND 3),
  ADD CONSTRAINT sessions_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL));

ALTER TABLE identity.clearance_grants
  ADD CONSTRAINT clearance_grants_clear_ck CHECK (clearance IN ('support','support_lead','analyst','auditor','privacy_officer')),
  ADD CONSTRAINT clearance_grants_reason_ck CHECK (length(reason) BETWEEN 10 AND 2000),
  ADD CONSTRAINT clearance_grants_eyes_ck CHECK (granted_by_person_id <> person_id AND (approved_by_person_id IS NULL OR (approved_by_person_id <> granted_by_person_id AND approved_by_person_id <> person_id))),
  ADD CONSTRAINT clearance_grants_ttl_ck CHECK (expires_at > created_at AND expires_at <= created_at + interval '366 days'),
  ADD CONSTRAINT clearance_grants_active_ck CHECK (status NOT IN ('ACTIVE','EXPIRED') OR (approved_by_person_id IS NOT NULL AND approved_at IS NOT NULL)),
  ADD CONSTRAINT clearance_grants_rev_ck CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL AND revoked_by_person_id IS NOT NULL));

ALTER TABLE identity.person_visibility
  ADD CONSTRAINT person_visibility_source_ck CHECK (source_type IN ('MEMBER','ASSIGNMENT')),
  ADD CONSTRAINT person_visibility_time_ck CHECK (expires_at > starts_at);

ALTER TABLE identity.sign_in_counters
  ADD CONSTRAINT sign_in_counters_kind_ck CHECK (kind IN ('EMAIL','ADDRESS')),
  ADD CONSTRAINT sign_in_counters_key_ck CHECK (key_hmac ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT sign_in_counters_failures_ck CHECK (failures >= 0);

-- Salt and cost of the password of an account, so that the process can compute the digest. An address without a password gets the decoy that
-- the process derived from it, with the cost of new passwords: the same shape, so the answer does not tell whether there is an account.
CREATE FUNCTION identity.password_params(email text, decoy_salt text) RETURNS TABLE (salt text, parameters text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT coalesce(split_part(u.password_hash, '$', 5), decoy_salt), coalesce(split_part(u.password_hash, '$', 4), 'm=19456,t=2,p=1')
  FROM (VALUES (1)) AS always LEFT JOIN identity.users u
    ON u.brand_id = nullif(current_setting('app.brand_id', true), '')::uuid AND u.email = password_params.email
$$;

-- The account with this address and this digest, if it may sign in. Digests are compared by their hashes, so the time tells nothing of them.
CREATE FUNCTION identity.verify_password(email text, digest text) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT u.id FROM identity.users u
  WHERE u.brand_id = nullif(current_setting('app.brand_id', true), '')::uuid AND u.email = verify_password.email AND u.status = 'ACTIVE'
    AND sha256(convert_to(split_part(u.password_hash, '$', 6), 'UTF8')) = sha256(convert_to(digest, 'UTF8')) AND digest <> ''
$$;

REVOKE ALL ON FUNCTION identity.password_params(text, text), identity.verify_password(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION identity.password_params(text, text), identity.verify_password(text, text) TO vg_identity_login;
GRANT CREATE ON SCHEMA identity TO vg_keys;
ALTER FUNCTION identity.password_params(text, text) OWNER TO vg_keys;
ALTER FUNCTION identity.verify_password(text, text) OWNER TO vg_keys;
REVOKE CREATE ON SCHEMA identity FROM vg_keys;
