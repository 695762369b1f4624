import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../database/migrate.ts'
import { withClient } from '../../database/open-client.ts'
import { projectFolder } from '../../database/project-folder.ts'
import { scratchDatabase } from '../../database/test-database.ts'
import { withDatabase } from '../../database/with-database.ts'
import { writeInfrastructure } from '../infrastructure.ts'
import { readPrismaFiles } from '../prisma-model.ts'
import { readCatalogFacts } from './catalog-facts.ts'
import { compareGuards, wantedFacts } from './compare-guards.ts'
import { readGuardedTables } from './guarded-table.ts'
import { nextMigration } from './next-migration.ts'

const SCHEMA = join(projectFolder, 'prisma/schema')
const folder = mkdtempSync(join(tmpdir(), 'veilgraph-model-'))
const tablesOf = (path: string) => readGuardedTables(readPrismaFiles(path))
const present = tablesOf(SCHEMA)

afterAll(() => rmSync(folder, { recursive: true }))

/** The Prisma files with one of them changed, in a place of their own. */
function changed(name: string, change: (text: string) => string): string {
  const path = join(folder, name)
  cpSync(SCHEMA, path, { recursive: true })
  const file = join(path, 'support.prisma')
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return path
}

const next = (path: string, diff = '-- This is an empty migration.'): string | undefined => nextMigration({ diff, tables: tablesOf(path), facts: wantedFacts(present) })

describe('the next migration', () => {
  it('does not exist where the model has not changed', () => {
    expect(next(SCHEMA)).toBeUndefined()
  })

  it('replaces the list of an enumeration, which Prisma does not see', () => {
    expect(next(changed('enum', text => text.replace('LOW NORMAL HIGH URGENT', 'LOW NORMAL HIGH URGENT CRITICAL')))).toMatchInlineSnapshot(`
      "-- support.support_tickets
      ALTER TABLE support.support_tickets DROP CONSTRAINT IF EXISTS support_tickets_priority_enum_ck;
      ALTER TABLE support.support_tickets ADD CONSTRAINT support_tickets_priority_enum_ck CHECK (priority IN ('LOW', 'NORMAL', 'HIGH', 'URGENT', 'CRITICAL'));
      "
    `)
  })

  it('replaces the machine of a status', () => {
    expect(next(changed('status', text => text.replace(/@transitions\(.*\)/, '@transitions(OPEN>CLOSED)')))).toMatchInlineSnapshot(`
      "-- support.support_tickets
      DROP TRIGGER IF EXISTS support_tickets_sm ON support.support_tickets;
      CREATE TRIGGER support_tickets_sm BEFORE UPDATE ON support.support_tickets FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION platform.vg_transition('OPEN>CLOSED');
      "
    `)
  })

  it('takes the right to read a column that became a credential', () => {
    const sql = next(changed('credential', text => text.replace('/// Subject area: billing, access, bug, question. @public', '/// Secret. @pii(CREDENTIAL)'))) ?? ''
    expect(sql).toContain('REVOKE SELECT ON support.support_tickets FROM vg_support;')
    expect(sql).toMatch(/GRANT SELECT \([^)]*priority, first_responded_at[^)]*\) ON support\.support_tickets TO vg_support;/)
  })

  it('guards the tables and the role of a new module, so that nothing is left to write but its own rules', async () => {
    const path = changed('module', text => text)
    writeFileSync(join(path, 'main.prisma'), readFileSync(join(path, 'main.prisma'), 'utf8')
      .replace(/(schemas +=.*)\]/, '$1, "parcels"]').replace(/(domain +=.*)\]/, '$1, "parcels"]'))
    writeFileSync(join(path, 'parcels.prisma'), `
      /// A box on its way. @table(ADDED) @subject(none)
      /// @scope(ORG, column: orgId, permission: parcels.parcel.read) @scope(BRAND, permission: parcels.parcel.read)
      /// @sql(unique: brandId, trackingNumber WHERE tracking_number IS NOT NULL)
      model Parcel {
        /// Tenant. @public
        brandId String @map("brand_id") @db.Uuid
        /// Ordered by time. @public
        id String @default(dbgenerated("uuidv7()")) @db.Uuid
        /// Owner. @public @ref(organization.organizations, field: organization)
        orgId String @map("org_id") @db.Uuid
        /// Number of the carrier. @public
        trackingNumber String? @map("tracking_number")
        /// Lifecycle. @public @enum(ParcelStatus: SENT RECEIVED) @transitions(SENT>RECEIVED)
        status String @default("SENT")
        /// When the row was made. @public
        createdAt DateTime @default(now()) @map("created_at") @db.Timestamptz(3)
        /// Last change. @public
        updatedAt DateTime @default(now()) @map("updated_at") @db.Timestamptz(3)
        /// Grows by one with every change. @public
        rowVersion Int @default(1) @map("row_version")
        @@id([brandId, id])
        @@index([brandId, orgId, id])
        @@map("parcels")
        @@schema("parcels")
      }`)
    writeInfrastructure(path)
    const diff = execFileSync('npx', ['prisma', 'migrate', 'diff', '--from-schema', SCHEMA, '--to-schema', path, '--script'], { cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const database = await scratchDatabase()
    const connectionString = database.connectionFor('migration')
    await migrate({ connectionString })
    const tables = tablesOf(path)
    const schemas = [...new Set(tables.map(({ entity }) => entity.schema))]
    const problems = await withClient(connectionString, async client => {
      const facts = await readCatalogFacts(client, schemas)
      await client.query(nextMigration({ diff, tables, facts }) ?? '')
      return compareGuards(wantedFacts(tables), await readCatalogFacts(client, schemas))
    })
    await database.drop()
    await withClient(withDatabase(connectionString, 'postgres'), client => client.query('drop role vg_parcels'))
    expect(tables.length).toBe(present.length + 6)
    expect(problems).toEqual([])
  })
})
