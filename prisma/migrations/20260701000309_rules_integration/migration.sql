ALTER TABLE integration.webhook_events
  ADD CONSTRAINT webhook_events_sha_ck CHECK (payload_sha256 ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT webhook_events_size_ck CHECK (octet_length(raw_body) <= 1048576),
  ADD CONSTRAINT webhook_events_att_ck CHECK (attempts BETWEEN 0 AND max_attempts),
  ADD CONSTRAINT webhook_events_lease_ck CHECK ((status = 'PROCESSING') = (locked_until IS NOT NULL)),
  ADD CONSTRAINT webhook_events_done_ck CHECK ((status IN ('PROCESSED','IGNORED')) = (processed_at IS NOT NULL));

ALTER TABLE integration.integration_outbox
  ADD CONSTRAINT integration_outbox_att_ck CHECK (attempts BETWEEN 0 AND max_attempts),
  ADD CONSTRAINT integration_outbox_lease_ck CHECK ((status = 'IN_FLIGHT') = (locked_until IS NOT NULL)),
  ADD CONSTRAINT integration_outbox_done_ck CHECK ((status IN ('SUCCEEDED','CANCELED')) = (completed_at IS NOT NULL)),
  ADD CONSTRAINT integration_outbox_size_ck CHECK (octet_length(payload::text) <= 262144);
