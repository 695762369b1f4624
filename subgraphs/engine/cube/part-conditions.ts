import type { Measure, MetricPart } from '../../../schema/model.ts'
import type { MetricCompile } from './metric-compile.ts'
import { conditionSql, type ColumnSql } from './metric-sql.ts'

/** The conditions of a part, as the arguments of the request leave them. */
export function partConditions({ request: { flags }, input, now }: MetricCompile, { where, measure }: MetricPart, at: ColumnSql): readonly string[] {
  const declared = where.flatMap((condition) => {
    const flag = condition.flag === undefined ? undefined : flags.get(condition.flag)
    if (flag === true) return []
    return [flag === undefined ? conditionSql(condition, { at, now }) : `${at(condition)} = any(${input(flag, 'text[]')})`]
  })
  return [...declared, ...sinceSql(measure, { at, now })]
}

// seen from an earlier moment, what began later is not there yet
function sinceSql(measure: Measure | undefined, { at, now }: { readonly at: ColumnSql; readonly now: string }): readonly string[] {
  return measure?.kind === 'ELAPSED' && measure.to === undefined ? [`${at(measure.from)} <= ${now}`] : []
}
