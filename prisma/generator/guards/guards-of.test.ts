import { describe, expect, it } from 'vitest'
import { finishTables } from './finish-tables.ts'
import { readGuardedTables } from './guarded-table.ts'
import { guardsOf } from './guards-of.ts'
import { printGuards } from './print-guards.ts'

const MODEL = `
datasource db {
  provider = "postgresql"
  schemas  = ["parcels"]
}
/// A box on its way. @table(DOMAIN) @subject(none)
/// @scope(BRAND, permission: parcels.parcel.read)
/// @sql(unique: brandId, label NULLS NOT DISTINCT) @sql(index: brandId, weight, id WHERE weight > 10)
/// @sql(generated: heavy AS weight > 10) @sql(size: customs 9)
model Parcel {
  /// Tenant. @public
  brandId String @map("brand_id") @db.Uuid
  /// Ordered by time. @public
  id String @default(dbgenerated("uuidv7()")) @db.Uuid
  /// What stands on it. @public
  label String?
  /// Grams. @public
  weight BigInt
  /// More than ten grams. @public @readonly
  heavy Boolean @default(dbgenerated())
  /// Words on it. @public
  tags String[] @default([])
  /// Papers. @pii(MIXED)
  customs Json
  /// Price currency. @public
  currency String @db.Char(3)
  /// Opens the box. @pii(CREDENTIAL)
  pinHash String @map("pin_hash")
  /// Lifecycle. @public @enum(ParcelStatus: SENT RECEIVED) @transitions(SENT>RECEIVED)
  status String
  /// Last change. @public
  updatedAt DateTime @map("updated_at") @db.Timestamptz(3)
  /// Grows. @public
  rowVersion Int @map("row_version")
  @@id([brandId, id])
  @@unique([brandId, label])
  @@unique([brandId, pinHash])
  @@index([tags], type: Gin)
  @@map("parcels")
  @@schema("parcels")
}
/// Where a box was. @table(DOMAIN) @subject(none) @appendOnly(erasable: note, rewritable: noteRedacted)
/// @scope(BRAND, permission: parcels.parcel.read)
model Scan {
  /// Tenant. @public
  brandId String @map("brand_id") @db.Uuid
  /// Ordered by time. @public
  id String @db.Uuid
  /// Remark. @pii(FREE_TEXT)
  note String?
  /// The remark after the detectors. @pii(FREE_TEXT) @internal
  noteRedacted String? @map("note_redacted")
  @@id([brandId, id])
  @@map("scans")
  @@schema("parcels")
}
`

const tables = readGuardedTables([['parcels.prisma', MODEL]], { domain: ['parcels'], observers: [] })
const guardsOfTable = (name: string) => tables.filter(table => table.name === name).flatMap(guardsOf)

describe('the guards of a table', () => {
  it('follow from the model', () => {
    expect(printGuards(guardsOfTable('parcels.parcels'))).toMatchInlineSnapshot(`
      "-- parcels.parcels
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_weight_safe_ck CHECK (weight BETWEEN -9007199254740991 AND 9007199254740991);
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_tags_list_ck CHECK (array_position(tags, NULL) IS NULL);
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_customs_size_ck CHECK (octet_length(customs::text) <= 9);
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_currency_code_ck CHECK (currency ~ '^[A-Z]{3}$');
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_status_enum_ck CHECK (status IN ('SENT', 'RECEIVED'));
      ALTER TABLE parcels.parcels ADD CONSTRAINT parcels_row_version_ck CHECK (row_version > 0);
      CREATE INDEX parcels_brand_id_weight_id_idx_p ON parcels.parcels (brand_id, weight, id) WHERE weight > 10;
      ALTER TABLE parcels.parcels ENABLE ROW LEVEL SECURITY;
      ALTER TABLE parcels.parcels FORCE ROW LEVEL SECURITY;
      CREATE POLICY brand_isolation ON parcels.parcels USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
      CREATE TRIGGER parcels_sm BEFORE UPDATE ON parcels.parcels FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('SENT>RECEIVED');
      CREATE TRIGGER parcels_touch BEFORE UPDATE ON parcels.parcels FOR EACH ROW EXECUTE FUNCTION platform.vg_touch();
      GRANT SELECT (brand_id, id, label, weight, heavy, tags, customs, currency, status, updated_at, row_version) ON parcels.parcels TO vg_parcels;
      GRANT INSERT ON parcels.parcels TO vg_parcels;
      GRANT UPDATE ON parcels.parcels TO vg_parcels;
      GRANT DELETE ON parcels.parcels TO vg_parcels;
      CREATE POLICY keys ON parcels.parcels FOR SELECT TO vg_keys USING (true);
      GRANT SELECT (brand_id, id, tags, pin_hash, status) ON parcels.parcels TO vg_keys;
      CREATE FUNCTION parcels.parcels_tags_keys(terms text[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
        SELECT id FROM parcels.parcels WHERE brand_id = nullif(current_setting('app.brand_id', true), '')::uuid AND tags && terms
      $$;
      REVOKE ALL ON FUNCTION parcels.parcels_tags_keys(text[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION parcels.parcels_tags_keys(text[]) TO vg_parcels;
      GRANT USAGE ON SCHEMA parcels TO vg_keys, vg_parcels;
      GRANT CREATE ON SCHEMA parcels TO vg_keys;
      ALTER FUNCTION parcels.parcels_tags_keys(text[]) OWNER TO vg_keys;
      REVOKE CREATE ON SCHEMA parcels FROM vg_keys;
      CREATE FUNCTION parcels.verify_parcels(brand uuid, hashes text[]) RETURNS TABLE (id uuid, status text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
        SELECT t.id, t.status FROM parcels.parcels t WHERE t.brand_id = brand AND t.pin_hash = ANY (hashes)
      $$;
      REVOKE ALL ON FUNCTION parcels.verify_parcels(uuid, text[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION parcels.verify_parcels(uuid, text[]) TO vg_identity_login, vg_parcels;
      GRANT USAGE ON SCHEMA parcels TO vg_keys, vg_identity_login, vg_parcels;
      GRANT CREATE ON SCHEMA parcels TO vg_keys;
      ALTER FUNCTION parcels.verify_parcels(uuid, text[]) OWNER TO vg_keys;
      REVOKE CREATE ON SCHEMA parcels FROM vg_keys;"
    `)
  })

  it('keep an append-only table as it is', () => {
    expect(printGuards(guardsOfTable('parcels.scans'))).toMatchInlineSnapshot(`
      "-- parcels.scans
      ALTER TABLE parcels.scans ENABLE ROW LEVEL SECURITY;
      ALTER TABLE parcels.scans FORCE ROW LEVEL SECURITY;
      CREATE POLICY brand_isolation ON parcels.scans USING (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid)) WITH CHECK (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
      CREATE TRIGGER scans_ao BEFORE DELETE OR UPDATE ON parcels.scans FOR EACH ROW EXECUTE FUNCTION platform.vg_reject_mutation('note', 'note_redacted');
      CREATE TRIGGER scans_aot BEFORE TRUNCATE ON parcels.scans FOR EACH STATEMENT EXECUTE FUNCTION platform.vg_reject_mutation();
      GRANT SELECT ON parcels.scans TO vg_parcels;
      GRANT INSERT ON parcels.scans TO vg_parcels;
      GRANT UPDATE (note_redacted) ON parcels.scans TO vg_parcels;
      GRANT SELECT ON parcels.scans TO vg_archiver;
      GRANT DELETE ON parcels.scans TO vg_archiver;
      GRANT UPDATE (note) ON parcels.scans TO vg_archiver;"
    `)
  })
})

describe('the DDL of Prisma', () => {
  it('is finished with what Prisma cannot say', () => {
    const ddl = `CREATE TABLE "parcels"."parcels" (\n    "brand_id" UUID NOT NULL,\n    "heavy" BOOLEAN NOT NULL,\n    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],\n\n    CONSTRAINT "parcels_pkey" PRIMARY KEY ("brand_id","id")\n);\n\nCREATE UNIQUE INDEX "parcels_brand_id_label_key" ON "parcels"."parcels"("brand_id", "label");`
    expect(finishTables(ddl, tables)).toMatchInlineSnapshot(`
      "CREATE TABLE "parcels"."parcels" (
          "brand_id" UUID NOT NULL,
          "heavy" BOOLEAN NOT NULL GENERATED ALWAYS AS (weight > 10) STORED,
          "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

          CONSTRAINT "parcels_pkey" PRIMARY KEY ("brand_id","id")
      );

      CREATE UNIQUE INDEX "parcels_brand_id_label_key" ON "parcels"."parcels"("brand_id", "label") NULLS NOT DISTINCT;"
    `)
  })
})
