import { describe, expect, it } from 'vitest'
import type { Row } from '../table/result-list.ts'
import { chartsOf } from './chart-model.ts'
import { ticksOf } from './ticks-of.ts'
import { unitOf } from './unit-of.ts'

const table = (rows: readonly Row[], dimensions: readonly string[], unit = 'ROWS') =>
  ({ path: 'metrics.m.rows', columns: [], rows, items: rows, metric: { name: 'm', unit, dimensions, definition: undefined, source: undefined } })

describe('the charts of a metric', () => {
  it('have a line for each group and a place for each bucket, in the order of time', () => {
    const [chart] = chartsOf(table([
      { period: '2026-02', PLAN: 'a', value: '2' }, { period: '2026-01', PLAN: 'a', value: '1', previous: '4' }, { period: '2026-01', PLAN: null, value: null, suppressed: true },
    ], ['PLAN']))
    expect(chart).toMatchObject({ places: ['2026-01', '2026-02'], isOverTime: true, leftOut: 0 })
    expect(chart?.series).toEqual([
      { name: 'a', points: [{ value: 1, previous: 4, isSuppressed: false }, { value: 2, previous: null, isSuppressed: false }] },
      { name: 'none', points: [{ value: null, previous: null, isSuppressed: true }, { value: null, previous: null, isSuppressed: false }] },
    ])
  })

  it('are one for each currency, with its amounts in its own units', () => {
    const charts = chartsOf(table([{ period: '1', CURRENCY: 'EUR', value: '123450' }, { period: '1', CURRENCY: 'JPY', value: '500' }], ['CURRENCY'], 'MINOR_UNITS'))
    expect(charts.map(({ title, unit, series }) => [title, series.map(({ points: [point] }) => unit.format(point?.value ?? 0))])).toEqual([
      ['m, EUR', ['€1,234.50']], ['m, JPY', ['¥500']],
    ])
  })

  it('have bars by group where a metric has no time', () => {
    const [chart] = chartsOf(table([{ STATUS: 'OPEN', value: '3' }, { STATUS: 'PAID', value: '5' }], ['STATUS']))
    expect(chart).toMatchObject({ places: ['OPEN', 'PAID'], isOverTime: false, series: [{ name: 'm' }] })
  })

  it('draw the six largest groups and say how many are left out', () => {
    const rows = Array.from({ length: 11 }, (_, index) => ({ period: '1', PLAN: `p${index}`, value: String(index) }))
    const [chart] = chartsOf(table(rows, ['PLAN']))
    expect([chart?.series.map(({ name }) => name), chart?.leftOut]).toEqual([['p5', 'p6', 'p7', 'p8', 'p9', 'p10'], 5])
  })
})

it.each([
  [0, 97, [0, 20, 40, 60, 80, 100]], [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]], [-30, 12, [-30, -20, -10, 0, 10, 20]], [5, 5, [5]],
])('an axis from %d to %d has round figures', (low, high, ticks) => {
  expect(ticksOf(low, high)).toEqual(ticks)
})

it('says shares in hundredths, and amounts without a currency as what they are', () => {
  expect([unitOf('RATIO', undefined).format(0.1234), unitOf('MINOR_UNITS', undefined).format(1234), unitOf('MINOR_UNITS', undefined).label]).toEqual(['12.3%', '1,234', 'minor units'])
})
