import type { Column, Entity, Metric } from '../model.ts'
import { camelCase } from './camel-case.ts'
import { coordinateOf } from './coordinate.ts'
import { cost, WEIGHTS } from './costs.ts'
import { exposedColumns } from './exposed.ts'
import { isCredential } from './filter-members.ts'
import { inputLabel } from './sensitivity.ts'
import { member, type TypeBlock } from './type-block.ts'

/** Name of the field of a metric below `metrics`. */
export const metricField = ({ name }: Metric): string => camelCase(name)

/** A column as a dimension: what may be grouped by is for the metric to say, so that the others can be refused with a reason. */
export const dimensionName = ({ name }: Pick<Column, 'name'>): string => name.toUpperCase()

/** Columns that the enumeration of dimensions names; credentials are no input anywhere. */
export const dimensionColumns = (entity: Entity): readonly Column[] => exposedColumns(entity).filter(column => !column.list && column.wire !== 'JSON' && !isCredential(column))

/** `Query.metrics`, where the module has one; every module adds its own to the same type. */
export const metricRoot = (entities: readonly Entity[]): readonly string[] =>
  hasMetrics(entities) ? [member('Figures over the rows that the caller may list, and published ones over all others.', 'metrics: Metrics @shareable')] : []

/** `Metrics` with the module's own figures, and the dimensions of their entities. */
export const metricTypes = (entities: readonly Entity[]): readonly TypeBlock[] => {
  if (!hasMetrics(entities)) return []
  const members = entities.flatMap(entity => (entity.metrics ?? []).map(metric => fieldOf(entity, metric)))
  return [
    { keyword: 'type', name: 'Metrics', description: 'Figures, each with the dimensions that it may be grouped by.', directives: [], members },
    ...entities.filter(({ metrics = [] }) => metrics.length > 0).map(dimensionType),
  ]
}

const hasMetrics = (entities: readonly Entity[]): boolean => entities.some(({ metrics = [] }) => metrics.length > 0)

const fieldOf = (entity: Entity, metric: Metric): string => {
  const own = metric.dimensions.filter(dimension => 'path' in dimension && dimension.path.length === 0)
  const measures = metric.parts.flatMap(({ measure }) => measure?.kind === 'COLUMN' ? [measure.column] : [])
  const columns = [...measures, metric.time, ...own.map(({ name }) => name)].flatMap(name => entity.columns.filter(column => column.name === name))
  const reads = [...new Set(columns.map(column => `"${coordinateOf(entity, column)}"`))].join(', ')
  const args = [
    'grain: MetricGrain! = MONTH', 'range: MetricRangeInput', 'timeZone: String', `groupBy: [${entity.type}Dimension!]! = []`,
    `filter: ${entity.type}Filter`, 'fill: Boolean! = false', 'orderBy: MetricOrderBy', 'limit: Int',
  ]
  return member(metric.definition, `${metricField(metric)}(${args.join(', ')}): MetricResult!\n  @sensitivity(reads: [${reads}], scope: [WORKSPACE, ORG, BRAND]) ${cost(WEIGHTS.metric)}`)
}

const dimensionType = (entity: Entity): TypeBlock => ({
  keyword: 'enum', name: `${entity.type}Dimension`, description: `Columns of ${entity.type}; each metric says which of them it may be grouped by.`, directives: [],
  members: dimensionColumns(entity).map(column => `${dimensionName(column)}${inputLabel(entity, column)}`),
})
