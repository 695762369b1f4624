ALTER TABLE gateway.budgets
  ADD CONSTRAINT budgets_used_ck CHECK (used >= 0);

ALTER TABLE gateway.break_glass
  ADD CONSTRAINT break_glass_subject_ck CHECK (num_nonnulls(subject_person_id, subject_entity_id) = 1 AND (subject_entity_type IS NULL) = (subject_entity_id IS NULL)),
  ADD CONSTRAINT break_glass_time_ck CHECK (expires_at > starts_at);

ALTER TABLE gateway.schema_usage
  ADD CONSTRAINT schema_usage_counts_ck CHECK (operations >= 0 AND withheld BETWEEN 0 AND operations);

ALTER TABLE gateway.trusted_documents
  ADD CONSTRAINT trusted_documents_hash_ck CHECK (document_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT trusted_documents_size_ck CHECK (octet_length(document) <= 262144);
