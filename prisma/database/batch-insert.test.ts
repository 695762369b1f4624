import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginBatches, insertRows, updateRows } from './batch-insert.ts'
import { scratchDatabase } from './test-database.ts'
import type { ScratchDatabase } from './test-database.ts'

let database: ScratchDatabase
let client: pg.Client

const brand = '0192f630-1800-7000-8000-000000000000'
const id = (n: number) => `0192f630-1800-7000-8000-00000000000${n}`

beforeAll(async () => {
  database = await scratchDatabase()
  client = new pg.Client(database.connectionFor('migration'))
  await client.connect()
  await client.query(`create table things (brand_id uuid, id uuid, name text, size bigint, tags text[], nets inet[], extra jsonb, raw bytea, n int generated always as identity)`)
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

describe('batches', () => {
  it('carry every kind of value, in the order of the rows', async () => {
    const row = { brand_id: brand, name: "O'Brien \\ “x”", size: 9_007_199_254_740_991, tags: ['a', 'b,"c"'], nets: ['2001:db8::/32'], extra: { a: [1, null] }, raw: '\\x00ff' }
    await insertRows(client, 'public.things', [{ ...row, id: id(1) }, { ...row, id: id(2), name: null, tags: [] }])
    const { rows } = await client.query(`select name, size::text, tags, nets::text[], extra, raw from things order by n`)
    expect(rows).toEqual([
      { name: "O'Brien \\ “x”", size: '9007199254740991', tags: ['a', 'b,"c"'], nets: ['2001:db8::/32'], extra: { a: [1, null] }, raw: Buffer.from([0, 255]) },
      { name: null, size: '9007199254740991', tags: [], nets: ['2001:db8::/32'], extra: { a: [1, null] }, raw: Buffer.from([0, 255]) },
    ])
  })

  it('refuse rows that differ in their columns, which would be lost in silence', async () => {
    await expect(insertRows(client, 'public.things', [{ brand_id: brand, id: id(3) }, { brand_id: brand, id: id(4), name: 'x' }])).rejects.toThrow('differ in their columns')
  })

  it('update the named columns of rows that exist, and complain about others', async () => {
    await updateRows(client, 'public.things', [{ brand_id: brand, id: id(1), name: 'new' }])
    expect((await client.query(`select name, size::text from things where id = $1`, [id(1)])).rows).toEqual([{ name: 'new', size: '9007199254740991' }])
    await expect(updateRows(client, 'public.things', [{ brand_id: brand, id: id(9), name: 'nobody' }])).rejects.toThrow('1 rows wanted, 0 found')
  })

  it('belong to a brand and to the clock of the demo, for one transaction', async () => {
    await beginBatches(client, brand, '2026-06-30T00:00:00.000Z')
    const settings = `select current_setting('app.brand_id', true) as brand, current_setting('app.clock', true) as clock`
    expect((await client.query(settings)).rows).toEqual([{ brand, clock: '2026-06-30T00:00:00.000Z' }])
    await client.query('commit')
    expect((await client.query(settings)).rows).toEqual([{ brand: '', clock: '' }])
  })
})
