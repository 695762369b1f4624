import type { Aggregation, Measure, MetricColumn, MetricCondition, MetricPart } from '../../../schema/model.ts'
import { textSql } from '../read/scope.ts'

/** Gives the SQL of a column; a path leads to a row that was joined before. */
export type ColumnSql = (column: MetricColumn) => string

/** What stands for now in measures and conditions. */
export interface MeasureContext {
  readonly at: ColumnSql
  readonly now: string
}

/** A value of a row, always numeric where it is computed with, so that no sum or product can overflow. */
export function measureSql(measure: Measure, { at, now }: MeasureContext): string {
  switch (measure.kind) {
    case 'COLUMN': return at(measure)
    case 'PRODUCT': return `${at(measure.columns[0])}::numeric * ${at(measure.columns[1])}`
    case 'SUM': return `${at(measure.columns[0])}::numeric + ${at(measure.columns[1])}`
    case 'ELAPSED': {
      const seconds = `extract(epoch from ${measure.to ? at(measure.to) : now} - ${at(measure.from)})`
      return measure.in === 'SECONDS' ? seconds : `${seconds} / 86400`
    }
  }
}

const FORMS: Readonly<Record<Exclude<Aggregation, 'COUNT' | 'P50' | 'P95'>, (value: string) => string>> = {
  SUM: (value) => `sum(${value})`,
  COUNT_DISTINCT: (value) => `count(distinct ${value})`,
  AVG: (value) => `avg(${value})`,
  MIN: (value) => `min(${value})`,
  MAX: (value) => `max(${value})`,
}

/** The aggregate of a part, over the rows for which `when` holds. */
export function aggregateSql({ aggregation, measure, sign }: MetricPart, context: MeasureContext, when?: string): string {
  const only = when === undefined || when === 'true' ? '' : ` filter (where ${when})`
  const value = measure ? measureSql(measure, context) : '*'
  const minus = sign === -1 ? '-' : ''
  if (aggregation === 'COUNT') return `${minus}count(*)${only}`
  if (aggregation === 'P50' || aggregation === 'P95') return `${minus}percentile_disc(${aggregation === 'P50' ? '0.5' : '0.95'}) within group (order by ${value})${only}`
  return `${minus}${FORMS[aggregation](value)}${only}`
}

/** A declared condition; null is no match. */
export function conditionSql({ operator, values = [], ...place }: MetricCondition, { at, now }: MeasureContext): string {
  const column = at(place)
  const listed = values.map((value) => typeof value === 'boolean' ? String(value) : textSql(value))
  switch (operator) {
    case 'IN': return listed.length === 1 ? `${column} = ${listed[0] ?? ''}` : `${column} in (${listed.join(', ')})`
    case 'NOT_IN': return listed.length === 1 ? `${column} <> ${listed[0] ?? ''}` : `${column} not in (${listed.join(', ')})`
    case 'IS_NULL': return `${column} is null`
    case 'NOT_NULL': return `${column} is not null`
    case 'POSITIVE': return `${column} > 0`
    case 'NOT_EMPTY': return `cardinality(${column}) > 0`
    case 'AHEAD': return `(${column} is null or ${column} > ${now})`
  }
}
