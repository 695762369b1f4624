-- What is logged under an account, because no person is known, is told to the person of that account too. Few rows say so.
CREATE INDEX audit_logs_subject_user_idx_p ON audit.audit_logs (brand_id, (details ->> '_subjectUserId'), occurred_at, id) WHERE details ? '_subjectUserId';
