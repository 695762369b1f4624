import type { SettingValues } from '../settings/read-values.ts'
import { serveMetrics } from './serve-metrics.ts'
import { startTracing } from './start-tracing.ts'

/** Metrics and traces of one process. */
export interface Observing {
  /** Where the metrics are, if anywhere. */
  readonly metricsUrl: string | undefined
  stop(): Promise<void>
}

/** Begins what the settings ask for: a port for metrics, a collector of traces; by default neither. */
export async function startObserving(service: string, values: SettingValues): Promise<Observing> {
  const { VEIL_METRICS_PORT: port, VEIL_METRICS_HOST: host } = values
  const metrics = port === undefined ? undefined : await serveMetrics({ host, port })
  const tracing = await startTracing(service, values)
  return {
    metricsUrl: metrics?.url,
    stop: async () => void await Promise.all([metrics?.stop(), tracing?.stop()]),
  }
}
