import type { Entity, MetricPart, PublishedMetric } from '../../../schema/model.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { Published } from '../../../schema/published-families.ts'
import { amountOf } from '../cube/amount.ts'
import { cellsOfPeriod } from '../cube/cells-of-period.ts'
import type { PartRow } from '../cube/figure-of.ts'

/** `hidden-together.ts`: prints, as JSON, which figures are shown though parts or differences of them are about few. By the rules of these sources. */
const [entity]: readonly Entity[] = modules.flatMap(({ entities }) => entities)
if (!entity) throw new Error('There is no entity.')

const all: MetricPart = { entity: entity.type, aggregation: 'COUNT', where: [], time: 'created_at', sign: 1 }
const some: MetricPart = { ...all, where: [{ path: [], column: 'status', operator: 'IN', values: ['GOOD'] }] }
const sum: MetricPart = { ...all, aggregation: 'SUM', measure: { kind: 'COLUMN', path: [], column: 'size' } }

const published = (name: string, parts: readonly MetricPart[], kind: PublishedMetric['kind'] = 'ROWS'): Published => ({
  entity,
  metric: {
    name, kind, parts, definition: name, unit: 'ROWS', isCumulative: false, grains: ['MONTH'], dimensions: [], fanOuts: [], flags: [], takesAsOf: false,
    cube: { grain: 'MONTH', dimensions: [], unit: 'id', fewestUnits: 5 },
  },
})

const crowd = (units: number, amount = 1): readonly PartRow[] =>
  Array.from({ length: units }, (_, unit) => ({ values: {}, unit: String(unit), count: amountOf(1), sum: amountOf(unit < 4 ? 1 : amount), things: [] }))

const isShown = (name: string, figures: readonly (readonly [Published, readonly (readonly PartRow[])[]])[]): readonly string[] => {
  const parts = new Map(figures.map(([{ metric }, rows]) => [metric.name, metric.parts.map((part, place) => ({ part, rows: rows[place] ?? [], orders: [] }))]))
  const cells = cellsOfPeriod({ family: figures.map(([one]) => one), enums: [], parts })
  return [...cells.values()].flat().some(({ value }) => value !== undefined) ? [name] : []
}

const share = published('share', [some, all], 'RATIO')
process.stdout.write(JSON.stringify([
  ...isShown('a ratio with few above the line', [[share, [crowd(3), crowd(20)]]]),
  ...isShown('a ratio of nearly all', [[share, [crowd(17), crowd(20)]]]),
  ...isShown('a ratio of all', [[share, [crowd(20), crowd(20)]]]),
  ...isShown('counts that differ by few', [[published('every', [all]), [crowd(20)]], [published('good', [some]), [crowd(17)]]]),
  ...isShown('a sum to which few add', [[published('sum', [sum]), [crowd(20, 0)]]]),
]))
