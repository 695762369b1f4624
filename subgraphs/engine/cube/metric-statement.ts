import { MOST_CELLS, TOO_MUCH } from './as-of/figure-tables.ts'
import { frameOf, shiftOf, type Frame } from './bucket-sql.ts'
import { isZeroWhereEmpty } from './combine-sql.ts'
import type { MetricCompile } from './metric-compile.ts'
import { isLaidOut, pointsAtMost } from './metric-request.ts'
import { all, any } from '../read/statement.ts'
import { groupNames } from './rows-sql.ts'

/** Makes a query with the columns `p`, `g0`, …, `v` for a frame of time. */
export type FiguresSql = (compile: MetricCompile, frame: Frame) => string

const WIRE_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/**
 * The statement of a request around the figures: compared with an earlier period, with the empty buckets, with its conditions, in its order.
 * Its rows are period, value, previous, whether there are more buckets or groups than may be filled, and the groups.
 */
export function metricStatement(compile: MetricCompile, figures: FiguresSql, most: number): string {
  const { request, metric, zone, input } = compile
  const { grain, weekStart, range, fill, compareTo, limit } = request
  const zoned = { grain, weekStart, zone, most, isUtc: request.timeZone === undefined, isShort: grain !== undefined && range !== undefined && pointsAtMost(range, grain) <= most }
  const frame = frameOf(zoned, { from: range && input(range.from, 'timestamptz'), to: range && input(range.to, 'timestamptz') })
  const groups = groupNames(compile)
  const keys = ['p', ...groups]
  const parts = [`cur as (${figures(compile, frame)})`]
  const sources = [`select ${keys.join(', ')}, v, null::numeric as previous, true as seen from cur`]
  if (compareTo && grain) {
    const shift = shiftOf({ ...zoned, grain, compareTo })
    const { from, to } = frame
    parts.push(`prev as (${range ? figures(compile, frameOf(zoned, { from: from && shift.earlier(from), to: to && shift.earlier(to) })) : 'select * from cur'})`)
    // a day that the later year does not have is compared with none
    const later = shift.later('p')
    const within = range ? ` and (${later} < ${to ?? ''} or p = ${TOO_MUCH})` : ''
    sources.push(`select ${[later, ...groups].join(', ')}, null, v, p = ${TOO_MUCH} from prev where ${shift.earlier(`(${later})`)} = p${within}`)
  }
  if (fill) {
    const first = frame.from ?? '(select min(p) from cur)'
    const last = frame.to === undefined ? '(select max(p) from cur)' : `${frame.to} - interval '1 microsecond'`
    const named = groups.join(', ')
    const kinds = `select distinct ${named} from ${compareTo ? `(select ${named} from cur union all select ${named} from prev) a` : 'cur'} limit ${most + 1}`
    parts.push(`buckets as (${frame.bucketsBetween(first, last)})`, `kinds as (${groups.length === 0 ? 'select 1' : kinds})`)
    sources.push(`select ${['b.p', ...groups.map((group) => `k.${group}`)].join(', ')}, null, null, true from buckets b cross join kinds k where not (${overfullSql(most)})`)
  }
  const value = fill && isZeroWhereEmpty(metric) ? 'coalesce(max(v), 0)' : 'max(v)'
  const merged = sources.length === 1 ? 'select * from cur' : `select ${keys.join(', ')}, ${value} as v, max(previous) as previous from (${sources.join(' union all ')}) u group by ${keys.join(', ')} having bool_or(seen)`
  const over = any([...fill ? [overfullSql(most)] : [], ...isLaidOut(metric) ? [`exists (select 1 from merged where p = ${TOO_MUCH})`] : []])
  return `with ${parts.join(',\n')},
merged as (${merged})
select to_char(p at time zone 'UTC', '${WIRE_TIME}'), v::text, ${sources.length === 1 ? 'null' : 'previous::text'}, (${over})${groups.map((group) => `, ${group}`).join('')}
from merged${havingSql(compile, over)}
order by ${orderSql(compile)} limit ${Math.min(limit ?? most + 1, most + 1)}`
}

/** More buckets, or groups, than an answer may have, or than can be laid out together. */
function overfullSql(most: number): string {
  const [buckets, kinds] = ['(select count(*) from buckets)', '(select count(*) from kinds)']
  return `${buckets} > ${most} or ${kinds} > ${most} or ${buckets} * ${kinds} > ${MOST_CELLS}`
}

// where there was too much, a row has to say so
function havingSql({ request: { having }, input }: MetricCompile, over: string): string {
  if (having.length === 0) return ''
  const holds = all(having.map(({ operator, value }) => `v ${operator} ${input(value, 'numeric')}`))
  return ` where ${over === 'false' ? holds : `(${holds}) or ${over}`}`
}

function orderSql(compile: MetricCompile): string {
  const { orderBy, compareTo } = compile.request
  const direction = orderBy?.descending ? ' desc' : ''
  const keys = ['p', ...groupNames(compile)]
  if (orderBy === undefined) return keys.join(', ')
  if (orderBy.field === 'PERIOD') return [`p${direction}`, ...keys.slice(1)].join(', ')
  // without its table, the name would mean the text in the select list
  const column = orderBy.field === 'VALUE' ? 'merged.v' : 'merged.previous'
  return orderBy.field === 'PREVIOUS' && compareTo === undefined ? keys.join(', ') : [`${column}${direction} nulls last`, ...keys].join(', ')
}
