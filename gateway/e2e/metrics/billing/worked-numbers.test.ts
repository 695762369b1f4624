import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migratedDatabase, type MigratedDatabase } from '../../../../subgraphs/engine/testing/migrated-database.ts'
import { personaNamed } from '../../harness/door.ts'
import { openWorld, type World } from '../../harness/open-world.ts'
import { madeRows, type MadeSubscription } from './made-rows.ts'
import { readFigures } from './read-figures.ts'

let database: MigratedDatabase
let world: World

const START = '2026-01-05T00:00:00Z'
const many = (count: number, made: (n: number) => MadeSubscription): readonly MadeSubscription[] => Array.from({ length: count }, (_, n) => made(n))

/** The examples of the module's own description, each in a currency of its own. */
const subscriptions: readonly MadeSubscription[] = [
  ...many(120, (n) => ({ currency: 'CHF', worth: n < 3 ? [[START, 100], ['2026-03-20T00:00:00Z', 0]] : [[START, 100]] })),
  { currency: 'EUR', worth: [[START, 60_000]] },
  { currency: 'EUR', worth: [[START, 20_000], ['2026-03-10T00:00:00Z', 28_000]] },
  { currency: 'EUR', worth: [[START, 17_000], ['2026-03-11T00:00:00Z', 12_000]] },
  { currency: 'EUR', worth: [[START, 3_000], ['2026-03-12T00:00:00Z', 0]] },
  { currency: 'EUR', worth: [['2026-03-13T00:00:00Z', 40_000]] },
  ...many(37, (n) => ({ currency: 'USD', worth: [[START, n === 0 ? 123_456 - 36 * 3_000 : 3_000]] })),
  // one account with two subscriptions: it is one head, and what it buys beside the first is growth
  { currency: 'GBP', account: 'two', worth: [[START, 4_000]] },
  { currency: 'GBP', account: 'two', worth: [['2026-03-02T00:00:00Z', 1_000]] },
  { currency: 'SEK', worth: [['2020-01-05T00:00:00Z', 100], ['2020-01-07T00:00:00Z', 300], ['2026-03-20T00:00:00Z', 700]] },
  { currency: 'GBP', worth: [[START, 5_000], ['2026-03-05T00:00:00Z', 0], ['2026-03-06T00:00:00Z', 5_000]] },
]

const invoices = [
  ['2026-06-30T00:00:00.001Z', 1], ['2026-06-30T00:00:00Z', 2], ['2026-06-29T00:00:00.001Z', 4], ['2026-06-29T00:00:00Z', 8], ['2026-05-31T00:00:00Z', 16], ['2026-05-30T00:00:00Z', 32],
  ['2026-05-01T00:00:00Z', 64], ['2026-04-30T00:00:00Z', 128], ['2026-04-01T00:00:00Z', 256], ['2026-03-31T00:00:00Z', 512],
] as const

beforeAll(async () => {
  database = await migratedDatabase()
  await database.query(madeRows(personaNamed('analyst').brandId, subscriptions, invoices.map(([dueAt, cents]) => ({ dueAt, cents }))))
  world = await openWorld({ connectionFor: database.connectionFor, isQuiet: true })
})
afterAll(async () => {
  await world.stop()
  await database.drop()
})

const MARCH = 'range: {from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z"}'
async function told(question: string): Promise<ReadonlyMap<string, string>> {
  return readFigures(await world.ask(`{ metrics { ${question} { rows { period group { value } value } } } }`, { as: 'analyst' }))
}
const figure = async (metric: string, currency: string): Promise<unknown> => (await told(`${metric}(${MARCH}, filter: {currency: {eq: "${currency}"}})`)).get('2026-03-01T00:00:00.000Z')

describe('the worked numbers', () => {
  it('churn 2.5 % when three accounts of 120 leave', async () => {
    expect(await figure('logoChurnRate', 'CHF')).toBe('0.025')
  })

  it('keep 100 % of 100000 with 8000 more, 5000 less and 3000 gone, and 92 % without what was added', async () => {
    expect(await figure('netRevenueRetention', 'EUR')).toBe('1')
    expect(await figure('grossRevenueRetention', 'EUR')).toBe('0.92')
    expect(await figure('mrr', 'EUR')).toBe('140000')
    const moves = await told(`mrrMovement(${MARCH}, filter: {currency: {eq: "EUR"}}, groupBy: [MOVEMENT])`)
    expect(Object.fromEntries([...moves].map(([name, value]) => [name.split(' ')[1], value]))).toEqual({ NEW: '40000', EXPANSION: '8000', CONTRACTION: '-5000', CHURN: '-3000' })
  })

  it('average 123456 over 37 accounts to 3337', async () => {
    expect(await figure('arpa', 'USD')).toBe('3337')
  })
})

describe('an account', () => {
  it('is one head with two subscriptions, and keeps what it was worth when it comes back within the month', async () => {
    expect(await figure('logoChurnRate', 'GBP')).toBe('0')
    expect(await figure('netRevenueRetention', 'GBP')).toBe('1.1111111111')
    expect(await figure('grossRevenueRetention', 'GBP')).toBe('1')
    expect(await figure('arpa', 'GBP')).toBe('5000')
  })
})

describe('a history of more days than an answer may have', () => {
  it.each([
    'mrrMovement(grain: DAY, filter: {currency: {eq: "SEK"}})', 'mrr(grain: DAY, filter: {currency: {eq: "SEK"}}, orderBy: {field: PERIOD, direction: DESC}, limit: 1)',
    'mrr(grain: DAY, filter: {currency: {eq: "SEK"}}, compareTo: PREVIOUS_YEAR, having: {gt: "1000"})',
  ])('is refused and not cut: %s', async (question) => {
    const { codes } = await world.ask(`{ metrics { ${question} { rows { value } } } }`, { as: 'analyst' })
    expect(codes).toEqual(['VALIDATION_FAILED'])
  })

  it('is told of as much as is asked for', async () => {
    const range = 'range: {from: "2026-03-19T00:00:00Z", to: "2026-03-21T00:00:00Z"}, filter: {currency: {eq: "SEK"}}'
    expect([...await told(`mrr(grain: DAY, ${range})`)]).toEqual([['2026-03-19T00:00:00.000Z', '300'], ['2026-03-20T00:00:00.000Z', '700']])
    expect([...await told(`mrrMovement(grain: DAY, ${range})`)]).toEqual([['2026-03-20T00:00:00.000Z', '400']])
  })
})

describe('what is owed', () => {
  it('is as old as the whole days since it was due', async () => {
    const ages = await told('receivablesAging(asOf: "2026-06-30T00:00:00Z", groupBy: [BUCKET, CURRENCY])')
    expect(Object.fromEntries(ages)).toEqual({ 'CURRENT EUR': String(1 + 2 + 4), '1-30 EUR': String(8 + 16), '31-60 EUR': String(32 + 64), '61-90 EUR': String(128 + 256), '90+ EUR': '512' })
  })
})
