import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span, Tracer } from '@opentelemetry/api'
import { spanAttributes } from './span-facts.ts'
import type { SpanFacts, SpanName } from './span-facts.ts'

// One variable: where nobody collects traces, what is traced costs a look at it.
let tracer: Tracer | undefined

/** Switches tracing on or off; `start-tracing` does. */
export function setTracer(given: Tracer | undefined): void {
  tracer = given
}

/** Adds to the facts of a span that is under way. */
export type TellSpan = (facts: SpanFacts) => void

const tellNobody: TellSpan = () => undefined

/** Runs something as a span below the one that is under way, or below `parent`. Where there is none it just runs: relays and brooms leave no traces. */
export function traced<T>(name: SpanName, facts: SpanFacts, run: (tell: TellSpan) => Promise<T>, parent?: Context): Promise<T> {
  return tracer ? underSpan(tracer, { name, facts, parent: parent ?? context.active() }, run) : run(tellNobody)
}

interface Wanted {
  readonly name: SpanName
  readonly facts: SpanFacts
  readonly parent: Context
}

const KINDS: Readonly<Partial<Record<SpanName, SpanKind>>> = { request: SpanKind.SERVER, fetch: SpanKind.CLIENT, subgraph: SpanKind.SERVER, sql: SpanKind.CLIENT }

async function underSpan<T>(by: Tracer, { name, facts, parent }: Wanted, run: (tell: TellSpan) => Promise<T>): Promise<T> {
  if (!trace.getSpanContext(parent)) return run(tellNobody)
  const span = by.startSpan(name, { attributes: spanAttributes(facts), kind: KINDS[name] }, parent)
  try {
    return await context.with(trace.setSpan(parent, span), run, undefined, (more: SpanFacts) => tell(span, more))
  } catch (failure) {
    // of what was thrown nothing is told: messages hold values
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw failure
  } finally {
    span.end()
  }
}

/** Adds to the facts of a span. A code other than OK marks it as failed. */
export function tell(span: Span, facts: SpanFacts): void {
  span.setAttributes(spanAttributes(facts))
  if (facts.code !== undefined && facts.code !== 'OK') span.setStatus({ code: SpanStatusCode.ERROR })
}

/** The first span of a request, below the one that a caller named. Undefined where nobody collects. */
export function startRequestSpan(parent: Context): { readonly span: Span; readonly context: Context } | undefined {
  if (!tracer) return undefined
  const span = tracer.startSpan('request', { kind: SpanKind.SERVER }, parent)
  return { span, context: trace.setSpan(parent, span) }
}

/** A span for something that is already over. Times in milliseconds since 1970. */
export function traceOver(name: SpanName, { parent, from, to }: { readonly parent: Context; readonly from: number; readonly to: number }): void {
  tracer?.startSpan(name, { startTime: from }, parent).end(to)
}

/** Ends the span that it came with. */
export type EndSpan = (hasFailed: boolean) => void

/** A span below the one that is under way, for work that ends in a callback. Undefined where nothing is traced. */
export function startBelow(name: SpanName, facts: SpanFacts): EndSpan | undefined {
  if (!tracer) return undefined
  const parent = context.active()
  if (!trace.getSpanContext(parent)) return undefined
  const span = tracer.startSpan(name, { attributes: spanAttributes(facts), kind: KINDS[name] }, parent)
  return (hasFailed) => {
    if (hasFailed) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }
}
