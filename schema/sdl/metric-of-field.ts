import { modules } from '../metadata/index.ts'
import type { Metric } from '../model.ts'
import { metricField } from './metric-types.ts'

let known: ReadonlyMap<string, Metric> | undefined

/** The metric behind a field of `Metrics`; looked up for refusals only, so it is worked out for the first one. */
export const metricOfField = (field: string): Metric | undefined => {
  known ??= new Map(modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics.map(metric => [metricField(metric), metric] as const))))
  return known.get(field)
}
