import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../../prisma/database/test-database.ts'
import { frameOf, type Frame } from '../bucket-sql.ts'
import { bucketTables } from './bucket-tables.ts'
import { cohortTables } from './cohort-tables.ts'
import { dividedToWhole } from './divided-to-whole.ts'
import { figureSql, type FigureTables } from './figure-tables.ts'
import { movementTables, moveTables } from './movement-tables.ts'
import { runningTables } from './running-tables.ts'
import { flowTables, stepTables, type EventRows } from './step-tables.ts'

const client = new pg.Client({ connectionString: testDatabase().superuserUrl, options: '-c TimeZone=UTC' })
beforeAll(() => client.connect())
afterAll(() => client.end())

interface Event {
  readonly subject: string
  readonly at: string
  readonly value: number
  readonly plan?: string
  readonly account?: string
}

const quote = (text: string): string => `'${text}'`

/** Tables of events that stand in the statement itself, in the order in which they happened. */
function rowsOf(events: readonly Event[], dimensions: readonly string[] = []): EventRows {
  const rows = events.map(({ subject, at, value, plan = 'basic', account = subject }, index) =>
    `(${quote(subject)}, ${quote(at)}::timestamptz, ${index}, ${value}::bigint, ${quote(plan)}, ${quote(account)})`)
  return {
    from: `(values ${rows.join(', ')}) t (subject, at, place, worth, plan, account)`, where: 'true', time: 't.at', subject: 't.subject', order: 't.place', value: 't.worth', kept: 'true', dimensions, unit: 't.account',
  }
}

type Range = readonly [from: string, to: string] | undefined
const instant = (text: string): string => `${quote(text)}::timestamptz`
const frame = (range: Range, grain: 'DAY' | 'WEEK' | 'MONTH' = 'MONTH', zone = 'UTC', weekStart: 'MONDAY' | 'SUNDAY' = 'MONDAY'): Frame =>
  frameOf({ grain, weekStart, zone: quote(zone), most: 1_000, isShort: false }, range ? { from: instant(range[0]), to: instant(range[1]) } : {})

const running = (events: readonly Event[], within: Frame, dimensions?: readonly string[]): FigureTables =>
  [...flowTables(rowsOf(events, dimensions)), ...bucketTables(within, { table: 'flows', time: 'at', now: 'now()' }), ...runningTables(within)]
const cohort = (events: readonly Event[], within: Frame, figure: Parameters<typeof cohortTables>[0], dimensions?: readonly string[]): FigureTables =>
  [...stepTables(rowsOf(events, dimensions)), ...bucketTables(within, { table: 'steps', time: 'at', now: 'now()' }), ...cohortTables(figure, within)]
const movements = (events: readonly Event[], within: Frame): FigureTables =>
  [...stepTables(rowsOf(events)), ...moveTables(0), ...bucketTables(within, { table: 'moves', time: 'at', now: 'now()' }), ...movementTables(within)]

/** Start of the bucket, dimensions, figure; in this order. */
async function figures(tables: FigureTables, dimensions = 0): Promise<readonly (readonly unknown[])[]> {
  const groups = Array.from({ length: dimensions }, (_, index) => `g${index}, `).join('')
  const { rows } = await client.query<unknown[]>({ text: `select to_char(p, 'YYYY-MM-DD"T"HH24:MI'), ${groups}trim_scale(v)::text from (${figureSql(tables, dimensions)}) figure order by p, ${groups}v`, rowMode: 'array' })
  return rows
}

const MARCH = frame(['2026-03-01T00:00Z', '2026-04-01T00:00Z'])

describe('a share of customers', () => {
  const customers = (count: number): readonly Event[] => Array.from({ length: count }, (_, n) => ({ subject: `c${n}`, at: '2026-01-05T00:00Z', value: 100 }))
  const leave = (names: readonly number[], at: string): readonly Event[] => names.map((n) => ({ subject: `c${n}`, at, value: 0 }))

  it('is 2.5 % when three of 120 leave', async () => {
    expect(await figures(cohort([...customers(120), ...leave([1, 2, 3], '2026-03-20T00:00Z')], MARCH, 'CHURN'))).toEqual([['2026-03-01T00:00', '0.025']])
  })

  it('counts an event in the bucket that it begins, not in the one that it ends', async () => {
    const events = [...customers(4), ...leave([1], '2026-04-01T00:00Z')]
    expect(await figures(cohort(events, frame(['2026-03-01T00:00Z', '2026-05-01T00:00Z']), 'CHURN'))).toEqual([['2026-03-01T00:00', '0'], ['2026-04-01T00:00', '0.25']])
  })

  it('does not lose a customer who ends one subscription of two, or changes the plan', async () => {
    const events: readonly Event[] = [
      { subject: 'one', account: 'a', at: '2026-01-05T00:00Z', value: 50 }, { subject: 'two', account: 'a', at: '2026-01-05T00:00Z', value: 50 }, { subject: 'three', account: 'b', at: '2026-01-05T00:00Z', value: 10 },
      { subject: 'two', account: 'a', at: '2026-03-05T00:00Z', value: 0 }, { subject: 'three', account: 'b', at: '2026-03-05T00:00Z', value: 20, plan: 'big' },
    ]
    expect(await figures(cohort(events, MARCH, 'CHURN', ['t.plan']), 1)).toEqual([['2026-03-01T00:00', 'basic', '0']])
    expect(await figures(cohort(events, MARCH, 'NET_RETENTION', ['t.plan']), 1)).toEqual([['2026-03-01T00:00', 'basic', '0.6363636364']])
  })
})

describe('retention', () => {
  const events: readonly Event[] = [
    { subject: 'stays', at: '2026-01-01T00:00Z', value: 60_000 }, { subject: 'grows', at: '2026-01-01T00:00Z', value: 20_000 },
    { subject: 'shrinks', at: '2026-01-01T00:00Z', value: 17_000 }, { subject: 'leaves', at: '2026-01-01T00:00Z', value: 3_000 },
    { subject: 'grows', at: '2026-03-10T00:00Z', value: 28_000 }, { subject: 'shrinks', at: '2026-03-11T00:00Z', value: 12_000 },
    { subject: 'leaves', at: '2026-03-12T00:00Z', value: 0 }, { subject: 'comes', at: '2026-03-13T00:00Z', value: 40_000 },
  ]

  it('of 100000 with 8000 more, 5000 less and 3000 gone is 100 %, and 92 % without what was added', async () => {
    expect(await figures(cohort(events, MARCH, 'NET_RETENTION'))).toEqual([['2026-03-01T00:00', '1']])
    expect(await figures(cohort(events, MARCH, 'GROSS_RETENTION'))).toEqual([['2026-03-01T00:00', '0.92']])
  })

  it('is made of movements that add up from the start to the end', async () => {
    expect(await figures(movements(events, MARCH), 1)).toEqual([
      ['2026-03-01T00:00', 'CHURN', '-3000'], ['2026-03-01T00:00', 'CONTRACTION', '-5000'], ['2026-03-01T00:00', 'EXPANSION', '8000'], ['2026-03-01T00:00', 'NEW', '40000'],
    ])
    expect(await figures(running(events, frame(['2026-02-01T00:00Z', '2026-04-01T00:00Z'])))).toEqual([['2026-02-01T00:00', '100000'], ['2026-03-01T00:00', '140000']])
  })

  it('tells who comes back from who comes', async () => {
    const back = [...events, { subject: 'leaves', at: '2026-03-20T00:00Z', value: 1_000 }]
    expect(await figures(movements(back, MARCH), 1)).toContainEqual(['2026-03-01T00:00', 'REACTIVATION', '1000'])
  })
})

describe('an average for each customer', () => {
  it('of 123456 over 37 is 3337', async () => {
    const events = Array.from({ length: 37 }, (_, n) => ({ subject: `c${n}`, at: '2026-01-01T00:00Z', value: n === 0 ? 123_456 - 36 * 3_000 : 3_000 }))
    expect(await figures(cohort(events, MARCH, 'AVERAGE'))).toEqual([['2026-03-01T00:00', '3337']])
  })

  it.each([[25, 2, '12'], [35, 2, '18'], [-25, 2, '-12'], [-35, 2, '-18'], [1, 2, '0'], [3, 2, '2'], [-1, 2, '0'], [7, 3, '2'], [8, 3, '3'], [-8, 3, '-3']])('rounds %i by %i, to the even one of two that are as near: %s', async (n, d, rounded) => {
    const { rows } = await client.query<[string]>({ text: `select trim_scale(${dividedToWhole(String(n), String(d))})::text`, rowMode: 'array' })
    expect(rows).toEqual([[rounded]])
  })
})

describe('what everything is worth', () => {
  it('is carried through buckets without events, and through the night in which the clocks change', async () => {
    const events = [{ subject: 'a', at: '2026-03-27T12:00Z', value: 5 }, { subject: 'a', at: '2026-03-29T21:59:59Z', value: 7 }, { subject: 'a', at: '2026-03-29T22:00Z', value: 9 }]
    expect(await figures(running(events, frame(['2026-03-26T23:00Z', '2026-03-31T22:00Z'], 'DAY', 'Europe/Berlin')))).toEqual([
      ['2026-03-26T23:00', '5'], ['2026-03-27T23:00', '5'], ['2026-03-28T23:00', '7'], ['2026-03-29T22:00', '9'], ['2026-03-30T22:00', '9'],
    ])
  })

  it('moves from group to group with its subject', async () => {
    const events = [{ subject: 'a', at: '2026-01-10T00:00Z', value: 5 }, { subject: 'b', at: '2026-01-10T00:00Z', value: 1 }, { subject: 'a', at: '2026-03-10T00:00Z', value: 8, plan: 'big' }]
    expect(await figures(running(events, frame(['2026-02-01T00:00Z', '2026-04-01T00:00Z']), ['t.plan']), 1)).toEqual([
      ['2026-02-01T00:00', 'basic', '6'], ['2026-03-01T00:00', 'basic', '1'], ['2026-03-01T00:00', 'big', '8'],
    ])
  })

  it('ends at the end of the range, inside a bucket too', async () => {
    const events = [{ subject: 'a', at: '2026-03-05T00:00Z', value: 5 }, { subject: 'a', at: '2026-03-20T00:00Z', value: 8 }]
    expect(await figures(running(events, frame(['2026-03-10T00:00Z', '2026-03-20T00:00Z'])))).toEqual([['2026-03-01T00:00', '5']])
  })

  it('without a range is told from the first event to the last', async () => {
    const events = [{ subject: 'a', at: '2026-01-10T00:00Z', value: 5 }, { subject: 'a', at: '2026-03-10T00:00Z', value: 8 }]
    expect(await figures(running(events, frame(undefined)))).toEqual([['2026-01-01T00:00', '5'], ['2026-02-01T00:00', '5'], ['2026-03-01T00:00', '8']])
  })

  it('is not told of what is still to come', async () => {
    expect(await figures(running([{ subject: 'a', at: '2026-01-10T00:00Z', value: 5 }], frame(['2126-02-01T00:00Z', '2126-04-01T00:00Z'])))).toEqual([])
  })

  it('is worked out for every group, however many there are', async () => {
    const events = Array.from({ length: 1_200 }, (_, n) => ({ subject: `s${n}`, at: '2026-01-10T00:00Z', value: n, plan: `p${n}` }))
    expect(await figures(running(events, MARCH, ['t.plan']), 1)).toHaveLength(1_200)
  })

  it('says so where a day of a long history was not laid out, instead of ending there', async () => {
    const events = [{ subject: 'a', at: '2020-01-10T00:00Z', value: 5 }, { subject: 'a', at: '2026-03-10T00:00Z', value: 8 }]
    const isTold = async (tables: FigureTables): Promise<boolean> => (await client.query(`select 1 from (${figureSql(tables, 0)}) figure where p = 'infinity'`)).rows.length === 1
    for (const [within, told] of [[frame(undefined, 'DAY'), true], [MARCH, false]] as const) {
      for (const tables of [running(events, within), movements(events, within), cohort(events, within, 'CHURN')]) expect(await isTold(tables)).toBe(told)
    }
  })

  it('adds up what events add that have no subject', async () => {
    const rows = { ...rowsOf([{ subject: 'a', at: '2026-03-05T00:00Z', value: 5 }, { subject: 'a', at: '2026-03-20T00:00Z', value: -2 }]), subject: undefined }
    const within = frame(['2026-03-01T00:00Z', '2026-05-01T00:00Z'])
    expect(await figures([...flowTables(rows), ...bucketTables(within, { table: 'flows', time: 'at', now: 'now()' }), ...runningTables(within)])).toEqual([['2026-03-01T00:00', '3'], ['2026-04-01T00:00', '3']])
  })

  it('begins weeks on the day that is asked for', async () => {
    const events = [{ subject: 'a', at: '2026-03-01T12:00Z', value: 5 }]
    expect(await figures(running(events, frame(undefined, 'WEEK', 'UTC', 'MONDAY')))).toEqual([['2026-02-23T00:00', '5']])
    expect(await figures(running(events, frame(undefined, 'WEEK', 'UTC', 'SUNDAY')))).toEqual([['2026-03-01T00:00', '5']])
  })
})
