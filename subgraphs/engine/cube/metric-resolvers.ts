import type { ModuleMetadata } from '../../../schema/model.ts'
import { metricField } from '../../../schema/sdl/metric-types.ts'
import type { ReadRunner } from '../operation/run-read.ts'
import { tableNamed } from '../read/catalog.ts'
import { viewerOf } from '../read/rights.ts'
import type { Resolver, Resolvers } from '../resolvers.ts'
import { ReadError } from '../read/read-error.ts'
import { readMetricRequest } from './metric-request.ts'
import { metricResult } from './metric-result.ts'
import { readCube } from './read-cube.ts'
import { mayList, readRows } from './read-rows.ts'

/** Adds the metrics of a module to what it writes by hand: who can list rows counts those, everybody else gets what was published. */
export function withMetrics(written: Resolvers = {}, { entities }: ModuleMetadata, runner: ReadRunner): Resolvers {
  const figures = entities.flatMap((entity) => (entity.metrics ?? []).map((metric): readonly [string, Resolver] => [
    metricField(metric),
    async (_id, args, { view: { principal } }) => {
      const viewer = viewerOf(principal)
      const request = readMetricRequest(entity, metric, args)
      const reader = { runner, viewer, table: tableNamed(runner.catalog, entity.type), metric }
      if (mayList(reader)) return metricResult(metric, request, { points: await readRows(reader, request), source: 'ROWS' })
      const { cube } = metric
      if (cube === undefined) throw new ReadError('FORBIDDEN')
      return metricResult(metric, request, { points: await readCube({ pool: runner.pool, brandId: viewer.brandId, entity, metric: { ...metric, cube } }, request), source: 'CUBE' })
    },
  ]))
  return figures.length === 0 ? written : { ...written, Query: { ...written.Query, metrics: () => ({}) }, Metrics: Object.fromEntries(figures) }
}
