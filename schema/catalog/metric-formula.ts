import type { Entity, Measure, Metric, MetricColumn, MetricCondition, MetricPart } from '../model.ts'
import { snakeCase } from './snake-case.ts'

const columnText = ({ path, column }: MetricColumn): string => [...path.map(snakeCase), column].join('.')

const measureText = (measure: Measure): string => {
  switch (measure.kind) {
    case 'COLUMN': return columnText(measure)
    case 'PRODUCT': return measure.columns.map(columnText).join(' * ')
    case 'SUM': return measure.columns.map(columnText).join(' + ')
    case 'ELAPSED': return `${measure.to === undefined ? 'now' : columnText(measure.to)} - ${columnText(measure.from)}`
  }
}

/** What is aggregated, as an expression over columns. Rows are counted by what names them. */
export const measuredText = ({ measure }: MetricPart, { keys }: Entity): string => (measure === undefined ? keys[0] ?? '' : measureText(measure))

const SAID: Readonly<Record<Exclude<MetricCondition['operator'], 'IN' | 'NOT_IN'>, string>> = {
  IS_NULL: 'is not set', NOT_NULL: 'is set', POSITIVE: '> 0', NOT_EMPTY: 'is not empty', AHEAD: 'is ahead',
}

const conditionText = (condition: MetricCondition): string => {
  const { operator, values = [], flag } = condition
  const many = values.length > 1 ? `(${values.join(', ')})` : String(values[0])
  const said = operator === 'IN' || operator === 'NOT_IN' ? `${values.length > 1 ? (operator === 'IN' ? 'in' : 'not in') : operator === 'IN' ? '=' : '<>'} ${many}` : SAID[operator]
  return `${columnText(condition)} ${said}${flag === undefined ? '' : ` unless ${flag}`}`
}

const partText = (part: MetricPart, entity: Entity): string => {
  const { aggregation, where } = part
  const over = `${part.entity === entity.type ? '' : `${snakeCase(part.entity)}.`}${measuredText(part, entity)}`
  return `${aggregation.toLowerCase()}(${over}${where.length === 0 ? '' : ` where ${where.map(conditionText).join(' and ')}`})`
}

/** How a metric is made, for people: `sum(amount_paid_cents) / sum(amount_due_cents)`. */
export const formulaOf = ({ kind, parts, from, asOf, isCumulative }: Metric, entity: Entity): string => {
  if (from !== undefined) return `${from.figure.toLowerCase()}(${from.metric})`
  if (asOf !== undefined) return asOf.subject === undefined ? `sum(${asOf.value} so far)` : `sum(last ${asOf.value} of each ${asOf.subject})`
  const [first = '', ...rest] = parts.map(part => partText(part, entity))
  if (kind === 'RATIO') return [first, ...rest].join(' / ')
  const text = parts.slice(1).reduce((sum, { sign }, at) => `${sum} ${sign < 0 ? '-' : '+'} ${rest[at] ?? ''}`, first)
  return isCumulative ? `running ${text}` : text
}
