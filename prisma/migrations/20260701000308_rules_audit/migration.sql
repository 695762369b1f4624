ALTER TABLE audit.audit_logs
  ADD CONSTRAINT audit_logs_seq_ck CHECK (chain_seq >= 1),
  ADD CONSTRAINT audit_logs_hash_ck CHECK (prev_hash ~ '^[0-9a-f]{64}$' AND entry_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT audit_logs_genesis_ck CHECK (chain_seq > 1 OR prev_hash = repeat('0', 64)),
  ADD CONSTRAINT audit_logs_actor_ck CHECK (actor_type IN ('PERSON','SERVICE_ACCOUNT','SYSTEM','ANONYMOUS')),
  ADD CONSTRAINT audit_logs_size_ck CHECK (octet_length(details::text) <= 65536),
  ADD CONSTRAINT audit_logs_reason_ck CHECK (length(reason) <= 2000);

ALTER TABLE audit.audit_retention_policies
  ADD CONSTRAINT audit_retention_policies_order_ck CHECK (archive_after_days BETWEEN 1 AND retention_days AND retention_days <= archive_retention_days AND archive_retention_days <= 36525),
  ADD CONSTRAINT audit_retention_policies_floor_ck CHECK (retention_days >= CASE tier WHEN 'SYSTEM' THEN 30 WHEN 'FINANCIAL' THEN 365 ELSE 90 END),
  ADD CONSTRAINT audit_retention_policies_sup_ck CHECK ((status = 'SUPERSEDED') = (superseded_at IS NOT NULL));

ALTER TABLE audit.audit_legal_holds
  ADD CONSTRAINT audit_legal_holds_range_ck CHECK (to_at > from_at),
  ADD CONSTRAINT audit_legal_holds_ent_ck CHECK (entity_id IS NULL OR entity_type IS NOT NULL),
  ADD CONSTRAINT audit_legal_holds_rel_ck CHECK ((status = 'RELEASED') = (released_at IS NOT NULL AND released_by_person_id IS NOT NULL AND release_reason IS NOT NULL));

ALTER TABLE audit.audit_archive_manifest
  ADD CONSTRAINT audit_archive_manifest_range_ck CHECK (chain_to >= chain_from),
  ADD CONSTRAINT audit_archive_manifest_cnt_ck CHECK (row_count = chain_to - chain_from + 1),
  ADD CONSTRAINT audit_archive_manifest_purge_ck CHECK (purged_count + held_count <= row_count AND purged_count >= 0),
  ADD CONSTRAINT audit_archive_manifest_ver_ck CHECK (status NOT IN ('VERIFIED','PURGED') OR (object_sha256 IS NOT NULL AND verified_at IS NOT NULL)),
  ADD CONSTRAINT audit_archive_manifest_sha_ck CHECK (object_sha256 ~ '^[0-9a-f]{64}$');

ALTER TABLE audit.audit_outbox
  ADD CONSTRAINT audit_outbox_att_ck CHECK (attempts BETWEEN 0 AND max_attempts),
  ADD CONSTRAINT audit_outbox_del_ck CHECK ((status = 'DELIVERED') = (delivered_at IS NOT NULL)),
  ADD CONSTRAINT audit_outbox_lease_ck CHECK ((status = 'IN_FLIGHT') = (locked_until IS NOT NULL));

ALTER TABLE audit.break_glass_grants
  ADD CONSTRAINT break_glass_grants_subj_ck CHECK (num_nonnulls(subject_person_id, subject_entity_id) = 1 AND (subject_entity_type IS NULL) = (subject_entity_id IS NULL)),
  ADD CONSTRAINT break_glass_grants_cats_ck CHECK (cardinality(categories) >= 1 AND categories <@ ARRAY['CONTACT','ONLINE_IDENTIFIER','GOVERNMENT_ID','PAYMENT_CARD','FREE_TEXT','MIXED','HEALTH','FINANCIAL_ACCOUNT','LOCATION','DEMOGRAPHIC','EARNINGS']),
  ADD CONSTRAINT break_glass_grants_reason_ck CHECK (length(reason) BETWEEN 20 AND 2000),
  ADD CONSTRAINT break_glass_grants_time_ck CHECK (expires_at > starts_at AND expires_at <= starts_at + interval '60 minutes' AND review_due_at = starts_at + interval '24 hours'),
  ADD CONSTRAINT break_glass_grants_ended_ck CHECK ((status = 'ENDED') = (ended_at IS NOT NULL AND ended_by_person_id IS NOT NULL)),
  ADD CONSTRAINT break_glass_grants_cosign_ck CHECK (co_signed_by_person_id IS NULL OR co_signed_by_person_id <> principal_person_id);

ALTER TABLE audit.break_glass_reviews
  ADD CONSTRAINT break_glass_reviews_note_ck CHECK (length(note) BETWEEN 1 AND 2000);
