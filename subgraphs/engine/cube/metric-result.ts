import type { Metric, MetricDimension } from '../../../schema/model.ts'
import { dimensionName } from '../../../schema/sdl/metric-types.ts'
import { ReadError } from '../read/read-error.ts'
import { allowedDimensions, MOST_POINTS, type MetricRequest } from './metric-request.ts'

/** One figure before it is named for the client. */
export interface Point {
  /** Start of the bucket, RFC 3339. */
  readonly period: string
  readonly values: readonly (string | null)[]
  /** Null: suppressed. */
  readonly value: string | null
}

/** The answer of a metric, in the fields of `MetricResult`. */
export function metricResult(metric: Metric, { groupBy, orderBy, limit }: MetricRequest, { points, source }: { readonly points: readonly Point[]; readonly source: 'ROWS' | 'CUBE' }): unknown {
  if (points.length > MOST_POINTS) throw new ReadError('VALIDATION_FAILED', { limit: MOST_POINTS })
  return {
    rows: ordered(points, orderBy).slice(0, limit).map(({ period, values, value }) => ({
      period, value, suppressed: value === null, group: groupBy.map((dimension, index) => groupOf(dimension, values[index] ?? null)),
    })),
    definition: metric.definition, source, dimensions: allowedDimensions(metric),
    unit: metric.unit,
  }
}

function groupOf(dimension: MetricDimension, value: string | null): unknown {
  return { dimension: dimensionName(dimension), value }
}

function ordered(points: readonly Point[], orderBy: MetricRequest['orderBy']): readonly Point[] {
  if (!orderBy) return points
  const turn = orderBy.descending ? -1 : 1
  // what is suppressed stands last in either direction: its place must not tell where its value would be
  const compare = (a: Point, b: Point): number => {
    if (orderBy.field === 'PERIOD') return a.period < b.period ? -turn : a.period > b.period ? turn : 0
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    const [left, right] = [BigInt(a.value), BigInt(b.value)]
    return left < right ? -turn : left > right ? turn : 0
  }
  return [...points].sort(compare)
}
