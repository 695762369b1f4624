import type { Entity, Metric } from '../model.ts'
import { camelCase } from './camel-case.ts'
import { coordinateOf } from './coordinate.ts'
import { cost, WEIGHTS } from './costs.ts'
import { metricColumns } from './metric-columns.ts'
import { dimensionMembers, printMember, type FindEntity } from './metric-dimensions.ts'
import { member, type TypeBlock } from './type-block.ts'

export { dimensionName } from './metric-dimensions.ts'

/** Name of the field of a metric below `metrics`. */
export const metricField = ({ name }: Pick<Metric, 'name'>): string => camelCase(name)

/** `Query.metrics`, where the module has one; every module adds its own to the same type. */
export const metricRoot = (entities: readonly Entity[]): readonly string[] =>
  hasMetrics(entities) ? [member('Figures over the rows that the caller may list, and published ones over all others.', 'metrics: Metrics @shareable')] : []

/** `Metrics` with the module's own figures, and the dimensions of their entities. */
export const metricTypes = (entities: readonly Entity[]): readonly TypeBlock[] => {
  if (!hasMetrics(entities)) return []
  const byType = new Map(entities.map(entity => [entity.type, entity]))
  const find: FindEntity = type => byType.get(type)
  const members = entities.flatMap(entity => (entity.metrics ?? []).map(metric => fieldOf(entity, metric, find)))
  return [
    { keyword: 'type', name: 'Metrics', description: 'Figures, each with the dimensions that it may be grouped by.', directives: [], members },
    ...entities.filter(({ metrics = [] }) => metrics.length > 0).map(entity => dimensionType(entity, find)),
  ]
}

const hasMetrics = (entities: readonly Entity[]): boolean => entities.some(({ metrics = [] }) => metrics.length > 0)

const fieldOf = (entity: Entity, metric: Metric, find: FindEntity): string => {
  const reads = metricColumns(entity, metric, find).map(({ entity: owner, column }) => `"${coordinateOf(owner, column)}"`).join(', ')
  const args = metricArguments(entity, metric).join(', ')
  return member(metric.definition, `${metricField(metric)}(${args}): MetricResult!\n  @sensitivity(reads: [${reads}], scope: [WORKSPACE, ORG, BRAND]) ${cost(metricCost(metric))}`)
}

/** What a metric can be asked; what has no meaning for it is no argument. */
const metricArguments = (entity: Entity, { grains, defaultGrain, time, flags, takesAsOf }: Metric): readonly string[] => [
  ...grains.length > 0 ? [`grain: MetricGrain${defaultGrain === undefined ? '' : ` = ${defaultGrain}`}`] : [],
  ...time !== undefined || grains.length > 0 ? ['range: MetricRangeInput'] : [],
  ...grains.length > 0 ? ['timeZone: String', ...grains.includes('WEEK') ? ['weekStart: MetricWeekStart! = MONDAY'] : []] : [],
  `groupBy: [${entity.type}Dimension!]! = []`, `filter: ${entity.type}Filter`,
  ...grains.length > 0 ? ['fill: Boolean! = false', 'compareTo: MetricComparison'] : [],
  'having: MetricHavingInput', 'orderBy: MetricOrderBy', 'limit: Int',
  ...takesAsOf ? ['asOf: DateTime'] : [],
  ...flags.map(flag => flag.kind === 'LIFTS' ? `${flag.name}: Boolean! = false` : `${flag.name}: [${flag.enum ?? 'String'}!]`),
]

/** Every table that is gone through costs the same; figures of another metric go through its table once more. */
const metricCost = ({ parts, from }: Metric): number => WEIGHTS.metric * (new Set(parts.map(({ entity }) => entity)).size + (from === undefined ? 0 : 1))

const dimensionType = (entity: Entity, find: FindEntity): TypeBlock => ({
  keyword: 'enum', name: `${entity.type}Dimension`, directives: [],
  description: `By what figures over ${entity.type} are grouped; each metric says which of these it allows, and refuses the others with a reason.`,
  members: [...dimensionMembers(entity, find).values()].map(printMember),
})
