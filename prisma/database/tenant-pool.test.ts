import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from './open-client.ts'
import { createTenantPool } from './tenant-pool.ts'
import type { TenantPool } from './tenant-pool.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

const ACME = '019b0000-0000-7000-8000-00000000000a'
const GLOBEX = '019b0000-0000-7000-8000-00000000000b'

const TABLE = `
create table public.note (brand_id uuid not null, id int not null, body text not null, primary key (brand_id, id));
alter table public.note enable row level security;
alter table public.note force row level security;
create policy tenant on public.note using (brand_id = (select nullif(current_setting('app.brand_id', true), '')::uuid));
do $$ begin create role vg_pool_test login; exception when duplicate_object then null; end $$;
grant select, insert on public.note to vg_pool_test;`

const BODIES = { name: 'bodies', text: 'select body from public.note order by id', values: [], rowMode: 'array' } as const
const SETTING = { text: `select current_setting('app.brand_id', true) as brand`, values: [] } as const

let database: ScratchDatabase
let pool: TenantPool

beforeAll(async () => {
  database = await scratchDatabase()
  await withClient(database.connectionFor('migration'), async (client) => void await client.query(TABLE))
  pool = createTenantPool({ connectionString: database.connectionFor('vg_pool_test'), max: 2, statementTimeoutMs: 300 })
  for (const [brand, body] of [[ACME, 'of acme'], [GLOBEX, 'of globex']] as const) {
    await pool.transaction(brand, {}, (client) => client.query({ text: 'insert into public.note values ($1, 1, $2)', values: [brand, body] }))
  }
})

afterAll(async () => {
  await pool.end()
  await database.drop()
})

describe('a tenant pool', () => {
  it('shows each of two tenants that ask at the same time its own rows only', async () => {
    const brands = Array.from({ length: 400 }, (_, n) => (n % 2 === 0 ? ACME : GLOBEX))
    const answers = await Promise.all(brands.map((brand) => pool.query(brand, BODIES)))
    expect(answers.map(({ rows }) => rows)).toEqual(brands.map((brand) => [[brand === ACME ? 'of acme' : 'of globex']]))
  })

  it('keeps the setting apart when reads and transactions of two tenants mix', async () => {
    const read = async (brand: string) => (await pool.query(brand, SETTING)).rows[0]?.['brand']
    const write = (brand: string) => pool.transaction(brand, {}, async (client) => (await client.query(SETTING)).rows[0]?.['brand'])
    const asked = Array.from({ length: 100 }, (_, n) => ({ brand: n % 3 === 0 ? ACME : GLOBEX, ask: n % 2 === 0 ? read : write }))
    expect(await Promise.all(asked.map(({ brand, ask }) => ask(brand)))).toEqual(asked.map(({ brand }) => brand))
  })

  it('refuses a brand id that is not a uuid before it reaches the database', async () => {
    await expect(pool.query(`${ACME}'; select 1; --`, BODIES)).rejects.toMatchObject({ code: 'BRAND_ID_MALFORMED' })
    await expect(pool.transaction('', {}, async () => 1)).rejects.toMatchObject({ code: 'BRAND_ID_MALFORMED' })
  })

  it('cuts a statement off when nobody waits for it any more, and begins none after that', async () => {
    const slow = { text: 'select pg_sleep(0.25)', values: [] }
    await expect(pool.query(ACME, { ...slow, deadline: Date.now() + 60 })).rejects.toMatchObject({ code: '57014' })
    await expect(pool.query(ACME, { ...slow, deadline: Date.now() - 1 })).rejects.toMatchObject({ code: 'DEADLINE_PASSED' })
    await pool.query(ACME, slow)
    const full = [pool.query(ACME, slow), pool.query(ACME, slow)]
    await expect(pool.query(ACME, { ...slow, deadline: Date.now() + 20 })).rejects.toMatchObject({ code: 'DEADLINE_PASSED' })
    await Promise.all(full)
  })

  it('lets so many wait for a connection, for so long, and works as before afterwards', async () => {
    const small = createTenantPool({ connectionString: database.connectionFor('vg_pool_test'), max: 1, statementTimeoutMs: 2000, waitMs: 150, mostWaiting: 3 })
    const slow = { text: 'select pg_sleep(0.4)', values: [] }
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => small.query(ACME, slow)))
    const reasons = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'DONE' : outcome.reason.code ?? outcome.reason.message))
    expect(reasons.filter((reason) => reason === 'DONE')).toHaveLength(1)
    expect(reasons.filter((reason) => reason === 'POOL_EXHAUSTED')).toHaveLength(6)
    expect(reasons.filter((reason) => /timeout exceeded/.test(reason))).toHaveLength(3)
    await small.query(ACME, { text: 'select 1', values: [] })
    await small.end()
  })

  it('refuses a row of another brand', async () => {
    const insert = { text: 'insert into public.note values ($1, 2, $2)', values: [GLOBEX, 'smuggled'] }
    await expect(pool.transaction(ACME, {}, (client) => client.query(insert))).rejects.toMatchObject({ code: '42501' })
  })

  it('reads only, outside of a transaction of its caller', async () => {
    await expect(pool.query(ACME, { text: 'insert into public.note values ($1, 3, $2)', values: [ACME, 'x'] })).rejects.toMatchObject({ code: '25006' })
  })

  it('refuses two statements in one text', async () => {
    await expect(pool.query(ACME, { text: 'select 1; select 2', values: [] })).rejects.toMatchObject({ code: '42601' })
  })

  it('works on after refused statements on every connection', async () => {
    const failures = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => pool.query(ACME, { name: 'division', text: 'select 1 / $1::int', values: [n % 2] })))
    expect(failures.filter(({ status }) => status === 'rejected')).toHaveLength(10)
    for (let n = 0; n < 4; n++) expect((await pool.query(ACME, BODIES)).rows).toEqual([['of acme']])
  })

  it('refuses a name that stands for another text already', async () => {
    const ask = (text: string) => pool.query(ACME, { name: 'one name', text, values: [] })
    await Promise.all([ask('select 1'), ask('select 1')])
    await expect(ask('select 2')).rejects.toThrow('must be unique')
  })

  it('works on after values that cannot be sent', async () => {
    const circular: unknown[] = []
    circular.push({ circular })
    const statement = { name: 'echo', text: 'select $1::jsonb as value' }
    await expect(pool.query(ACME, { ...statement, values: [{ circular }] })).rejects.toThrow()
    for (let n = 0; n < 4; n++) expect((await pool.query(ACME, { ...statement, values: ['1'] })).rows).toEqual([{ value: '1' }])
  })

  it('works on after the server ended its connections', async () => {
    await withClient(database.superuserUrl, async (client) => void await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vg_pool_test' and datname = current_database()`))
    await pool.query(ACME, BODIES).catch(() => undefined)
    expect((await pool.query(ACME, BODIES)).rows).toEqual([['of acme']])
  })

  it('ends a statement that takes too long', async () => {
    await expect(pool.query(ACME, { text: 'select pg_sleep(5)', values: [] })).rejects.toMatchObject({ code: '57014' })
  })

  it('leaves values as Postgres wrote them, in UTC', async () => {
    const text = `select '{"a": 1}'::jsonb j, 9007199254740993::int8 big, 1.50::numeric n, timestamptz '2026-06-30 00:00:00.123+02' t, '{1,2}'::int8[] many, 7 small, null::jsonb nothing`
    expect((await pool.query(ACME, { text, values: [] })).rows).toEqual([
      { j: '{"a": 1}', big: '9007199254740993', n: '1.50', t: '2026-06-29 22:00:00.123+00', many: ['1', '2'], small: 7, nothing: null },
    ])
  })

  it('tells its hooks of every statement but those of the frame', async () => {
    const seen: string[] = []
    const stop = pool.onStatement(({ text }) => seen.push(text))
    await pool.query(ACME, BODIES)
    await pool.transaction(ACME, {}, (client) => client.query(SETTING))
    stop()
    await pool.query(ACME, BODIES)
    expect(seen).toEqual([BODIES.text, SETTING.text])
  })
})

describe('a transaction', () => {
  it('carries further settings, whatever their values hold', async () => {
    const settings = { 'app.principal': `o'brien \\ "x"`, 'app.request_id': 'r1' }
    const text = `select current_setting('app.principal') as principal, current_setting('app.request_id') as request`
    const { rows } = await pool.transaction(ACME, settings, (client) => client.query({ text, values: [] }))
    expect(rows).toEqual([{ principal: `o'brien \\ "x"`, request: 'r1' }])
  })

  it('refuses a setting that would change the brand or is none of ours', async () => {
    for (const name of ['app.brand_id', 'row_security', 'app.x; select 1']) {
      await expect(pool.transaction(ACME, { [name]: GLOBEX }, async () => 1)).rejects.toMatchObject({ code: 'SETTING_NAME_MALFORMED' })
    }
  })

  it('leaves nothing when its caller throws', async () => {
    await expect(pool.transaction(ACME, {}, async (client) => {
      await client.query({ text: 'insert into public.note values ($1, 4, $2)', values: [ACME, 'never'] })
      throw new Error('changed my mind')
    })).rejects.toThrow('changed my mind')
    expect((await pool.query(ACME, BODIES)).rows).toEqual([['of acme']])
  })

  it('does not pretend to have committed what Postgres rolled back', async () => {
    await expect(pool.transaction(ACME, {}, async (client) => {
      await client.query({ text: 'select 1 / 0', values: [] }).catch(() => undefined)
    })).rejects.toMatchObject({ code: 'TRANSACTION_ROLLED_BACK' })
  })

  it('refuses statements after its end', async () => {
    const leaked = await pool.transaction(ACME, {}, async (client) => client)
    await expect(leaked.query(SETTING)).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' })
  })

  it('writes what a read gives cause to, or nothing and without a word of it', async () => {
    const note = (id: number) => ({ text: 'insert into public.note values ($1, $2, $3)', values: [ACME, id, 'read'] })
    const count = async (): Promise<unknown> => (await pool.query(ACME, { text: `select count(*)::int as n from public.note where body = 'read'`, values: [] })).rows[0]?.['n']
    let seen: unknown
    await pool.queryAndWrite(ACME, BODIES, ({ rows }) => { seen = rows; return note(7) })
    expect([seen, await count()]).toEqual([[['of acme']], 1])
    await pool.queryAndWrite(ACME, { ...BODIES, name: undefined }, () => undefined)
    // the second row breaks the key, so its reader has to do without an answer
    await expect(pool.queryAndWrite(ACME, BODIES, () => note(7))).rejects.toMatchObject({ code: '23505' })
    await expect(pool.queryAndWrite(ACME, BODIES, () => { throw new Error('not decoded') })).rejects.toThrow('not decoded')
    await expect(pool.queryAndWrite(ACME, { ...BODIES, name: undefined, text: 'select nothing' }, () => note(8))).rejects.toMatchObject({ code: '42703' })
    expect(await count()).toBe(1)
    const mixed = await Promise.all(Array.from({ length: 60 }, async (_, n) => {
      let brand: unknown
      await pool.queryAndWrite(n % 2 === 0 ? ACME : GLOBEX, { ...SETTING, rowMode: 'array' }, ({ rows }) => { brand = rows[0]?.[0]; return n % 3 === 0 ? SETTING : undefined })
      return brand
    }))
    expect(mixed).toEqual(mixed.map((_, n) => n % 2 === 0 ? ACME : GLOBEX))
  })
})
