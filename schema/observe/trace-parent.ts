import { context, isSpanContextValid, ROOT_CONTEXT, trace, TraceFlags } from '@opentelemetry/api'
import type { Context } from '@opentelemetry/api'

const HEADER = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/

/** The context that a W3C `traceparent` names; the root where it names none. Nothing else is taken over from a caller: no state, no baggage. */
export function contextOf(header: string | string[] | undefined): Context {
  const [, traceId = '', spanId = '', flags = '00'] = (typeof header === 'string' ? HEADER.exec(header) : undefined) ?? []
  const spanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED, isRemote: true }
  return isSpanContextValid(spanContext) ? trace.setSpanContext(ROOT_CONTEXT, spanContext) : ROOT_CONTEXT
}

/** The header that goes with a request of ours; none where nothing is traced. */
export function traceParent(): { readonly traceparent?: string } {
  const current = trace.getSpanContext(context.active())
  if (!current || !isSpanContextValid(current)) return {}
  return { traceparent: `00-${current.traceId}-${current.spanId}-0${String(current.traceFlags & TraceFlags.SAMPLED)}` }
}
