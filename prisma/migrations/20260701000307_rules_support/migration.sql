ALTER TABLE support.support_tickets
  ADD CONSTRAINT support_tickets_subj_ck CHECK (length(subject) BETWEEN 1 AND 200),
  ADD CONSTRAINT support_tickets_body_ck CHECK (length(body) <= 20000),
  ADD CONSTRAINT support_tickets_closed_ck CHECK ((status = 'CLOSED') = (closed_at IS NOT NULL)),
  ADD CONSTRAINT support_tickets_res_ck CHECK (status <> 'RESOLVED' OR resolved_at IS NOT NULL);

ALTER TABLE support.support_ticket_messages
  ADD CONSTRAINT support_ticket_messages_body_ck CHECK (length(body) BETWEEN 1 AND 20000);
