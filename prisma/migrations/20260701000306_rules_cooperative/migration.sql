ALTER TABLE cooperative.patrons
  ADD CONSTRAINT patrons_status_ck CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)),
  ADD CONSTRAINT patrons_status_member_since_ck CHECK (status = 'PROSPECTIVE' OR member_since IS NOT NULL);

ALTER TABLE cooperative.patronage_events
  ADD CONSTRAINT patronage_events_event_type_ck CHECK ((event_type = 'CONTRIBUTION' AND amount_cents > 0) OR (event_type = 'REVERSAL' AND amount_cents < 0) OR (event_type = 'ADJUSTMENT' AND amount_cents <> 0)),
  ADD CONSTRAINT patronage_events_event_type_reverses_event_id_ck CHECK ((event_type = 'REVERSAL') <= (reverses_event_id IS NOT NULL)),
  ADD CONSTRAINT patronage_events_source_kind_ck CHECK ((source_kind = 'MANUAL') = (event_type = 'ADJUSTMENT' AND reverses_event_id IS NULL)),
  ADD CONSTRAINT patronage_events_source_kind_invoice_id_ck CHECK ((source_kind = 'MANUAL') = (invoice_id IS NULL AND product_id IS NULL)),
  ADD CONSTRAINT patronage_events_source_kind_payment_id_ck CHECK ((source_kind IN ('PAYMENT','REFUND','DISPUTE')) = (payment_id IS NOT NULL));

-- Of one contribution no more is taken back than it gave, and no more is given back than was taken. An adjustment of a reversal counts for
-- the contribution that was reversed. The module may not update these rows and so cannot lock them: the lock is on the contribution's id.
CREATE FUNCTION cooperative.patronage_cap() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  root uuid := NEW.reverses_event_id;
  parent uuid;
  given bigint;
  taken bigint;
BEGIN
  IF root IS NULL THEN RETURN NULL; END IF;
  SELECT e.reverses_event_id INTO parent FROM cooperative.patronage_events e WHERE e.brand_id = NEW.brand_id AND e.id = root;
  root := coalesce(parent, root);
  PERFORM pg_advisory_xact_lock(hashtextextended('patronage:' || NEW.brand_id || root, 0));
  SELECT e.amount_cents INTO given FROM cooperative.patronage_events e WHERE e.brand_id = NEW.brand_id AND e.id = root;
  SELECT coalesce(sum(e.amount_cents), 0) INTO taken FROM cooperative.patronage_events e
    WHERE e.brand_id = NEW.brand_id AND (e.reverses_event_id = root OR e.reverses_event_id IN
      (SELECT r.id FROM cooperative.patronage_events r WHERE r.brand_id = NEW.brand_id AND r.reverses_event_id = root));
  IF given + taken < 0 OR taken > 0 THEN
    RAISE EXCEPTION 'patronage reversed beyond the contribution' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER patronage_cap AFTER INSERT ON cooperative.patronage_events FOR EACH ROW EXECUTE FUNCTION cooperative.patronage_cap();
