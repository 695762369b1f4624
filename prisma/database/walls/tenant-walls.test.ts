import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../../schema/metadata/index.ts'
import { openClient, withClient } from '../open-client.ts'
import { testDatabase } from '../test-database.ts'
import { attempt } from './attempt.ts'
import type { CatalogTable } from './catalog-table.ts'
import { readCatalogTables } from './catalog-table.ts'
import { findGaps } from './find-gaps.ts'
import { printFigure } from './print-figure.ts'
import { QUEUE_SCHEMA } from './queue-schema.ts'

/** The tenant catalog: nobody but its owner has a right on it, and its owner must find a host before a brand is known. */
const CATALOG_OF_TENANTS = 'platform.brands'

const database = testDatabase()
let superuser: pg.Client
let tables: readonly CatalogTable[]
let acme: string
let globex: string

beforeAll(async () => {
  superuser = await openClient(database.superuserUrl)
  tables = (await readCatalogTables(superuser)).filter(({ name, schema }) => name !== CATALOG_OF_TENANTS && schema !== QUEUE_SCHEMA)
  const { rows } = await superuser.query<{ id: string }>('select id from platform.brands order by id')
  acme = rows[0]?.id ?? ''
  globex = rows[1]?.id ?? ''
})

afterAll(() => superuser.end())

/** A transaction in which the superuser has become the role; what was done before stands, and nothing stays. */
async function become<T>(role: string, before: string, use: () => Promise<T>): Promise<T> {
  await superuser.query('begin')
  try {
    await superuser.query(before)
    await superuser.query(`set local role ${role}`)
    return await use()
  } finally {
    await superuser.query('rollback')
  }
}

const loginOf = ({ role, name }: CatalogTable): string => {
  if (role === undefined) throw new Error(`${name} is in a schema without a login of its own`)
  return role
}

const byLogin = (): readonly (readonly [string, readonly CatalogTable[]])[] => [...new Set(tables.map(loginOf))].map((role) => [role, tables.filter((table) => table.role === role)])

describe('the wall between two brands', () => {
  it('holds in every table, tried by the login of its module, in both directions', async () => {
    const gaps: string[] = []
    let checks = 0
    for (const [role, own] of byLogin()) {
      await withClient(database.connectionFor(role), async (client) => {
        for (const table of own) {
          for (const brands of [{ own: acme, other: globex }, { own: globex, other: acme }]) {
            await client.query('begin')
            const report = await findGaps(client, { table, ...brands })
            await client.query('rollback')
            checks += report.checks
            gaps.push(...report.gaps)
          }
        }
      })
    }
    printFigure(`tenant walls: ${tables.length} tables, ${checks} checks, ${gaps.length} gaps`)
    expect(gaps).toEqual([])
    expect(tables.length).toBeGreaterThan(100)
  })

  it('holds by row security alone, where no trigger refuses before it', async () => {
    const gaps: string[] = []
    for (const table of tables) {
      const report = await become(loginOf(table), 'set local session_replication_role = replica', () =>
        findGaps(superuser, { table, own: acme, other: globex, withoutTriggers: true }))
      gaps.push(...report.gaps)
    }
    expect(gaps).toEqual([])
  })

  it('shows nothing to a new session that never named a brand', async () => {
    for (const [role, own] of byLogin()) {
      const seen = await withClient(database.connectionFor(role), async (client) => {
        const counts = own.map(({ name }) => `select '${name}' as name where exists (select 1 from ${name})`)
        return (await client.query(counts.join(' union all '))).rows
      })
      expect(seen).toEqual([])
    }
  })

  it('stands in the catalog of tenants too, for whoever were given a right on it', async () => {
    const seen = (brand: string) => become('vg_gateway', 'grant usage on schema platform to vg_gateway; grant select on platform.brands to vg_gateway', async () => {
      await superuser.query(`select set_config('app.brand_id', $1, true)`, [brand])
      return (await superuser.query<{ id: string }>('select id from platform.brands')).rows.map(({ id }) => id)
    })
    expect([await seen(acme), await seen(globex), await seen('')]).toEqual([[acme], [globex], []])
  })
})

describe('a gap is found where', () => {
  it.each([
    ['row security is off', 'alter table organization.workspaces disable row level security', 'lists rows of another brand'],
    ['row security does not bind the owner', 'alter table organization.workspaces no force row level security', 'row security is not forced'],
    ['there is no policy', 'drop policy brand_isolation on organization.workspaces', 'a brand has no row in it, so nothing is proved'],
    ['a second policy lets everything through', 'create policy more on organization.workspaces using (true)', 'shows a row of another brand by its key'],
    ['a policy forgets what is written', 'drop policy brand_isolation on organization.workspaces; create policy p on organization.workspaces using (brand_id = (select nullif(current_setting(\'app.brand_id\', true), \'\')::uuid)) with check (true)', 'takes a copy of an own row for another brand (23503'],
    ['a policy takes no brand for every brand', 'drop policy brand_isolation on organization.workspaces; create policy p on organization.workspaces using (current_setting(\'app.brand_id\', true) = \'\' or brand_id::text = current_setting(\'app.brand_id\', true))', `shows rows when the brand is ''`],
    ['the role passes over row security', 'alter role vg_organization bypassrls', 'may be read with row security off'],
    ['a function of the caller is trusted', 'alter table organization.workspaces disable row level security', 'shows a hidden row to a function that runs before the policy'],
  ])('%s', async (_, violation, gap) => {
    const gaps = await withWorkspaces(violation)
    expect(gaps.filter((line) => line.startsWith(`organization.workspaces: ${gap}`))).toHaveLength(1)
  })

  it('a table was made without any guard', async () => {
    const violation = `create table organization.shadow (brand_id uuid, id int, primary key (brand_id, id)); grant all on organization.shadow to vg_organization; insert into organization.shadow values ('${acme}', 1), ('${globex}', 2)`
    expect(await withTable('organization.shadow', violation)).toEqual(expect.arrayContaining([
      'organization.shadow: row security is not forced', 'organization.shadow: lists rows of another brand', 'organization.shadow: takes a copy of an own row for another brand (it ran)',
      'organization.shadow: changes a row of another brand', 'organization.shadow: deletes a row of another brand', `organization.shadow: shows rows when the brand is ''`,
    ]))
  })

  const withWorkspaces = (violation: string) => withTable('organization.workspaces', violation)

  async function withTable(name: string, violation: string): Promise<readonly string[]> {
    return become('vg_organization', violation, async () => {
      const table = (await readCatalogTables(superuser)).find((found) => found.name === name)
      if (table === undefined) throw new Error(`no ${name}`)
      return (await findGaps(superuser, { table, own: acme, other: globex, withoutTriggers: false })).gaps
    })
  }
})

describe('a credential', () => {
  const credentials = modules.flatMap(({ entities }) => entities.flatMap(({ schema, table, columns }) => columns
    .filter(({ label }) => !label.public && label.category === 'CREDENTIAL').map((column) => ({ role: `vg_${schema}`, table: `${schema}.${table}`, column: column.name }))))

  it('cannot be read by the module that keeps it, in any form', async () => {
    const got: string[] = []
    let checks = 0
    for (const { role, table, column } of credentials) {
      const statements = [
        `select ${column} from ${table}`, `select * from ${table}`, `select t from ${table} t`, `select to_jsonb(t) from ${table} t`, `select t::text from ${table} t`,
        `select min(${column}::text) from ${table}`, `select 1 from ${table} where ${column} is null`, `select id from ${table} order by ${column}`, `select count(*) from ${table} group by ${column}`,
        `update ${table} set id = id returning ${column}`, `update ${table} set id = id where ${column}::text like 'a%'`, `delete from ${table} returning *`, `copy ${table} (${column}) to stdout`,
        `update ${table} set brand_id = brand_id, ${column} = ${column}`, `select exists (select from ${table} t where t.${column}::text > 'a')`,
      ]
      await become(role, `set local app.brand_id = '${acme}'`, async () => {
        for (const statement of statements) {
          checks++
          const { refusal } = await attempt(superuser, statement)
          if (refusal !== '42501') got.push(`${statement}: ${refusal ?? 'it ran'}`)
        }
      })
    }
    printFigure(`credentials: ${credentials.length} columns, ${checks} statements refused`)
    expect(got).toEqual([])
    expect(credentials.length).toBeGreaterThan(5)
  })

  it('is checked by its hash within its brand, and the answer is an id and a status', async () => {
    const { rows: [token] } = await superuser.query<{ id: string; hash: string }>('select id, token_hash as hash from identity.personal_access_tokens where brand_id = $1 limit 1', [acme])
    const ask = (brand: string) => become('vg_identity_login', '', async () => (await superuser.query('select * from identity.verify_personal_access_tokens($1, $2)', [brand, [token?.hash]])).rows)
    expect(await ask(acme)).toEqual([{ id: token?.id, status: expect.any(String) }])
    expect(await ask(globex)).toEqual([])
  })
})

describe('no rule reaches over brands:', () => {
  it('every foreign key compares the brand, inside one schema', async () => {
    const { rows } = await superuser.query<{ wrong: boolean; name: string }>(`
      select conname as name, r.relnamespace <> c.relnamespace or not exists (
        select from unnest(k.conkey, k.confkey) as pair (here, there)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = here and a.attname = 'brand_id'
        join pg_attribute b on b.attrelid = k.confrelid and b.attnum = there and b.attname = 'brand_id') as wrong
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and c.relnamespace::regnamespace::text = any ($1)`, [[...new Set(tables.map(({ schema }) => schema))]])
    printFigure(`foreign keys: ${rows.length}, all within a brand and a schema`)
    expect(rows.filter(({ wrong }) => wrong)).toEqual([])
    expect(rows.length).toBeGreaterThan(60)
  })

  it('every unique key and exclusion holds the brand, so that no refusal tells of another one', async () => {
    const { rows } = await superuser.query<{ name: string }>(`
      select t.oid::regclass::text as name from pg_index x join pg_class t on t.oid = x.indrelid
      where (x.indisunique or x.indisexclusion) and t.relnamespace::regnamespace::text = any ($1)
        and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'brand_id' and a.attnum = any (x.indkey))
      order by 1`, [[...new Set(tables.map(({ schema }) => schema))]])
    // The columns of audit_log are prescribed; its key is a random uuid, which nobody can guess.
    expect(rows.filter(({ name }) => !name.endsWith('.audit_log'))).toEqual([])
    expect(rows).toHaveLength(modules.length)
  })

  it('statistics of hidden rows are hidden too', async () => {
    expect((await superuser.query(`select from pg_stats where schemaname = 'organization' limit 1`)).rowCount).toBe(1)
    for (const [role] of byLogin()) {
      const { rows } = await withClient(database.connectionFor(role), (client) => client.query(`select tablename from pg_stats where schemaname = substr(current_user, 4)`))
      expect(rows).toEqual([])
    }
  })
})

describe('a search that runs with the rights of the key owner', () => {
  const searches = modules.flatMap(({ schema, entities }) => entities.flatMap(({ table, columns, indexes }) => columns
    .filter(({ name, list }) => list && indexes.some((index) => index.method === 'gin' && index.columns.includes(name)))
    .map(({ name }) => ({ role: `vg_${schema}`, table: `${schema}.${table}`, column: name, search: `${schema}.${table}_${name}_keys` }))))

  it('finds ids of the own brand only, and none where no brand is set', async () => {
    expect(searches.length).toBeGreaterThan(0)
    for (const { role, table, column, search } of searches) {
      const { rows: [all] } = await superuser.query<{ terms: string[] }>(`select array_agg(distinct term) as terms from ${table}, unnest(${column}) term`)
      const { rows: owners } = await superuser.query<{ id: string; brand: string }>(`select id, brand_id as brand from ${table} where cardinality(${column}) > 0`)
      const find = (brand: string) => become(role, `set local app.brand_id = '${brand}'`, async () => (await superuser.query<{ id: string }>(`select ${search}($1) as id`, [all?.terms])).rows.map(({ id }) => id))
      for (const brand of [acme, globex]) {
        const own = owners.filter((row) => row.brand === brand).map(({ id }) => id)
        expect(own.length).toBeGreaterThan(0)
        expect((await find(brand)).sort()).toEqual(own.sort())
      }
      expect(await find('')).toEqual([])
    }
  })
})
