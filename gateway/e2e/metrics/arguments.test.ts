import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { atPath, listAt } from '../harness/at-path.ts'
import { personaNamed } from '../harness/door.ts'
import { openWorld, type World } from '../harness/open-world.ts'

let world: World
beforeAll(async () => { world = await openWorld({ connectionFor: testDatabase().connectionFor, isQuiet: true }) })
afterAll(() => world.stop())

interface Row {
  readonly period: unknown
  readonly value: unknown
  readonly previous: unknown
  readonly group: readonly unknown[]
}

async function rowsOf(args: string): Promise<readonly Row[]> {
  const { data, codes } = await world.ask(`{ metrics { totalRevenue(${args}) { rows { period value previous group { value } } } } }`, { as: 'analyst' })
  expect(codes).toEqual([])
  return listAt(data, 'metrics', 'totalRevenue', 'rows').map((row) => ({
    period: atPath(row, 'period'), value: atPath(row, 'value'), previous: atPath(row, 'previous'), group: listAt(row, 'group').map((each) => atPath(each, 'value')),
  }))
}
const codesOf = async (args: string): Promise<readonly string[]> => (await world.ask(`{ metrics { totalRevenue(${args}) { rows { value } } } }`, { as: 'analyst' })).codes
const value = ({ value: text }: Row): number => Number(text)
const range = (from: string, to: string): string => `range: {from: "${from}", to: "${to}"}`
const BY = 'groupBy: [CURRENCY]'

describe('a comparison', () => {
  // Berlin: the range ends in the middle of a month, and crosses the night in which the clocks go forward
  const zone = 'timeZone: "Europe/Berlin"'
  const now = range('2026-02-28T23:00:00Z', '2026-05-15T22:00:00Z')
  const before = range('2026-01-31T23:00:00Z', '2026-04-15T22:00:00Z')
  const lastYear = range('2025-02-28T23:00:00Z', '2025-05-15T22:00:00Z')

  it.each([['PREVIOUS_PERIOD', before], ['PREVIOUS_YEAR', lastYear]])('with %s is with what a request for the earlier range gives', async (compareTo, earlier) => {
    const told = await rowsOf(`${BY} ${zone} ${now} compareTo: ${compareTo}`)
    const [plain, was] = [await rowsOf(`${BY} ${zone} ${now}`), await rowsOf(`${BY} ${zone} ${earlier}`)]
    expect(told.map(value)).toEqual(plain.map(value))
    expect(told.length).toBeGreaterThan(4)
    expect(told.map(({ previous }) => previous)).toEqual(was.map((row) => row.value))
  })

  it('has a row for what there is no more, where gaps are filled', async () => {
    const gone = (rows: readonly Row[]): number => rows.filter((row) => value(row) === 0 && row.previous !== null).length
    const args = `groupBy: [CURRENCY, BILL_TO_COUNTRY_CODE] grain: WEEK ${range('2026-03-02T00:00:00Z', '2026-04-13T00:00:00Z')} compareTo: PREVIOUS_PERIOD`
    expect(gone(await rowsOf(args))).toBe(0)
    expect(gone(await rowsOf(`${args} fill: true`))).toBeGreaterThan(0)
  })
})


describe('conditions, order and limit', () => {
  const args = `groupBy: [CURRENCY, ORG_ID] grain: null`

  it('keep the largest, in order', async () => {
    const all = await rowsOf(args)
    const top = await rowsOf(`${args} orderBy: {field: VALUE, direction: DESC} limit: 5`)
    expect(top.map(value)).toEqual(all.map(value).sort((a, b) => b - a).slice(0, 5))
    const bound = String(top[2]?.value)
    expect((await rowsOf(`${args} having: {gte: "${bound}"} orderBy: {field: VALUE}`)).map(value)).toEqual(top.slice(0, 3).map(value).reverse())
    expect((await rowsOf(`${args} having: {gt: "${bound}", neq: "0"}`)).length).toBe(2)
  })

  it('give one row a group without a grain, and begin weeks on the day that is asked for', async () => {
    expect(new Set((await rowsOf(args)).map(({ period }) => period))).toEqual(new Set([null]))
    const days = await Promise.all(['MONDAY', 'SUNDAY'].map((day) => rowsOf(`${BY} grain: WEEK weekStart: ${day} ${range('2026-04-05T00:00:00Z', '2026-05-03T00:00:00Z')}`)))
    expect(days.map((rows) => [...new Set(rows.map(({ period }) => new Date(String(period)).getUTCDay()))])).toEqual([[1], [0]])
  })

  it.each([
    ['more points than there may be', `grain: DAY groupBy: [CURRENCY, ORG_ID]`],
    ['gaps of more days than there may be points', `grain: DAY ${BY} fill: true ${range('2020-01-01T00:00:00Z', '2026-01-01T00:00:00Z')}`],
    ['a limit beyond', `${BY} limit: 1001`],
    ['gaps without a grain', `${BY} grain: null fill: true`],
    ['a comparison without a grain', `${BY} grain: null compareTo: PREVIOUS_YEAR`],
    ['a range that ends before it begins', `${BY} ${range('2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z')}`],
    ['a range before there were clocks', `${BY} ${range('0001-01-01T00:00:00Z', '2026-01-01T00:00:00Z')}`],
  ])('are refused: %s', async (_, refused) => {
    expect(await codesOf(refused)).toEqual(['VALIDATION_FAILED'])
  })

  it('take years of hours and the last days of time without a fault', async () => {
    expect(await codesOf(`${BY} grain: YEAR fill: true compareTo: PREVIOUS_PERIOD ${range('1900-01-01T00:00:00Z', '2600-01-01T00:00:00Z')}`)).toEqual(['VALIDATION_FAILED'])
    expect(await codesOf(`${BY} grain: YEAR compareTo: PREVIOUS_YEAR ${range('1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z')}`)).toEqual([])
    expect(await codesOf(`${BY} grain: DAY compareTo: PREVIOUS_YEAR timeZone: "Pacific/Kiritimati" ${range('1900-01-01T00:00:00Z', '9999-12-31T23:59:59Z')} limit: 3`)).toEqual([])
    expect(world.faults()).toEqual([])
  })
})

describe('a row that a path leads to', () => {
  it('is as none for somebody who may not list it, and its figures stay', async () => {
    const question = '{ metrics { totalRevenue(grain: null, groupBy: [CURRENCY, SUBSCRIPTION_PLAN_ID, PLAN_CODE]) { source rows { value group { value } } } } }'
    const groups = async (scopes: readonly string[]): Promise<readonly unknown[]> => {
      const { data, codes } = await world.ask(question, { as: { ...personaNamed('analyst'), scopes } })
      expect(codes).toEqual([])
      return listAt(data, 'metrics', 'totalRevenue', 'rows')
    }
    const planOf = (row: unknown): unknown => atPath(listAt(row, 'group')[1], 'value')
    const total = (rows: readonly unknown[]): number => rows.reduce<number>((sum, row) => sum + Number(atPath(row, 'value')), 0)
    const [all, some] = [await groups(['billing.*']), await groups(['billing.invoice.read'])]
    expect(new Set(all.map(planOf)).size).toBeGreaterThan(2)
    expect([...new Set(some.map(planOf))]).toEqual([null])
    expect(total(some)).toBe(total(all))
  })
})
