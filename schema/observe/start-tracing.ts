import { context } from '@opentelemetry/api'
import type { SpanExporter } from '@opentelemetry/sdk-trace-base'
import type { SettingValues } from '../settings/read-values.ts'
import { setTracer } from './tracing.ts'

/** What collects the spans of this process. */
export interface Tracing {
  /** Sends what is still here, and stops. */
  stop(): Promise<void>
}

const SERVICE = 'service.name'
const MOST_WAITING = 4_096
const SEND_EVERY_MS = 2_000
const SEND_WITHIN_MS = 5_000

type TracingSettings = Pick<SettingValues, 'OTEL_EXPORTER_OTLP_ENDPOINT' | 'OTEL_EXPORTER_OTLP_HEADERS' | 'VEIL_TRACE_RATIO'>

/**
 * Sends the spans of this process to the collector, where one is configured; else nothing is loaded and nothing happens.
 * The name of the service is the only thing that is said of the process: no host, no user, no command line.
 */
export async function startTracing(service: string, settings: TracingSettings): Promise<Tracing | undefined> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers = '' } = settings
  if (endpoint === undefined) return undefined
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`
  return traceTo(new OTLPTraceExporter({ url, headers: headersOf(headers), timeoutMillis: SEND_WITHIN_MS }), { service, ratio: settings.VEIL_TRACE_RATIO })
}

/** Sends spans to this exporter. A process has one. */
export async function traceTo(exporter: SpanExporter, { service, ratio }: { readonly service: string; readonly ratio: number }): Promise<Tracing> {
  const [{ AsyncLocalStorageContextManager }, { BasicTracerProvider, BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler }] =
    await Promise.all([import('@opentelemetry/context-async-hooks'), import('@opentelemetry/sdk-trace-base')])
  const provider = new BasicTracerProvider({
    resource: resourceOf(service),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    // what cannot be sent is dropped: requests never wait for the collector
    spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: MOST_WAITING, scheduledDelayMillis: SEND_EVERY_MS, exportTimeoutMillis: SEND_WITHIN_MS })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  setTracer(provider.getTracer('veilgraph'))
  return {
    async stop() {
      setTracer(undefined)
      // a collector that is gone must not keep the process from ending
      await provider.shutdown().catch(() => undefined)
      context.disable()
    },
  }
}

function resourceOf(service: string) {
  const resource = {
    attributes: { [SERVICE]: service },
    merge: () => resource,
    getRawAttributes: (): [string, string][] => [[SERVICE, service]],
  }
  return resource
}

/** `name=value,name=value`, as the specification of the variable has it. */
function headersOf(text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').flatMap((pair) => {
    const at = pair.indexOf('=')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), decodeURIComponent(pair.slice(at + 1).trim())]]
  }))
}
