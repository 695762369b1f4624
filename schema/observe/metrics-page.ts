import { metricsText } from './metrics.ts'
import { processMetricsText } from './process-metrics.ts'

/** What a scrape is answered with. */
export interface MetricsPage {
  readonly type: string
  readonly text: string
}

/** Everything that this process measures, its own figures and those of Node, in the text format of Prometheus. */
export async function metricsPage(): Promise<MetricsPage> {
  return { type: 'text/plain; version=0.0.4; charset=utf-8', text: `${await metricsText()}${await processMetricsText()}` }
}
