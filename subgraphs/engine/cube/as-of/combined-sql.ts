import type { MetricColumn, MetricDimension, MetricPart } from '../../../../schema/model.ts'
import { isColumnDimension } from '../../../../schema/sdl/metric-dimensions.ts'
import { tableNamed } from '../../read/catalog.ts'
import { filterSql } from '../../read/filter.ts'
import { all } from '../../read/statement.ts'
import { visible } from '../../read/visible.ts'
import type { Frame } from '../bucket-sql.ts'
import { quotientSql } from '../combine-sql.ts'
import type { MetricCompile } from '../metric-compile.ts'
import { joinsOf } from '../metric-joins.ts'
import { aggregateSql } from '../metric-sql.ts'
import { momentSql } from '../moment-sql.ts'
import { partConditions } from '../part-conditions.ts'
import { figureSql, groupSql, type FigureTables } from './figure-tables.ts'

const ALIAS = 't'

/** A figure made of rows of several tables: their sum, or the first by the second. */
export function combinedSql(compile: MetricCompile, frame: Frame): string {
  const { metric: { parts, kind }, request: { groupBy } } = compile
  const shared = groupBy.filter((dimension) => parts.every((part) => columnOf(part, dimension, parts) !== undefined))
  const tables = parts.map((part, index): FigureTables[number] => [`part${index}`, partSql({ compile, part, shared }, frame)])
  return figureSql([...tables, ['figure', kind === 'RATIO' ? ratioSql(compile, shared) : sumSql(parts)]], groupBy.length)
}

function sumSql(parts: readonly MetricPart[]): string {
  return `select p, g, sum(x)::numeric as v from (${parts.map((_, index) => `select p, g, x from part${index}`).join(' union all ')}) part group by p, g`
}

/** Where a part cannot be told by a dimension, its whole is shared by all groups of it: those who have the dimension say which groups there are. */
function ratioSql({ metric: { parts }, request: { groupBy, grain } }: MetricCompile, shared: readonly MetricDimension[]): string {
  const has = (index: number): boolean => groupBy.every((dimension) => parts[index] !== undefined && columnOf(parts[index], dimension, parts) !== undefined)
  const join = shared.length === groupBy.length ? 'full' : has(0) ? 'left' : 'right'
  const group = join === 'full' ? 'coalesce(n.g, d.g)' : join === 'left' ? 'n.g' : 'd.g'
  // without buckets all periods are null, which are not equal to each other
  const same = grain === undefined ? 'd.h = n.h' : 'd.p = n.p and d.h = n.h'
  return `select coalesce(n.p, d.p) as p, ${group} as g, ${quotientSql('coalesce(n.x, 0)', 'd.x')} as v from part0 n ${join} join part1 d on ${same}`
}

interface PartOf {
  readonly compile: MetricCompile
  readonly part: MetricPart
  readonly shared: readonly MetricDimension[]
}

/** One part: `p`, `g` all dimensions (null for those that it has not), `h` those that all parts have, `x` the aggregate. */
function partSql({ compile, part, shared }: PartOf, { from, to, bucketOf }: Frame): string {
  const { perspective, metric, filter, request: { groupBy }, now } = compile
  const table = tableNamed(perspective.catalog, part.entity)
  const own = joinsOf(perspective, table, ALIAS)
  // the row of the metric's own entity, whose dimensions and filter hold for the part too
  const base = own.reach(part.via ?? [])
  const joins = joinsOf(perspective, base.table, base.alias)
  const at = (dimension: MetricDimension): string => {
    const column = columnOf(part, dimension, metric.parts)
    if (column === undefined) return 'null'
    return part.dimensions?.some(({ name }) => name === dimension.name) ? own.at(column) : joins.at(column)
  }
  const [all_, common] = [groupSql(groupBy.map(at)), groupSql(shared.map(at))]
  const time = part.time === undefined ? undefined : momentSql(compile, table, { alias: ALIAS, column: part.time })
  const where = all([
    visible(perspective, table, ALIAS), ...base.alias === ALIAS ? [] : [`${base.alias}.id is not null`], ...partConditions(compile, part, own.at),
    ...time === undefined ? [] : [`${time} is not null`, ...from === undefined ? [] : [`${time} >= ${from}`], ...to === undefined ? [] : [`${time} < ${to}`]],
    ...filter ? [filterSql(perspective, base.table, { node: filter, alias: base.alias })] : [],
  ])
  const value = aggregateSql(part, { at: own.at, now })
  return `select ${bucketOf(time ?? now)} as p, ${all_} as g, ${common} as h, ${value} as x from ${table.name} ${ALIAS}${own.joins()}${joins.joins()} where ${where} group by 1, 2, 3`
}

/** Where a part has a dimension: a further one of its own, or one of the metric's entity; undefined where only another part has it. */
function columnOf(part: MetricPart, dimension: MetricDimension, parts: readonly MetricPart[]): MetricColumn | undefined {
  const isExtra = parts.some(({ dimensions = [] }) => dimensions.some(({ name }) => name === dimension.name))
  if (isExtra) return part.dimensions?.find(({ name }) => name === dimension.name)
  return isColumnDimension(dimension) ? dimension : undefined
}
