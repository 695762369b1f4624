import type { Metric, MetricDimension } from '../../../schema/model.ts'
import { dimensionName } from '../../../schema/sdl/metric-dimensions.ts'
import { allowedDimensions } from './metric-dimension.ts'
import type { MetricRequest } from './metric-request.ts'

/** One figure before it is named for the client. */
export interface Point {
  /** Start of the bucket, RFC 3339; null without buckets. */
  readonly period: string | null
  readonly values: readonly (string | null)[]
  /** A decimal number. Null: suppressed, or there is none. */
  readonly value: string | null
  /** Value of the earlier period. */
  readonly previous?: string | null
  /** Absent: a point of the cube, where null means suppressed. */
  readonly isSuppressed?: boolean
}

/** The answer of a metric, in the fields of `MetricResult`. */
export function metricResult(metric: Metric, { groupBy }: MetricRequest, { points, source }: { readonly points: readonly Point[]; readonly source: 'ROWS' | 'CUBE' }): unknown {
  return {
    rows: points.map(({ period, values, value, previous = null, isSuppressed = value === null }) => ({
      period, value, previous, suppressed: isSuppressed, group: groupBy.map((dimension, index) => groupOf(dimension, values[index] ?? null)),
    })),
    definition: metric.definition, source, dimensions: allowedDimensions(metric), unit: metric.unit,
  }
}

function groupOf(dimension: MetricDimension, value: string | null): unknown {
  return { dimension: dimensionName(dimension), value }
}
