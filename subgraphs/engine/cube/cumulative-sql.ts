import { MOST_CELLS } from './as-of/figure-tables.ts'
import type { Frame } from './bucket-sql.ts'
import type { MetricCompile } from './metric-compile.ts'
import { groupNames, rowsSql } from './rows-sql.ts'

/** A running total: what came before the range stands in its first bucket, and with `fill` every bucket has one. */
export function cumulativeSql(compile: MetricCompile, frame: Frame): string {
  const groups = groupNames(compile)
  const list = groups.map((group) => `, ${group}`).join('')
  const { from, to } = frame
  const start = from === undefined ? undefined : frame.bucketOf(from)
  const open: Frame = { ...frame, from: undefined, bucketOf: (time) => start === undefined ? frame.bucketOf(time) : `greatest(${frame.bucketOf(time)}, ${start})` }
  const found = rowsSql(compile, open)
  if (compile.request.grain === undefined) return found
  const first = from ?? '(select min(p) from found)'
  const last = to === undefined ? '(select max(p) from found)' : `${to} - interval '1 microsecond'`
  const { fill } = compile.request
  const steps = fill ? ` union all select b.p${groups.map((group) => `, k.${group}`).join('')}, 0 from laid b cross join kinds_found k where (select count(*) from laid) * (select count(*) from kinds_found) <= ${MOST_CELLS}` : ''
  // where there are more, the statement around lays out as many and refuses
  const laid = fill ? `, laid as (${frame.bucketsBetween(first, last)}), kinds_found as (${groups.length === 0 ? 'select 1' : `select distinct ${groups.join(', ')} from found`})` : ''
  return `(with found as (${found})${laid}, steps as (select p${list}, v from found${steps})
    select distinct p${list}, sum(v) over (${groups.length === 0 ? '' : `partition by ${groups.join(', ')} `}order by p) as v from steps)`
}
