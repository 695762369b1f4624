import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { openWorld, type World } from './harness/open-world.ts'
import { personaNamed, type Answer, type Ask } from './harness/door.ts'

let world: World
beforeAll(async () => { world = await openWorld(testDatabase()) })
afterAll(() => world.stop())

/** Of the brand, without a workspace or an organization: lists no invoice. */
const newcomer = { ...personaNamed('member'), clearances: [], orgs: [], workspaces: [] }
const otherNewcomer = { ...newcomer, personId: '01900000-0000-7000-8000-00000000000a', userId: '01900000-0000-7000-8000-00000000000b' }

const ask = (args: string, how: Ask = {}): Promise<Answer> =>
  world.ask(`{ metrics { totalRevenue(${args}) { source unit definition dimensions rows { period group { dimension value } value suppressed } } } }`, { as: newcomer, ...how })

const rowsOf = ({ data }: Answer): readonly unknown[] => listAt(data, 'metrics', 'totalRevenue', 'rows')
const sum = (values: readonly string[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n)
const factsOf = ({ errors: [error] }: Answer, fact: string): unknown => error && Object.entries(error.extensions).find(([name]) => name === fact)?.[1]

describe('somebody who cannot list the rows', () => {
  it('reads what was published, with a marker where it says too much', async () => {
    const answer = await ask('groupBy: [CURRENCY, BILL_TO_COUNTRY_CODE]')
    expect(answer.codes).toEqual([])
    expect(atPath(answer.data, 'metrics', 'totalRevenue', 'source')).toBe('CUBE')
    const rows = rowsOf(answer)
    expect(rows.filter((row) => atPath(row, 'suppressed') === false).length).toBeGreaterThan(5)
    for (const row of rows) expect(atPath(row, 'value') === null).toBe(atPath(row, 'suppressed'))
  })

  it.each([
    ['a filter', 'groupBy: [CURRENCY], filter: {status: {eq: PAID}}'],
    ['a time zone', 'groupBy: [CURRENCY], timeZone: "Asia/Tokyo"'],
    ['a narrower grain', 'grain: DAY, groupBy: [CURRENCY]'],
    ['a range inside a period', 'groupBy: [CURRENCY], range: {from: "2026-01-10T00:00:00Z", to: "2026-05-31T22:00:00Z"}'],
    ['a dimension that is not published', 'groupBy: [CURRENCY, ORG_ID]'],
    ['four dimensions', 'groupBy: [CURRENCY, BILLING_REASON, BILL_TO_COUNTRY_CODE, KIND]'],
  ])('is refused %s', async (_, args) => {
    expect((await ask(args)).codes).toEqual(['METRIC_CUBE_ONLY'])
  })

  it('reads whole published periods of a range', async () => {
    const rows = rowsOf(await ask('groupBy: [CURRENCY], range: {from: "2026-03-31T22:00:00Z", to: "2026-04-30T22:00:00Z"}'))
    expect(rows.map((row) => atPath(row, 'period'))).toEqual(['2026-03-31T22:00:00.000Z', '2026-03-31T22:00:00.000Z'])
  })

  it('sees the same figures as everybody else who cannot', async () => {
    const [one, two] = await Promise.all([newcomer, otherNewcomer].map((as) => ask('groupBy: [CURRENCY, BILLING_REASON]', { as })))
    expect(one?.data).toEqual(two?.data)
    expect(rowsOf(one ?? await ask('')).length).toBeGreaterThan(50)
  })
})

describe('somebody who can list the rows', () => {
  it('gets live figures that add up to what the list holds', async () => {
    const filter = '{currency: {eq: "EUR"}, issuedAt: {gte: "2026-04-01T00:00:00Z", lt: "2026-04-08T00:00:00Z"}, status: {neq: VOID}}'
    const list = await world.ask(`{ invoices(first: 100, filter: ${filter}) { totalCount nodes { invoiceTotalCents } } }`, { as: 'analyst' })
    const totals = listAt(list.data, 'invoices', 'nodes').map((node) => String(atPath(node, 'invoiceTotalCents')))
    expect(totals.length).toBeGreaterThan(10)
    expect(totals.length).toBe(atPath(list.data, 'invoices', 'totalCount'))
    const answer = await ask(`grain: DAY, filter: ${filter}, groupBy: [STATUS]`, { as: 'analyst' })
    expect(atPath(answer.data, 'metrics', 'totalRevenue', 'source')).toBe('ROWS')
    expect(sum(rowsOf(answer).map((row) => String(atPath(row, 'value'))))).toBe(sum(totals))
  })

  it('counts the rows of an own organization only', async () => {
    const answer = await ask('groupBy: [CURRENCY, ORG_ID]', { as: 'billing-admin' })
    const organizations = rowsOf(answer).map((row) => atPath(listAt(row, 'group')[1], 'value'))
    expect(new Set(organizations).size).toBe(1)
  })

  it('moves buckets to another time zone', async () => {
    const [utc, tokyo] = await Promise.all(['UTC', 'Asia/Tokyo'].map((zone) => ask(`groupBy: [CURRENCY], timeZone: "${zone}"`, { as: 'analyst' })))
    expect(String(atPath(rowsOf(utc ?? await ask(''))[0], 'period'))).toMatch(/-01T00:00:00\.000Z$/)
    expect(String(atPath(rowsOf(tokyo ?? await ask(''))[0], 'period'))).toMatch(/T15:00:00\.000Z$/)
  })

  it.each(['+01:00', 'Europe/Nowhere', "UTC'"])('is told that %s is no time zone', async (zone) => {
    expect((await ask(`groupBy: [CURRENCY], timeZone: "${zone}"`, { as: 'analyst' })).codes).toEqual(['VALIDATION_FAILED'])
  })
})

describe.each([['a newcomer', newcomer], ['an analyst', 'analyst']])('%s', (_, as) => {
  it('names one currency, or groups by it', async () => {
    expect((await ask('groupBy: [KIND]', { as: 'analyst' })).codes).toEqual(['METRIC_CURRENCY_REQUIRED'])
    expect((await ask('groupBy: [BILLING_REASON]', { as })).codes).toEqual(['METRIC_CURRENCY_REQUIRED'])
  })

  it('is told which dimensions there are where one is not declared', async () => {
    const answer = await ask('groupBy: [CURRENCY, DUE_AT]', { as })
    expect(answer.codes).toEqual(['METRIC_UNKNOWN_DIMENSION'])
    expect(factsOf(answer, 'coordinate')).toBe('Invoice.dueAt')
    expect(factsOf(answer, 'dimensions')).toContain('BILL_TO_COUNTRY_CODE')
  })

  it('is refused a sensitive one by its coordinate', async () => {
    const answer = await ask('groupBy: [CURRENCY, BILL_TO_TAX_ID]', { as })
    expect(answer.codes).toEqual(['PII_GROUP_REFUSED'])
    expect(factsOf(answer, 'coordinate')).toBe('Invoice.billToTaxId')
    expect(factsOf(answer, 'rule')).toBe('GOVERNMENT_ID/GROUP')
  })
})
