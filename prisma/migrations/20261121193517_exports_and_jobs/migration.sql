-- CreateTable
CREATE TABLE "gateway"."exports" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "principal" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "format" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "rows" BIGINT NOT NULL DEFAULT 0,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "parts" INTEGER NOT NULL DEFAULT 0,
    "cursor_after" TEXT,
    "is_last" BOOLEAN NOT NULL DEFAULT false,
    "ended_by" TEXT,
    "code" TEXT,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "served_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "row_version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "exports_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "gateway"."export_parts" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "bytes" BIGINT NOT NULL,
    "crc" BIGINT NOT NULL,
    "mark" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "export_parts_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateTable
CREATE TABLE "gateway"."export_records" (
    "brand_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "payload" JSONB NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "export_records_pkey" PRIMARY KEY ("brand_id","id")
);

-- CreateIndex
CREATE INDEX "exports_brand_id_principal_id_idx" ON "gateway"."exports"("brand_id", "principal", "id");

-- CreateIndex
CREATE INDEX "exports_brand_id_status_served_at_id_idx" ON "gateway"."exports"("brand_id", "status", "served_at", "id");

-- CreateIndex
CREATE INDEX "exports_brand_id_expires_at_id_idx" ON "gateway"."exports"("brand_id", "expires_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "exports_brand_id_principal_request_hash_key" ON "gateway"."exports"("brand_id", "principal", "request_hash");

-- CreateIndex
CREATE UNIQUE INDEX "export_parts_brand_id_export_id_number_key" ON "gateway"."export_parts"("brand_id", "export_id", "number");

-- CreateIndex
CREATE INDEX "export_records_brand_id_sent_at_id_idx" ON "gateway"."export_records"("brand_id", "sent_at", "id");

-- AddForeignKey
ALTER TABLE "gateway"."export_parts" ADD CONSTRAINT "export_parts_brand_id_export_id_fkey" FOREIGN KEY ("brand_id", "export_id") REFERENCES "gateway"."exports"("brand_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- gateway.exports
ALTER TABLE gateway.exports ADD CONSTRAINT exports_request_size_ck CHECK (octet_length(request::text) <= 262144);
ALTER TABLE gateway.exports ADD CONSTRAINT exports_format_enum_ck CHECK (format IN ('CSV', 'JSONL', 'PARQUET'));
ALTER TABLE gateway.exports ADD CONSTRAINT exports_status_enum_ck CHECK (status IN ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'WITHDRAWN'));
ALTER TABLE gateway.exports ADD CONSTRAINT exports_ended_by_enum_ck CHECK (ended_by IN ('ROWS', 'BYTES'));
ALTER TABLE gateway.exports ADD CONSTRAINT exports_row_version_ck CHECK (row_version > 0);
ALTER TABLE gateway.exports ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.exports FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.exports USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
CREATE TRIGGER exports_sm BEFORE UPDATE ON gateway.exports FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('QUEUED>RUNNING,QUEUED>FAILED,QUEUED>CANCELLED,QUEUED>WITHDRAWN,RUNNING>READY,RUNNING>FAILED,RUNNING>CANCELLED,RUNNING>WITHDRAWN,READY>CANCELLED,READY>WITHDRAWN');
CREATE TRIGGER exports_touch BEFORE UPDATE ON gateway.exports FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
GRANT SELECT ON gateway.exports TO vg_gateway;
GRANT INSERT ON gateway.exports TO vg_gateway;
GRANT UPDATE ON gateway.exports TO vg_gateway;
GRANT DELETE ON gateway.exports TO vg_gateway;

-- gateway.export_parts
ALTER TABLE gateway.export_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.export_parts FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.export_parts USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON gateway.export_parts TO vg_gateway;
GRANT INSERT ON gateway.export_parts TO vg_gateway;
GRANT UPDATE ON gateway.export_parts TO vg_gateway;
GRANT DELETE ON gateway.export_parts TO vg_gateway;

-- gateway.export_records
ALTER TABLE gateway.export_records ADD CONSTRAINT export_records_payload_size_ck CHECK (octet_length(payload::text) <= 262144);
ALTER TABLE gateway.export_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE gateway.export_records FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_isolation ON gateway.export_records USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT ON gateway.export_records TO vg_gateway;
GRANT INSERT ON gateway.export_records TO vg_gateway;
GRANT UPDATE ON gateway.export_records TO vg_gateway;
GRANT DELETE ON gateway.export_records TO vg_gateway;

-- Pieces are compressed already; the rows of records are few.
ALTER TABLE gateway.export_parts ALTER COLUMN content SET STORAGE EXTERNAL;
ALTER TABLE gateway.exports
  ADD CONSTRAINT exports_counts_ck CHECK (rows >= 0 AND bytes >= 0 AND parts >= 0 AND claim >= 0 AND attempts >= 0),
  ADD CONSTRAINT exports_code_ck CHECK (code ~ '^[A-Z][A-Z_]{1,60}$'),
  ADD CONSTRAINT exports_is_last_ck CHECK (is_last = (finished_at IS NOT NULL AND code IS NULL) OR status = 'CANCELLED' OR status = 'WITHDRAWN');
ALTER TABLE gateway.export_parts ADD CONSTRAINT export_parts_counts_ck CHECK (number >= 0 AND rows >= 0 AND bytes >= 0 AND crc BETWEEN 0 AND 4294967295);

-- The queue of jobs, as pg-boss 10.4.2 lays it out (schema 24 of its own count; `getConstructionPlans('jobs')`). It has neither tenants nor row security:
-- it holds the ids of brands whose turn it is and nothing else, which the checks below see to, and it is worked by a login that sees no other table.
CREATE SCHEMA IF NOT EXISTS jobs;

CREATE TYPE jobs.job_state AS ENUM (
  'created',
  'retry',
  'active',
  'completed',
  'cancelled',
  'failed'
);

CREATE TABLE jobs.version (
  version int primary key,
  maintained_on timestamp with time zone,
  cron_on timestamp with time zone,
  monitored_on timestamp with time zone
);

CREATE TABLE jobs.queue (
  name text,
  policy text,
  retry_limit int,
  retry_delay int,
  retry_backoff bool,
  expire_seconds int,
  retention_minutes int,
  dead_letter text REFERENCES jobs.queue (name),
  partition_name text,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.schedule (
  name text REFERENCES jobs.queue ON DELETE CASCADE,
  cron text not null,
  timezone text,
  data jsonb,
  options jsonb,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

CREATE TABLE jobs.subscription (
  event text not null,
  name text not null REFERENCES jobs.queue ON DELETE CASCADE,
  created_on timestamp with time zone not null default now(),
  updated_on timestamp with time zone not null default now(),
  PRIMARY KEY(event, name)
);

CREATE TABLE jobs.job (
  id uuid not null default gen_random_uuid(),
  name text not null,
  priority integer not null default(0),
  data jsonb,
  state jobs.job_state not null default('created'),
  retry_limit integer not null default(2),
  retry_count integer not null default(0),
  retry_delay integer not null default(0),
  retry_backoff boolean not null default false,
  start_after timestamp with time zone not null default now(),
  started_on timestamp with time zone,
  singleton_key text,
  singleton_on timestamp without time zone,
  expire_in interval not null default interval '15 minutes',
  created_on timestamp with time zone not null default now(),
  completed_on timestamp with time zone,
  keep_until timestamp with time zone NOT NULL default now() + interval '14 days',
  output jsonb,
  dead_letter text,
  policy text
) PARTITION BY LIST (name);
ALTER TABLE jobs.job ADD PRIMARY KEY (name, id);
CREATE TABLE jobs.archive (LIKE jobs.job);
ALTER TABLE jobs.archive ADD PRIMARY KEY (name, id);
ALTER TABLE jobs.archive ADD archived_on timestamptz NOT NULL DEFAULT now();
CREATE INDEX archive_i1 ON jobs.archive(archived_on);

CREATE FUNCTION jobs.create_queue(queue_name text, options json)
RETURNS VOID AS
$$
DECLARE
  table_name varchar := 'j' || encode(sha224(queue_name::bytea), 'hex');
  queue_created_on timestamptz;
BEGIN

  WITH q as (
  INSERT INTO jobs.queue (
    name,
    policy,
    retry_limit,
    retry_delay,
    retry_backoff,
    expire_seconds,
    retention_minutes,
    dead_letter,
    partition_name
  )
  VALUES (
    queue_name,
    options->>'policy',
    (options->>'retryLimit')::int,
    (options->>'retryDelay')::int,
    (options->>'retryBackoff')::bool,
    (options->>'expireInSeconds')::int,
    (options->>'retentionMinutes')::int,
    options->>'deadLetter',
    table_name
  )
  ON CONFLICT DO NOTHING
  RETURNING created_on
  )
  SELECT created_on into queue_created_on from q;

  IF queue_created_on IS NULL THEN
    RETURN;
  END IF;

  EXECUTE format('CREATE TABLE jobs.%I (LIKE jobs.job INCLUDING DEFAULTS)', table_name);

  EXECUTE format('ALTER TABLE jobs.%1$I ADD PRIMARY KEY (name, id)', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT q_fkey FOREIGN KEY (name) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('ALTER TABLE jobs.%1$I ADD CONSTRAINT dlq_fkey FOREIGN KEY (dead_letter) REFERENCES jobs.queue (name) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i1 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''created'' AND policy = ''short''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i2 ON jobs.%1$I (name, COALESCE(singleton_key, '''')) WHERE state = ''active'' AND policy = ''singleton''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i3 ON jobs.%1$I (name, state, COALESCE(singleton_key, '''')) WHERE state <= ''active'' AND policy = ''stately''', table_name);
  EXECUTE format('CREATE UNIQUE INDEX %1$s_i4 ON jobs.%1$I (name, singleton_on, COALESCE(singleton_key, '''')) WHERE state <> ''cancelled'' AND singleton_on IS NOT NULL', table_name);
  EXECUTE format('CREATE INDEX %1$s_i5 ON jobs.%1$I (name, start_after) INCLUDE (priority, created_on, id) WHERE state < ''active''', table_name);

  EXECUTE format('ALTER TABLE jobs.%I ADD CONSTRAINT cjc CHECK (name=%L)', table_name, queue_name);
  EXECUTE format('ALTER TABLE jobs.job ATTACH PARTITION jobs.%I FOR VALUES IN (%L)', table_name, queue_name);
END;
$$
LANGUAGE plpgsql;

CREATE FUNCTION jobs.delete_queue(queue_name text)
RETURNS VOID AS
$$
DECLARE
  table_name varchar;
BEGIN
  WITH deleted as (
    DELETE FROM jobs.queue
    WHERE name = queue_name
    RETURNING partition_name
  )
  SELECT partition_name from deleted INTO table_name;

  EXECUTE format('DROP TABLE IF EXISTS jobs.%I', table_name);
END;
$$
LANGUAGE plpgsql;
INSERT INTO jobs.version(version) VALUES ('24');

-- One queue: the turns of brands. Of a brand one turn waits at a time (and one for each later second that was asked for), so no brand stands in the way
-- of another, however much it asks for.
SELECT jobs.create_queue('turn', '{"policy": "short", "retryLimit": 1000000, "retryDelay": 1, "expireInSeconds": 60, "retentionMinutes": 86400}');

ALTER TABLE jobs.job
  ADD CONSTRAINT job_holds_a_brand_ck CHECK (data IS NOT NULL AND data - 'brandId' = '{}' AND data ->> 'brandId' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  ADD CONSTRAINT job_key_is_a_brand_ck CHECK (singleton_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}( [0-9]{1,12})?$'),
  ADD CONSTRAINT job_tells_nothing_ck CHECK (output IS NULL OR output = '{"value": {"message": "job failed by timeout in active state"}}');

DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'vg_worker') THEN CREATE ROLE vg_worker LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another migration was faster
END $$;
GRANT USAGE ON SCHEMA jobs TO vg_worker, vg_gateway;
GRANT SELECT ON jobs.version, jobs.queue TO vg_worker;
GRANT UPDATE (maintained_on, monitored_on) ON jobs.version TO vg_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.job TO vg_worker;
GRANT SELECT, INSERT, DELETE ON jobs.archive TO vg_worker;

-- The door asks for a turn of the brand that its transaction is for, and of no other; what waits already is not asked for twice.
CREATE FUNCTION jobs.ask_turn(moment timestamptz) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$
  INSERT INTO jobs.job (name, data, start_after, singleton_key, expire_in, keep_until, retry_limit, retry_delay, policy)
  SELECT q.name, jsonb_build_object('brandId', b.id), greatest(moment, now()),
    b.id::text || CASE WHEN moment > now() THEN ' ' || ceil(extract(epoch FROM moment)) ELSE '' END,
    q.expire_seconds * interval '1 second', greatest(moment, now()) + q.retention_minutes * interval '1 minute', q.retry_limit, q.retry_delay, q.policy
  FROM jobs.queue q, (SELECT nullif(current_setting('app.brand_id', true), '')::uuid) AS b (id)
  WHERE q.name = 'turn' AND b.id IS NOT NULL
  ON CONFLICT DO NOTHING
$$;
GRANT EXECUTE ON FUNCTION jobs.ask_turn(timestamptz) TO vg_gateway;

-- Who asked for a file is asked for again by the id of the token, session or key with which it was asked for: a job has no secret to show.
CREATE FUNCTION identity.credential_caller(brand uuid, kind text, credential uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT identity.caller(brand, NULL, NULL, NULL, kind, ARRAY[found.hash]) FROM (
    SELECT t.token_hash AS hash FROM identity.personal_access_tokens t WHERE kind = 'TOKEN' AND t.brand_id = brand AND t.id = credential
    UNION ALL
    SELECT s.session_token FROM identity.sessions s WHERE kind = 'SESSION' AND s.brand_id = brand AND s.id = credential) AS found
$$;
CREATE FUNCTION organization.key_holder(brand uuid, key uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT organization.key_caller(brand, ARRAY[k.api_key_hash::text]) FROM organization.service_account_keys k WHERE k.brand_id = brand AND k.id = key
$$;
GRANT CREATE ON SCHEMA identity, organization TO vg_keys;
DO $$
DECLARE
  signature text;
BEGIN
  FOREACH signature IN ARRAY ARRAY['identity.credential_caller(uuid, text, uuid)', 'organization.key_holder(uuid, uuid)'] LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', signature);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO vg_gateway', signature);
    EXECUTE format('ALTER FUNCTION %s OWNER TO vg_keys', signature);
  END LOOP;
END $$;
REVOKE CREATE ON SCHEMA identity, organization FROM vg_keys;
