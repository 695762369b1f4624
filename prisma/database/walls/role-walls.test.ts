import type pg from 'pg'
import { modules } from '../../../schema/metadata/index.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { openClient, withClient } from '../open-client.ts'
import { scratchDatabase, testDatabase } from '../test-database.ts'
import type { CatalogTable } from './catalog-table.ts'
import { readCatalogTables } from './catalog-table.ts'
import { printFigure } from './print-figure.ts'
import { refusalOf } from './refusal-of.ts'

const REFUSED = '42501'
/** Logins that work in every module, each with rights that the catalog test knows one by one. */
const GUESTS = ['vg_relay', 'vg_archiver']

const database = testDatabase()
let tables: readonly CatalogTable[]
let roles: readonly string[]
let sessions: ReadonlyMap<string, pg.Client>
let checks = 0

beforeAll(async () => {
  const { found, logins } = await withClient(database.connectionFor('migration'), async (client) => ({
    found: await readCatalogTables(client),
    logins: await client.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'vg\\_%' and rolcanlogin and rolname <> 'vg_owner' order by 1`),
  }))
  tables = found
  roles = [...new Set(tables.flatMap(({ role }) => role ?? []))]
  const all = logins.rows.map(({ rolname }) => rolname).filter((role) => roles.includes(role) || [...GUESTS, 'vg_identity_login'].includes(role))
  sessions = new Map(await Promise.all(all.map(async (role) => [role, await openClient(database.connectionFor(role))] as const)))
})

afterAll(async () => {
  for (const session of sessions.values()) await session.end()
  printFigure(`role walls: ${roles.length} module roles, ${tables.length} tables, ${checks} statements refused`)
})

/** Statements that Postgres did not refuse for want of a right, as `role: statement: what happened instead`. */
async function notRefused(role: string, statements: readonly string[], session = sessions.get(role)): Promise<readonly string[]> {
  if (session === undefined) throw new Error(`${role} cannot log in`)
  const wrong: string[] = []
  for (const statement of statements) {
    checks++
    const refusal = await refusalOf(session, statement)
    if (refusal !== REFUSED) wrong.push(`${role}: ${statement}: ${refusal}`)
  }
  return wrong
}

const use = ({ name, key: [first = ''] }: CatalogTable): readonly string[] => [
  `select count(*) from ${name}`, `select ${first} from ${name} limit 0`, `insert into ${name} default values`,
  `update ${name} set ${first} = ${first} where false`, `delete from ${name} where false`, `select from ${name} for update`, `copy ${name} to stdout`,
]

const rule = ({ name, key: [first = ''] }: CatalogTable): readonly string[] => [
  `truncate ${name}`, `alter table ${name} add column smuggled integer`, `alter table ${name} disable row level security`,
  `alter table ${name} no force row level security`, `alter table ${name} disable trigger all`, `create policy more on ${name} using (true)`,
  `create index on ${name} (${first})`, `alter table ${name} owner to current_user`, `comment on table ${name} is 'mine'`,
]

describe('the role of a module', () => {
  it('is refused in every table of every other module, reading and writing', async () => {
    for (const role of roles) {
      const foreign = tables.filter((table) => table.role !== role)
      expect(await notRefused(role, foreign.flatMap(use))).toEqual([])
    }
    // and the one of the gateway
    expect(roles).toHaveLength(modules.length + 1)
    expect(checks).toBeGreaterThan(6_000)
  })

  it('is seen to read another module where a migration lets it', async () => {
    const { connectionFor, drop } = await scratchDatabase()
    await migrate({ connectionString: connectionFor('migration') })
    await withClient(connectionFor('migration'), async (client) => void await client.query('grant usage on schema identity to vg_billing; grant select (id) on identity.persons to vg_billing'))
    const wrong = await withClient(connectionFor('vg_billing'), (session) => notRefused('vg_billing', ['select id from identity.persons', 'select * from identity.persons'], session))
    await drop()
    expect(wrong).toEqual(['vg_billing: select id from identity.persons: none'])
  })

  it('changes the shape and the rules of no table, its own included', async () => {
    for (const role of roles) expect(await notRefused(role, tables.flatMap(rule))).toEqual([])
  })

  it('makes nothing in a schema, its own included', async () => {
    const schemas = [...new Set(tables.map(({ schema }) => schema)), 'public']
    const statements = schemas.flatMap((schema) => [`create table ${schema}.mine ()`, `create function ${schema}.mine() returns int language sql as 'select 1'`])
    for (const role of roles) expect(await notRefused(role, [...statements, 'create schema mine', 'create role mine', 'create extension dblink'])).toEqual([])
  })

  it('becomes no other role, the keeper of the keys and the owner included', async () => {
    const others = [...roles, ...GUESTS, 'vg_identity_login', 'vg_keys', 'vg_owner', 'postgres']
    for (const role of roles) {
      const statements = others.filter((other) => other !== role).flatMap((other) => [`set role ${other}`, `set session authorization ${other}`])
      expect(await notRefused(role, statements)).toEqual([])
    }
  })

  it('reaches no file and no program of the machine', async () => {
    const statements = [`select pg_read_file('/etc/hostname')`, `copy (select 1) to '/tmp/veil-smuggled'`, `copy (select 1) to program 'true'`, `select lo_import('/etc/hostname')`, `select pg_reload_conf()`, `set session_preload_libraries = 'x'`]
    for (const role of roles) expect(await notRefused(role, statements)).toEqual([])
  })

  it('calls no function that runs with the rights of another role but those of its own module', async () => {
    const { rows } = await withClient(database.connectionFor('migration'), (client) => client.query<{ role: string; function: string }>(`
      select r.rolname as role, p.oid::regprocedure::text as function
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join pg_roles r
      where p.prosecdef and n.nspname !~ '^pg_' and r.rolname = any ($1) and has_function_privilege(r.oid, p.oid, 'execute')
        and has_schema_privilege(r.oid, n.oid, 'usage') and r.rolname <> 'vg_' || n.nspname`, [roles]))
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['vg_gateway']))
    expect(rows.map(({ function: name }) => name.replace(/\(.*/, '')).sort()).toEqual([
      'audit.break_glass_runs', 'identity.caller', 'identity.caller_stamp', 'identity.credential_caller', 'identity.rehash_session', 'identity.rehash_token',
      'identity.session_used', 'identity.token_used', 'jobs.ask_turn', 'organization.caller', 'organization.caller_stamp', 'organization.key_caller',
      'organization.key_holder', 'organization.key_used', 'organization.rehash_key',
      'platform.brand_name', 'platform.brand_of_host', 'platform.live_brand',
    ])
  })
})

describe('the roles themselves', () => {
  it('pass over no row security, rule nothing and own nothing', async () => {
    const { rows } = await withClient(database.superuserUrl, (client) => client.query<{ role: string; strong: boolean; owns: string }>(`
      select r.rolname as role, (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) as strong,
        (select count(*) from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relnamespace::regnamespace::text !~ '^pg_') as owns
      from pg_roles r where r.rolname = any ($1)`, [[...sessions.keys(), 'vg_keys']]))
    expect(rows).toHaveLength(sessions.size + 1)
    expect(rows.filter(({ strong, owns }) => strong || owns !== '0')).toEqual([])
  })

  it('leave the owner, who passes over no row security either, and the keeper of the keys, who cannot log in', async () => {
    const { rows } = await withClient(database.superuserUrl, (client) => client.query(`select rolname, rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname in ('vg_owner', 'vg_keys') order by 1`))
    expect(rows).toEqual([
      { rolname: 'vg_keys', rolcanlogin: false, rolsuper: false, rolbypassrls: false },
      { rolname: 'vg_owner', rolcanlogin: true, rolsuper: false, rolbypassrls: false },
    ])
  })

  it('are members of nothing that reads, and only the owner may act as the keeper of the keys', async () => {
    const { rows } = await withClient(database.superuserUrl, (client) => client.query(`
      select member.rolname as member, role.rolname as role, m.inherit_option, m.set_option from pg_auth_members m
      join pg_roles member on member.oid = m.member join pg_roles role on role.oid = m.roleid
      where member.rolname like 'vg\\_%' and member.rolname <> 'vg_owner' or role.rolname = 'vg_keys' and m.set_option order by 1, 2`))
    expect(rows).toEqual([{ member: 'vg_owner', role: 'vg_keys', inherit_option: false, set_option: true }])
  })
})

describe('the login that checks credentials', () => {
  it('reads and writes no table at all', async () => {
    expect(await notRefused('vg_identity_login', tables.flatMap(use))).toEqual([])
  })
})

describe('relay and archiver', () => {
  it('change no table that holds data of the domain, relay and archiver apart from what they were made for', async () => {
    const domain = tables.filter(({ name }) => !/\.(outbox|inbox|idempotency_keys|spent_envelopes)$/.test(name))
    expect(await notRefused('vg_relay', domain.flatMap(use))).toEqual([])
    expect(await notRefused('vg_archiver', tables.flatMap(({ name }) => [`insert into ${name} default values`]))).toEqual([])
    for (const guest of GUESTS) expect(await notRefused(guest, tables.flatMap(rule))).toEqual([])
  })
})
