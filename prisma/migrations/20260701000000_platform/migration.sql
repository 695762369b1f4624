-- Schemas, logins and the trigger functions that every table shares. Applied by the owner of the schemas: no superuser, no BYPASSRLS.

-- What we define is called by whom we name, by nobody else.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS platform;
CREATE SCHEMA IF NOT EXISTS gateway;
CREATE SCHEMA IF NOT EXISTS identity;
CREATE SCHEMA IF NOT EXISTS organization;
CREATE SCHEMA IF NOT EXISTS entitlements;
CREATE SCHEMA IF NOT EXISTS billing;
CREATE SCHEMA IF NOT EXISTS cooperative;
CREATE SCHEMA IF NOT EXISTS support;
CREATE SCHEMA IF NOT EXISTS audit;
CREATE SCHEMA IF NOT EXISTS integration;

-- One login a module, one for the door, one for the relay, one for purges and erasures, one that may check credentials; and the owner of the
-- key functions, who cannot log in. Roles are of the whole cluster, databases come and go: one that is there is taken.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'vg_gateway', 'vg_identity', 'vg_organization', 'vg_entitlements', 'vg_billing', 'vg_cooperative', 'vg_support', 'vg_audit', 'vg_integration',
    'vg_relay', 'vg_archiver', 'vg_identity_login', 'vg_keys']
  LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', name, CASE name WHEN 'vg_keys' THEN 'NOLOGIN' ELSE 'LOGIN' END);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another migration was faster
    END;
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA gateway TO vg_gateway;
GRANT USAGE ON SCHEMA identity TO vg_identity, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA organization TO vg_organization, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA entitlements TO vg_entitlements, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA billing TO vg_billing, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA cooperative TO vg_cooperative, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA support TO vg_support, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA audit TO vg_audit, vg_relay, vg_archiver;
GRANT USAGE ON SCHEMA integration TO vg_integration, vg_relay, vg_archiver;

-- The owner hands key functions to vg_keys, for which it must be able to act as vg_keys. It gains nothing: the tables are its own.
DO $$ BEGIN
  IF NOT pg_has_role(current_user, 'vg_keys', 'SET') THEN EXECUTE format('GRANT vg_keys TO %I WITH INHERIT FALSE, SET TRUE', current_user); END IF;
EXCEPTION WHEN unique_violation OR internal_error THEN NULL; -- another migration was faster
END $$;

-- Every change is seen: the time of the last one, and a number that a command can expect. Demo data and replays of the past have a clock of
-- their own, app.clock, so that the same input gives the same rows.
CREATE FUNCTION platform.vg_touch() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  NEW.updated_at := coalesce(nullif(current_setting('app.clock', true), '')::timestamptz, now());
  NEW.row_version := OLD.row_version + 1;
  RETURN NEW;
END $$;

-- A status moves only along the edges A>B that the trigger names.
CREATE FUNCTION platform.vg_transition() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.status IS DISTINCT FROM NEW.status AND NOT (OLD.status || '>' || NEW.status = ANY (string_to_array(TG_ARGV[0], ','))) THEN
    RAISE EXCEPTION 'illegal transition %.% % -> %', TG_TABLE_SCHEMA, TG_TABLE_NAME, OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'vg_transition';
  END IF;
  RETURN NEW;
END $$;

-- Nothing that was written changes, with two exceptions. First argument: columns that an erasure may empty, or set to the word Erased; only
-- the archiver may, and only under the id of a purge, under which it may delete too. Second argument: columns that the module may rewrite.
CREATE FUNCTION platform.vg_reject_mutation() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  erasable text[] := CASE WHEN TG_NARGS > 0 THEN string_to_array(TG_ARGV[0], ',') ELSE '{}' END;
  rewritable text[] := CASE WHEN TG_NARGS > 1 THEN string_to_array(TG_ARGV[1], ',') ELSE '{}' END;
  computed text[];
  before jsonb;
  after jsonb;
  name text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    -- computed columns have no value yet in a BEFORE trigger
    SELECT coalesce(array_agg(attname::text), '{}') INTO computed FROM pg_attribute WHERE attrelid = TG_RELID AND attgenerated <> '' AND NOT attisdropped;
    before := to_jsonb(OLD) - computed;
    after := to_jsonb(NEW) - computed;
    IF cardinality(rewritable) > 0 AND (after - rewritable) = (before - rewritable) THEN RETURN NEW; END IF;
  END IF;
  IF current_user = 'vg_archiver' AND coalesce(current_setting('vg.purge_id', true), '') <> '' THEN
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE' AND cardinality(erasable) > 0 AND (after - erasable) = (before - erasable) THEN
      FOREACH name IN ARRAY erasable LOOP
        IF after -> name IS DISTINCT FROM before -> name AND after -> name NOT IN ('null'::jsonb, '"Erased"'::jsonb) THEN
          RAISE EXCEPTION 'append-only table %.%: an erasure may only empty %', TG_TABLE_SCHEMA, TG_TABLE_NAME, name USING ERRCODE = 'restrict_violation';
        END IF;
      END LOOP;
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'append-only table %.%: % refused', TG_TABLE_SCHEMA, TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
