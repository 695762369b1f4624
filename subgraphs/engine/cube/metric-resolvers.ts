import type { Entity, Metric, ModuleMetadata } from '../../../schema/model.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import type { ReadRunner } from '../operation/run-read.ts'
import { tableNamed } from '../read/catalog.ts'
import { ReadError } from '../read/read-error.ts'
import type { Resolver, Resolvers } from '../resolvers.ts'
import { arrangePoints } from './arrange-points.ts'
import { countingViewer } from './counting-viewer.ts'
import { MOST_EXPORTED_POINTS, MOST_POINTS, readMetricRequest } from './metric-request.ts'
import { metricResult } from './metric-result.ts'
import { readCube } from './read-cube.ts'
import { mayList, readRows } from './read-rows.ts'

/** Adds the metrics of a module to what it writes by hand: who can list rows counts those, everybody else gets what was published. */
export function withMetrics(written: Resolvers = {}, { entities }: ModuleMetadata, runner: ReadRunner): Resolvers {
  const figures = entities.flatMap((entity) => (entity.metrics ?? []).map((metric) => [metricField(metric), figureOf(runner, entity, metric)] as const))
  return figures.length === 0 ? written : { ...written, Query: { ...written.Query, metrics: () => ({}) }, Metrics: Object.fromEntries(figures) }
}

function figureOf(runner: ReadRunner, entity: Entity, metric: Metric): Resolver {
  const find = (type: string): Entity | undefined => runner.catalog.tables.get(type)?.entity
  return async (_id, args, { view: { principal } }) => {
    const viewer = countingViewer(principal)
    const most = mostPoints(principal)
    const request = readMetricRequest({ entity, metric, find }, args, most)
    const reader = { runner, viewer, table: tableNamed(runner.catalog, entity.type), metric, most }
    if (mayList(reader)) return metricResult(metric, request, { points: await readRows(reader, request), source: 'ROWS' })
    const { cube } = metric
    if (cube === undefined) throw new ReadError('METRIC_CUBE_ONLY', { rule: 'NOT_PUBLISHED' })
    const points = await readCube({ pool: runner.pool, brandId: viewer.brandId, entity, metric: { ...metric, cube } }, request)
    return metricResult(metric, request, { points: arrangePoints(points, request, most), source: 'CUBE' })
  }
}

/** The gateway alone says that a request is an export, and pages through what it gets. */
function mostPoints({ channel }: Principal): number {
  return channel === 'EXPORT' ? MOST_EXPORTED_POINTS : MOST_POINTS
}
