import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../database/migrate.ts'
import { openClient } from '../../database/open-client.ts'
import { projectFolder } from '../../database/project-folder.ts'
import type { ScratchDatabase } from '../../database/test-database.ts'
import { scratchDatabase } from '../../database/test-database.ts'
import { readPrismaFiles } from '../prisma-model.ts'
import { readCatalogFacts } from './catalog-facts.ts'
import { compareGuards, wantedFacts } from './compare-guards.ts'
import { readGuardedTables } from './guarded-table.ts'
import { diffAgainst } from './new-migration.ts'

const tables = readGuardedTables(readPrismaFiles(join(projectFolder, 'prisma/schema')))
const schemas = [...new Set(tables.map(({ entity }) => entity.schema))]
const wanted = wantedFacts(tables)

let database: ScratchDatabase
let client: pg.Client

beforeAll(async () => {
  database = await scratchDatabase()
  await migrate({ connectionString: database.connectionFor('migration') })
  client = await openClient(database.connectionFor('migration'))
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const compare = async (): Promise<readonly string[]> => compareGuards(wanted, await readCatalogFacts(client, schemas))

/** What the comparison says while a violation stands; it is gone afterwards. */
async function planted(sql: string): Promise<readonly string[]> {
  await client.query('begin')
  await client.query(sql)
  const problems = await compare()
  await client.query('rollback')
  return problems
}

const count = async (sql: string): Promise<number> => Number((await client.query<{ n: string }>(sql, [schemas])).rows[0]?.n)

describe('the migrated database', () => {
  it('is guarded exactly as the model says', async () => {
    expect(await compare()).toEqual([])
    expect(wanted.size).toBeGreaterThan(1_900)
  })

  it('has the tables, keys and indexes of the Prisma files', () => {
    expect(diffAgainst(database.connectionFor('migration'))).toContain('-- This is an empty migration.')
  })

  it('forces row security on every table but the catalog of tenants', async () => {
    const { rows } = await client.query<{ name: string }>(`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = any ($1) and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`, [schemas])
    expect(rows).toEqual([{ name: 'platform.brands' }])
    expect(await count(`select count(*) as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = any ($1) and c.relkind = 'r'`)).toBe(tables.length)
  })

  it('lets no login read a credential', async () => {
    const credentials = tables.flatMap(({ name, entity }) => entity.columns
      .filter(({ label }) => !label.public && label.category === 'CREDENTIAL').map(column => `${name}.${column.name}`))
    const { rows } = await client.query<{ readable: string }>(`
      select rolname || ' reads ' || c as readable from pg_roles, unnest($1::text[]) c
      where rolcanlogin and rolname like 'vg\\_%' and rolname <> 'vg_owner'
        and has_column_privilege(rolname, regexp_replace(c, '\\.\\w+$', ''), regexp_replace(c, '^.*\\.', ''), 'SELECT')`, [credentials])
    expect(credentials).toHaveLength(6)
    expect(rows).toEqual([])
  })

  it('has no role that passes over row security', async () => {
    const { rows } = await client.query(`select rolname from pg_roles where rolname like 'vg\\_%' and (rolsuper or rolbypassrls)`)
    expect(rows).toEqual([])
  })
})

describe('a violation is seen', () => {
  it.each([
    ['row security switched off', 'alter table billing.invoices disable row level security', 'missing: billing.invoices rls enabled'],
    ['row security not forced', 'alter table billing.invoices no force row level security', 'missing: billing.invoices rls forced'],
    ['a policy that is gone', 'drop policy brand_isolation on identity.users', 'missing: identity.users policy brand_isolation'],
    ['a policy that lets everything through', 'create policy more on identity.users using (true)', 'not asked for: identity.users policy more'],
    ['a policy that does not check what is written', 'drop policy brand_isolation on support.outbox; create policy brand_isolation on support.outbox for select using (brand_id is not null)', 'missing: support.outbox policy brand_isolation'],
    ['a readable credential', 'grant select (password_hash) on identity.users to vg_identity', 'not asked for: identity.users grant vg_identity SELECT password_hash'],
    ['a readable table of another module', 'grant select on identity.persons to vg_billing', 'not asked for: identity.persons grant vg_billing SELECT *'],
    ['another module in the schema', 'grant usage on schema identity to vg_billing', 'not asked for: identity usage vg_billing'],
    ['a right on an append-only table', 'grant update on audit.audit_logs to vg_audit', 'not asked for: audit.audit_logs grant vg_audit UPDATE *'],
    ['a right that is gone', 'revoke insert on support.support_tickets from vg_support', 'missing: support.support_tickets grant vg_support INSERT *'],
    ['an append-only table that may be changed', 'drop trigger usage_events_ao on entitlements.usage_events', 'missing: entitlements.usage_events trigger CREATE TRIGGER usage_events_ao'],
    ['a trigger that sleeps', 'alter table billing.invoices disable trigger invoices_sm', 'missing: billing.invoices trigger CREATE TRIGGER invoices_sm'],
    ['a version that does not grow', 'drop trigger users_touch on identity.users', 'missing: identity.users trigger CREATE TRIGGER users_touch'],
    ['an enumeration without values', 'alter table billing.invoices drop constraint invoices_status_enum_ck', 'missing: billing.invoices check invoices_status_enum_ck DRAFT|OPEN|PAID|VOID|UNCOLLECTIBLE'],
    ['an enumeration with other values', `alter table billing.invoices drop constraint invoices_kind_enum_ck; alter table billing.invoices add constraint invoices_kind_enum_ck check (kind in ('STANDARD'))`, 'missing: billing.invoices check invoices_kind_enum_ck STANDARD|CREDIT_NOTE'],
    ['a partial index that is gone', 'drop index billing.invoices_brand_id_due_at_id_idx_p', 'missing: billing.invoices index invoices_brand_id_due_at_id_idx_p'],
    ['a table that the model does not know', 'create table billing.shadow (brand_id uuid not null)', 'not asked for: billing.shadow table'],
    ['a function that runs with the rights of its owner', `create function billing.peek() returns bigint language sql security definer as 'select 1::bigint'; grant execute on function billing.peek() to vg_billing`, 'not asked for: billing.peek() function of the owner, execute vg_billing'],
    ['a list that may be null', 'alter table organization.roles alter column permissions drop not null', 'not asked for: organization.roles nullable list permissions'],
  ])('%s', async (_, sql, problem) => {
    expect((await planted(sql)).filter(line => line.startsWith(problem))).toHaveLength(1)
  })
})
