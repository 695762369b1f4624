import { describe, expect, it } from 'vitest'
import type { MetricPart, PublishedMetric } from '../../../schema/model.ts'
import type { Published } from '../../../schema/published-families.ts'
import { fixtureEntity } from '../../../prisma/generator/fixture.ts'
import { amountOf } from './amount.ts'
import { cellsOfPeriod } from './cells-of-period.ts'
import type { PartRow } from './figure-of.ts'

const entity = fixtureEntity('Workspace')
const counted: MetricPart = { entity: 'Workspace', aggregation: 'COUNT', where: [], time: 'created_at', sign: 1 }
const chosen: MetricPart = { ...counted, where: [{ path: [], column: 'status', operator: 'IN', values: ['GOOD'] }] }
const averaged: MetricPart = { ...counted, aggregation: 'AVG', measure: { kind: 'COLUMN', path: [], column: 'size' } }
const differing: MetricPart = { ...counted, aggregation: 'COUNT_DISTINCT', measure: { kind: 'COLUMN', path: [], column: 'thing' } }

const metric = (name: string, parts: readonly MetricPart[], kind: PublishedMetric['kind'] = 'ROWS'): Published => ({
  entity,
  metric: {
    name, kind, parts, definition: name, unit: 'ROWS', isCumulative: false, grains: ['MONTH'], fanOuts: [], flags: [], takesAsOf: false,
    dimensions: [{ name: 'place', path: [], column: 'place' }], cube: { grain: 'MONTH', dimensions: ['place'], unit: 'org_id', fewestUnits: 5 },
  },
})

/** Units of a place with one row each, unless it is said otherwise. */
const crowd = (place: string, units: number, row: (unit: number) => Partial<PartRow> = () => ({})): readonly PartRow[] =>
  Array.from({ length: units }, (_, unit) => ({ values: { place }, unit: `${place}${unit}`, count: amountOf(1), sum: amountOf(10), things: [`${place}${unit}`], ...row(unit) }))

const shown = (parts: readonly (readonly [Published, readonly (readonly PartRow[])[]])[]): Readonly<Record<string, Readonly<Record<string, string | undefined>>>> => {
  const cells = cellsOfPeriod({
    family: parts.map(([one]) => one), enums: [],
    parts: new Map(parts.map(([{ metric: { name, parts: own } }, rows]) => [name, own.map((part, place) => ({ part, rows: rows[place] ?? [], orders: [{ values: {}, value: '42' }] }))])),
  })
  return Object.fromEntries([...cells].map(([name, all]) => [name, Object.fromEntries(all.map(({ values, value }) => [values[0] ?? 'all', value]))]))
}

const ratio = metric('share', [chosen, counted], 'RATIO')

describe('a ratio', () => {
  it('is the one by the other', () => {
    const [rows, good] = [[...crowd('a', 20), ...crowd('b', 40)], [...crowd('a', 10), ...crowd('b', 10)]]
    expect(shown([[ratio, [good, rows]]])).toEqual({ share: { a: '0.5', b: '0.25', all: '0.3333333333' } })
  })

  it('is hidden where few are counted above the line, and a second one with it', () => {
    const [rows, good] = [[...crowd('a', 20), ...crowd('b', 40), ...crowd('c', 40)], [...crowd('a', 3), ...crowd('b', 20), ...crowd('c', 20)]]
    const { a, b, c, all } = shown([[ratio, [good, rows]]])['share'] ?? {}
    expect([a, [b, c].filter((value) => value === undefined).length, all]).toEqual([undefined, 1, '0.43'])
  })

  it('is hidden where it is all or nothing, which would tell about each of the group', () => {
    expect(shown([[ratio, [crowd('a', 20), crowd('a', 20)]]])).toEqual({ share: { a: undefined, all: undefined } })
    expect(shown([[ratio, [[], crowd('a', 20)]]])).toEqual({ share: { a: undefined, all: undefined } })
  })
})

describe('an average', () => {
  it('is hidden where one unit is nearly all of the sum', () => {
    const large = crowd('a', 10, (unit) => ({ sum: amountOf(unit === 0 ? 10_000 : 1) }))
    expect(shown([[metric('mean', [averaged]), [[...large, ...crowd('b', 10), ...crowd('c', 10)]]]])['mean']?.['a']).toBeUndefined()
    expect(shown([[metric('mean', [averaged]), [[...crowd('a', 10), ...crowd('b', 10)]]]])).toEqual({ mean: { a: '10', b: '10', all: '10' } })
  })
})

describe('a sum', () => {
  it('is not of those who add nothing to it', () => {
    const paid = metric('paid', [{ ...averaged, aggregation: 'SUM' }])
    const some = crowd('a', 10, (unit) => ({ sum: amountOf(unit < 4 ? 5 : 0) }))
    expect(shown([[paid, [[...some, ...crowd('b', 10), ...crowd('c', 10)]]]])['paid']?.['a']).toBeUndefined()
    expect(shown([[paid, [[...crowd('a', 9, () => ({ sum: 0n })), ...crowd('b', 10), ...crowd('c', 10)]]]])['paid']?.['a']).toBeUndefined()
  })
})

describe('a combination', () => {
  it('is shown where enough have part in it, though few have part in one of its parts', () => {
    const net = metric('net', [{ ...averaged, aggregation: 'SUM' }, { ...averaged, aggregation: 'SUM', sign: -1 }], 'COMBINED')
    const back = crowd('a', 2, () => ({ sum: amountOf(4) }))
    expect(shown([[net, [[...crowd('a', 10), ...crowd('b', 10)], back]]])).toEqual({ net: { a: '92', b: '100', all: '192' } })
  })
})

describe('a count of what differs', () => {
  it('counts what stands in two places once', () => {
    const twice = crowd('b', 8, (unit) => ({ things: [`a${unit}`], unit: `a${unit}` }))
    expect(shown([[metric('differing', [differing]), [[...crowd('a', 8), ...twice]]]])).toEqual({ differing: { a: '8', b: '8', all: '8' } })
  })
})

describe('metrics of one table', () => {
  it('hide where few rows are counted by one and not by the other', () => {
    const [rows, good] = [[...crowd('a', 20), ...crowd('b', 20)], [...crowd('a', 18), ...crowd('b', 10)]]
    const alone = shown([[metric('every', [counted]), [rows]]])['every']
    const together = shown([[metric('every', [counted]), [rows]], [metric('good', [chosen]), [good]]])
    expect(alone).toEqual({ a: '20', b: '20', all: '40' })
    expect([together['every']?.['a'], together['good']?.['a']]).toEqual([undefined, undefined])
  })
})

describe('the least, the most and percentiles', () => {
  it('need twenty times as many units', () => {
    const middle = { ...metric('middle', [{ ...averaged, aggregation: 'P50' }]) }
    const of = (units: number) => shown([[{ ...middle, metric: { ...middle.metric, dimensions: [], cube: { ...middle.metric.cube, dimensions: [] } } }, [crowd('a', units)]]])
    expect([of(99), of(100)]).toEqual([{ middle: { all: undefined } }, { middle: { all: '42' } }])
  })
})
