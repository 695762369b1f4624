import type { AsOf, Metric, MetricColumn } from '../../../../schema/model.ts'
import { isColumnDimension } from '../../../../schema/sdl/metric-dimensions.ts'
import { filterSql } from '../../read/filter.ts'
import { all } from '../../read/statement.ts'
import { visible } from '../../read/visible.ts'
import type { MetricCompile } from '../metric-compile.ts'
import { joinsOf } from '../metric-joins.ts'
import { momentSql } from '../moment-sql.ts'
import { partConditions } from '../part-conditions.ts'
import type { EventRows } from './step-tables.ts'

const ALIAS = 't'

/** Events of an AS_OF metric that the caller may list. A condition is one on the state that an event leaves: what does not meet it counts as if it were not there. */
export function eventRows(compile: MetricCompile, { parts: [part], time, asOf }: Metric, unit?: MetricColumn): EventRows {
  const { perspective, table, filter, request: { groupBy } } = compile
  if (!part || time === undefined || !asOf) throw new Error(`A figure of ${table.entity.type} is made of a metric without events.`)
  const joins = joinsOf(perspective, table, ALIAS)
  const conditions = partConditions(compile, part, joins.at)
  const kept = all([...conditions, ...filter ? [filterSql(perspective, table, { node: filter, alias: ALIAS })] : []])
  const rows = {
    time: momentSql(compile, table, { alias: ALIAS, column: time }), subject: asOf.subject && `${ALIAS}.${asOf.subject}`, order: orderOf(asOf), value: `${ALIAS}.${asOf.value}`,
    kept: kept === 'true' ? kept : `(${kept}) is true`,
    dimensions: groupBy.filter(isColumnDimension).map(joins.at), unit: unit && joins.at(unit),
    where: all([visible(perspective, table, ALIAS), `${ALIAS}.${time} is not null`]),
  }
  return { ...rows, from: `${table.name} ${ALIAS}${joins.joins()}` }
}

function orderOf({ order }: AsOf): string {
  return `${ALIAS}.${order ?? 'id'}`
}
