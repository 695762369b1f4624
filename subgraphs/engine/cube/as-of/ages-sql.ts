import { isColumnDimension } from '../../../../schema/sdl/metric-dimensions.ts'
import { filterSql } from '../../read/filter.ts'
import { textSql } from '../../read/scope.ts'
import { all } from '../../read/statement.ts'
import { visible } from '../../read/visible.ts'
import type { MetricCompile } from '../metric-compile.ts'
import { joinsOf } from '../metric-joins.ts'
import { aggregateSql } from '../metric-sql.ts'
import { partConditions } from '../part-conditions.ts'

const ALIAS = 't'

/** What stands in the rows now, by the whole days that a moment of them lies before `asOf`. */
export function agesSql(compile: MetricCompile): string {
  const { perspective, table, metric, filter, request: { groupBy }, now } = compile
  const [part] = metric.parts
  if (!part) throw new Error(`${metric.name} has no rows.`)
  const joins = joinsOf(perspective, table, ALIAS)
  const groups = groupBy.map((dimension) => isColumnDimension(dimension) ? `${joins.at(dimension)}::text` : ageSql(compile))
  const where = all([
    visible(perspective, table, ALIAS), ...partConditions(compile, part, joins.at),
    ...filter ? [filterSql(perspective, table, { node: filter, alias: ALIAS })] : [],
  ])
  const columns = groups.map((group, index) => `, ${group} as g${index}`).join('')
  const value = aggregateSql(part, { at: joins.at, now })
  return `select null::timestamptz as p${columns}, (${value})::numeric as v from ${table.name} ${ALIAS}${joins.joins()} where ${where}${groups.length > 0 ? ` group by ${groups.map((_, index) => index + 2).join(', ')}` : ''}`
}

/** Whole days since a moment, as one of the names of the buckets of age; what has no such moment, or one to come, is in the first. */
function ageSql({ metric: { ages, dimensions, name }, now }: MetricCompile): string {
  const dimension = dimensions.find((candidate) => candidate.name === ages?.dimension)
  if (!ages || !dimension || isColumnDimension(dimension)) throw new Error(`${name} has no buckets of age.`)
  const days = `floor(extract(epoch from ${now} - ${ALIAS}.${ages.column}) / 86400)`
  const [first = '', ...names] = dimension.values.map(textSql)
  const younger = ages.steps.slice(1).map((step, index) => ` when ${days} < ${step} then ${names[index] ?? first}`).join('')
  return `case when ${ALIAS}.${ages.column} is null or ${days} < ${ages.steps[0] ?? 1} then ${first}${younger} else ${names.at(-1) ?? first} end`
}
