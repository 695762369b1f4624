import type { Metric } from '../../../../schema/model.ts'
import { isColumnDimension } from '../../../../schema/sdl/metric-dimensions.ts'
import type { Frame } from '../bucket-sql.ts'
import type { MetricCompile } from '../metric-compile.ts'
import { agesSql } from './ages-sql.ts'
import { bucketTables, wholeTables } from './bucket-tables.ts'
import { cohortTables } from './cohort-tables.ts'
import { combinedSql } from './combined-sql.ts'
import { eventRows } from './event-rows.ts'
import { figureSql, type FigureTables } from './figure-tables.ts'
import { movementTables, moveTables } from './movement-tables.ts'
import { runningTables } from './running-tables.ts'
import { flowTables, stepTables } from './step-tables.ts'

/**
 * Query of a figure that is more than an aggregate over rows of one table: `p` start of the bucket, `g0`, `g1`, … the dimensions as texts in the order
 * asked for, `v` numeric. Values as of a moment are given for every bucket from the one in which their group is first seen.
 */
export function asOfSql(compile: MetricCompile, frame: Frame): string {
  const { metric, request: { groupBy } } = compile
  switch (metric.kind) {
    case 'AS_OF': return figureSql([...flowTables(eventRows(compile, metric)), ...cut(compile, frame, 'flows'), ...runningTables(frame)], groupBy.length)
    case 'MOVEMENT': return figureSql(movements(compile, frame), groupBy.length)
    case 'COHORT': return figureSql(cohort(compile, frame), groupBy.length)
    case 'SNAPSHOT': return agesSql(compile)
    default: return combinedSql(compile, frame)
  }
}

function cut({ request: { grain }, now }: MetricCompile, frame: Frame, table: string): FigureTables {
  return grain === undefined ? wholeTables(frame) : bucketTables(frame, { table, time: 'at', now })
}

function movements(compile: MetricCompile, frame: Frame): FigureTables {
  const movementAt = compile.request.groupBy.findIndex((dimension) => !isColumnDimension(dimension))
  return [...stepTables(eventRows(compile, sourceOf(compile))), ...moveTables(movementAt < 0 ? undefined : movementAt), ...cut(compile, frame, 'moves'), ...movementTables(frame)]
}

function cohort(compile: MetricCompile, frame: Frame): FigureTables {
  const { from } = compile.metric
  if (!from || from.figure === 'MOVEMENT' || !from.unit) throw new Error(`${compile.metric.name} does not say by whose heads it counts.`)
  return [...stepTables(eventRows(compile, sourceOf(compile), from.unit)), ...cut(compile, frame, 'steps'), ...cohortTables(from.figure, frame)]
}

/** The metric with the events that another one is made of; both are of one entity. */
function sourceOf({ metric: { name, from }, table: { entity } }: MetricCompile): Metric {
  const source = entity.metrics?.find((candidate) => candidate.name === from?.metric)
  if (!source) throw new Error(`${name} is made of a metric that ${entity.type} does not have.`)
  return source
}
