import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { frameOf, shiftOf } from './bucket-sql.ts'

const client = new pg.Client({ connectionString: testDatabase().superuserUrl, options: '-c TimeZone=UTC' })
beforeAll(() => client.connect())
afterAll(() => client.end())

const [from, to] = ["'2025-10-20T12:00Z'::timestamptz", "'2025-11-05T12:00Z'::timestamptz"]
const zoned = (zone: string, isShort: boolean, grain: 'DAY' | 'WEEK' | 'MONTH') => ({ grain, weekStart: 'SUNDAY', zone: `'${zone}'`, most: 1_000, isShort } as const)

/** Half hours of a fortnight whose bucket begins after them, or at another place where all buckets are laid out first. */
async function lost(zone: string, grain: 'DAY' | 'WEEK' | 'MONTH'): Promise<unknown> {
  const [long, short] = [false, true].map((isShort) => frameOf(zoned(zone, isShort, grain), { from, to }).bucketOf('at'))
  const { rows } = await client.query<{ n: string }>(`select count(*) filter (where ${long} > at or ${long} is distinct from ${short}) as n from generate_series(${from}, ${to}, interval '30 minutes') at`)
  return rows[0]?.n
}

it.each(['Atlantic/Azores', 'America/Havana', 'Asia/Beirut', 'Europe/Berlin', 'Australia/Sydney', 'America/New_York'])('begins a day with its first hour where the clocks of %s change, however rows are looked up', async (zone) => {
  expect([await lost(zone, 'DAY'), await lost(zone, 'WEEK'), await lost(zone, 'MONTH')]).toEqual(['0', '0', '0'])
})

it('compares the day on which midnight comes twice with the day before it', async () => {
  const frame = frameOf(zoned('Atlantic/Azores', false, 'DAY'), { from, to })
  const shift = shiftOf({ ...zoned('Atlantic/Azores', false, 'DAY'), compareTo: 'PREVIOUS_PERIOD' })
  const { rows } = await client.query<{ p: Date; next: Date; back: Date }>(`select p, ${frame.nextBucket('p')} as next, ${shift.earlier(`(${shift.later('p')})`)} as back from (${frame.bucketsBetween(from, to)}) b order by p`)
  expect(rows.map(({ back }) => back)).toEqual(rows.map(({ p }) => p))
  expect(rows.slice(0, -1).map(({ next }) => next)).toEqual(rows.slice(1).map(({ p }) => p))
})

it('has no bucket for a day that a zone has left out', async () => {
  const [first, last] = ["'2011-12-28T12:00Z'::timestamptz", "'2012-01-02T12:00Z'::timestamptz"]
  const { rows } = await client.query<{ p: Date }>(frameOf(zoned('Pacific/Apia', false, 'DAY'), { from: first, to: last }).bucketsBetween(first, last))
  expect(new Set(rows.map(({ p }) => p.getTime())).size).toBe(rows.length)
})
