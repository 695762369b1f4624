import { collectDefaultMetrics, Registry } from 'prom-client'

let registry: Registry | undefined

/** Processor time, memory, garbage collection and the lag of the event loop of this process. Begins to measure when it is first asked. */
export async function processMetricsText(): Promise<string> {
  return measured().metrics()
}

/** Begins to measure the process; until then nothing runs. */
export function measureProcess(): void {
  measured()
}

function measured(): Registry {
  if (registry) return registry
  registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return registry
}
