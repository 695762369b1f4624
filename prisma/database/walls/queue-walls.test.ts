import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClient } from '../open-client.ts'
import { testDatabase } from '../test-database.ts'
import { readCatalogTables } from './catalog-table.ts'
import { QUEUE_SCHEMA } from './queue-schema.ts'
import { refusalOf } from './refusal-of.ts'

const REFUSED = '42501'
const UNLIKE_THE_RULE = '23514'
const NO_OBJECT = '22023'

const brandId: string = randomUUID()
const database = testDatabase()
let worker: pg.Client
let door: pg.Client
let tables: readonly { readonly name: string, readonly schema: string }[]

beforeAll(async () => {
  worker = await openClient(database.connectionFor('vg_worker'))
  door = await openClient(database.connectionFor('vg_gateway'))
  tables = await readCatalogTables(worker)
})
afterAll(async () => {
  await worker.query(`delete from jobs.job where singleton_key like $1`, [`${brandId}%`])
  await worker.end()
  await door.end()
})

const job = (data: unknown, key = brandId): string =>
  `insert into jobs.job (name, data, singleton_key) values ('turn', '${JSON.stringify(data)}', '${key}')`

describe('the queue, which has no row security', () => {
  it('takes the id of a brand and nothing else', async () => {
    expect(await refusalOf(worker, job({ brandId }))).toBe('none')
    for (const data of [{ brandId: 'Zoe Secret' }, { brandId, email: 'zoe@example.org' }, [brandId]]) expect(await refusalOf(worker, job(data))).toBe(UNLIKE_THE_RULE)
    expect(await refusalOf(worker, job('zoe@example.org'))).toBe(NO_OBJECT)
    expect(await refusalOf(worker, `insert into jobs.job (name) values ('turn')`)).toBe(UNLIKE_THE_RULE)
    expect(await refusalOf(worker, job({ brandId }, 'zoe@example.org'))).toBe(UNLIKE_THE_RULE)
    expect(await refusalOf(worker, `insert into jobs.job (name, data, singleton_key, output) values ('turn', '{"brandId": "${brandId}"}', '${brandId}', '{"message": "zoe@example.org"}')`)).toBe(UNLIKE_THE_RULE)
  })

  it('has columns for nothing that a value of somebody could stand in', async () => {
    const { rows } = await worker.query<{ name: string }>(`select distinct a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relname = 'job' and c.relnamespace = 'jobs'::regnamespace and a.attnum > 0 and format_type(a.atttypid, null) in ('text', 'jsonb') order by 1`)
    expect(rows.map(({ name }) => name)).toEqual(['data', 'dead_letter', 'name', 'output', 'policy', 'singleton_key'])
    expect(await refusalOf(worker, `insert into jobs.job (name, data) values ('zoe@example.org', '{"brandId": "${brandId}"}')`)).toBe(UNLIKE_THE_RULE)
  })

  it('is all that its login sees, and the door may only ask for a turn of the brand that it works for', async () => {
    const others = tables.filter(({ schema }) => schema !== QUEUE_SCHEMA)
    expect(others.length).toBeGreaterThan(100)
    for (const { name } of others) expect(await refusalOf(worker, `select from ${name}`)).toBe(REFUSED)
    for (const { name } of tables.filter(({ schema }) => schema === QUEUE_SCHEMA)) {
      for (const statement of [`select from ${name}`, `delete from ${name}`, `insert into ${name} default values`]) expect(await refusalOf(door, statement)).toBe(REFUSED)
    }
    await door.query('begin')
    await door.query(`set local app.brand_id = '${brandId}'`)
    await door.query('select jobs.ask_turn(null), jobs.ask_turn(null)')
    await door.query('commit')
    await door.query('select jobs.ask_turn(null)')
    const { rows } = await worker.query(`select data from jobs.job where data ->> 'brandId' = $1 and state = 'created'`, [brandId])
    expect(rows).toEqual([{ data: { brandId } }])
  })

  it('has functions that nobody may call but the door, and that one only what asks for a turn', async () => {
    const { rows } = await worker.query<{ role: string, function: string }>(`select r.rolname as role, p.proname as function
      from pg_proc p cross join (select rolname from pg_roles where rolname like 'vg\\_%' and rolname <> 'vg_owner' union all select 'public') r
      where p.pronamespace = 'jobs'::regnamespace and has_function_privilege(r.rolname, p.oid, 'execute')`)
    expect(rows).toEqual([{ role: 'vg_gateway', function: 'ask_turn' }])
  })

  it('is worked by a login that passes over no row security and changes no table', async () => {
    const { rows } = await worker.query(`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong from pg_roles where rolname = 'vg_worker'`)
    expect(rows).toEqual([{ strong: false }])
    for (const statement of [`alter table jobs.job add column mail text`, `alter table jobs.job drop constraint job_holds_a_brand_ck`, `select jobs.create_queue('mine', '{}')`, 'truncate jobs.job']) {
      expect(await refusalOf(worker, statement)).toBe(REFUSED)
    }
  })
})
