import type { Entity, PublishedMetric } from '../../../schema/model.ts'

/** The metrics of an entity of which everybody may read something. */
export function publishedMetrics({ metrics = [] }: Entity): readonly PublishedMetric[] {
  return metrics.flatMap((metric) => metric.cube ? [{ ...metric, cube: metric.cube }] : [])
}
