import type { MetricPart } from '../../../schema/model.ts'
import { isColumnDimension } from '../../../schema/sdl/metric-dimensions.ts'
import { filterSql } from '../read/filter.ts'
import { all, any } from '../read/statement.ts'
import { visible } from '../read/visible.ts'
import type { Frame } from './bucket-sql.ts'
import { partSql } from './combine-sql.ts'
import type { MetricCompile } from './metric-compile.ts'
import { joinsOf, type MetricJoins } from './metric-joins.ts'
import { aggregateSql, type MeasureContext } from './metric-sql.ts'
import { momentSql } from './moment-sql.ts'
import { partConditions } from './part-conditions.ts'

const ALIAS = 't'

/** Columns of the groups: `g0`, `g1`, … */
export const groupNames = ({ request }: Pick<MetricCompile, 'request'>): readonly string[] => request.groupBy.map((_, index) => `g${index}`)

/** One value a bucket and group over the rows of one table, as `p`, `g0`, …, `v`: each row that the caller may list is met once. */
export function rowsSql(compile: MetricCompile, frame: Frame): string {
  const { perspective, table, metric: { parts }, request, filter } = compile
  const joins = joinsOf(perspective, table, ALIAS)
  const context: MeasureContext = { at: joins.at, now: compile.now }
  const groups = request.groupBy.filter(isColumnDimension).map((dimension) => joins.at(dimension))
  const [first] = parts
  const single = parts.length === 1
  const [time] = parts.flatMap((part) => part.time ?? [])
  const moment = time === undefined ? undefined : momentSql(compile, table, { alias: ALIAS, column: time })
  const values = parts.map((part, index) => `${aggregateSql(part, context, single ? undefined : all(partConditions(compile, part, context.at)))} as v${index}`)
  const conditions = [
    visible(perspective, table, ALIAS), ...moment === undefined ? [] : timeConditions(moment, frame),
    // a group in which no part has a row is no group
    any(parts.map((part) => all(partConditions(compile, part, context.at))).map((text) => single || text === 'true' ? text : `(${text})`)),
    ...filter ? [filterSql(perspective, table, { node: filter, alias: ALIAS })] : [],
  ]
  const from = (): string => `from ${table.name} ${ALIAS}${joins.joins()} where ${all(conditions)}`
  const bucket = moment === undefined ? 'null::timestamptz' : frame.bucketOf(moment)
  const named = groups.map((group, index) => `, ${group} as g${index}`).join('')
  const grouped = ['1', ...groups.map((_, index) => String(index + 2))]
  const inner = first?.positive === undefined
    ? `select ${bucket} as p${named}, ${values.join(', ')} ${from()} group by ${grouped.join(', ')}`
    : positiveSql({ bucket, named, grouped, part: first, joins }, from)
  return `select p${groups.map((_, index) => `, g${index}::text as g${index}`).join('')}, ${partSql(compile.metric)} as v from (${inner}) s`
}

function timeConditions(moment: string, { from, to }: Frame): readonly string[] {
  return [`${moment} is not null`, ...from === undefined ? [] : [`${moment} >= ${from}`], ...to === undefined ? [] : [`${moment} < ${to}`]]
}

interface Positive {
  readonly bucket: string
  readonly named: string
  readonly grouped: readonly string[]
  readonly part: MetricPart
  readonly joins: MetricJoins
}

/** Counts those of whose rows a column has a positive sum. */
function positiveSql({ bucket, named, grouped, part: { measure, positive = '' }, joins }: Positive, from: () => string): string {
  const counted = measure?.kind === 'COLUMN' ? joins.at(measure) : 'null'
  const one = `select ${bucket} as p${named} ${from()} group by ${grouped.join(', ')}, ${counted} having sum(${ALIAS}.${positive}) > 0`
  return `select p${grouped.slice(1).map((_, index) => `, g${index}`).join('')}, count(*) as v0 from (${one}) u group by ${grouped.join(', ')}`
}
