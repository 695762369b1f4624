import type { ColumnDimension, Measure, Metric, MetricColumn, MetricCondition, MetricDimension, MetricPart, PublishedMetric } from './metric-model.ts'
import type { Entity } from './model.ts'

/** A metric of which everybody may read something, with the entity that declares it. */
export interface Published {
  readonly entity: Entity
  readonly metric: PublishedMetric
}

/**
 * Published metrics of a module, those together that read the same table: their figures could be subtracted from each other, so
 * what is hidden of one is hidden of all. Families do not overlap; the order is that of the model.
 */
export function publishedFamilies(entities: readonly Entity[]): readonly (readonly Published[])[] {
  const published = entities.flatMap((entity) => (entity.metrics ?? []).flatMap((metric): readonly Published[] => metric.cube ? [{ entity, metric: { ...metric, cube: metric.cube } }] : []))
  return published.reduce<readonly (readonly Published[])[]>((families, one) => {
    const near = families.filter((family) => family.some(({ metric }) => shareATable(metric, one.metric)))
    return [...families.filter((family) => !near.includes(family)), [...near.flat(), one]]
  }, [])
}

function shareATable(some: Metric, other: Metric): boolean {
  return some.parts.some(({ entity }) => other.parts.some((part) => part.entity === entity))
}

/** A dimension that is a column, and not worked out. */
export function isColumnDimension(dimension: MetricDimension): dimension is ColumnDimension {
  return 'column' in dimension
}

/** Conditions that a row meets which is counted, with those that a measure makes: what is empty is not counted. A sum takes every row. */
export function conditionsOf({ where, measure, aggregation }: MetricPart): readonly MetricCondition[] {
  const measured = measure === undefined || aggregation === 'SUM' ? [] : columnsOf(measure)
  return [...where, ...measured.map((column) => ({ ...column, operator: 'NOT_NULL' as const }))]
}

function columnsOf(measure: Measure): readonly MetricColumn[] {
  switch (measure.kind) {
    case 'COLUMN': return [{ path: measure.path, column: measure.column }]
    case 'ELAPSED': return [measure.from, ...measure.to ? [measure.to] : []]
    default: return measure.columns
  }
}

/** Whether every row that `inner` counts is one that `outer` counts too, as far as their conditions show it. */
export function isCountedWithin(inner: MetricPart, outer: MetricPart): boolean {
  const met = conditionsOf(inner)
  return inner.entity === outer.entity && conditionsOf(outer).every((wanted) => met.some((condition) => implies(condition, wanted)))
}

function implies(met: MetricCondition, wanted: MetricCondition): boolean {
  if (met.column !== wanted.column || met.path.join('.') !== wanted.path.join('.')) return false
  const [values, others] = [met, wanted].map((condition) => new Set((condition.values ?? []).map(String)))
  if (!values || !others) return false
  switch (wanted.operator) {
    case 'IN': return met.operator === 'IN' && [...values].every((value) => others.has(value))
    case 'NOT_IN': return met.operator === 'IN' ? [...values].every((value) => !others.has(value)) : met.operator === 'NOT_IN' && [...others].every((value) => values.has(value))
    // a comparison with nothing is no match
    case 'NOT_NULL': return ['IN', 'NOT_IN', 'NOT_NULL', 'POSITIVE', 'NOT_EMPTY'].includes(met.operator)
    default: return met.operator === wanted.operator
  }
}
