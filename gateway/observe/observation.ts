import type { IncomingMessage } from 'node:http'
import type { Context, Span } from '@opentelemetry/api'
import { startRequestSpan, tell, traceOver } from '../../schema/observe/tracing.ts'
import { counter, gauge, histogram } from '../metrics.ts'
import type { QueryPlan } from '../execution/query-plan.ts'
import type { Principal } from '../../schema/policy/principal.ts'

/** Parts of a request, one after the other: `parse` ends with validation, `policy` with the decisions and what they cost, `execute` with the answer. */
export type Phase = 'authenticate' | 'parse' | 'policy' | 'execute'

/** What is measured of one request while it runs. */
export interface Observation {
  /** By the clock of `performance`. */
  readonly started: number
  phaseStarted: number
  kind: string
  code: string
  /** Undefined where nobody collects traces. */
  readonly trace: { readonly span: Span, readonly context: Context } | undefined
  /** That of the library, once there is one; for the log of slow operations. */
  plan?: QueryPlan
  isOver: boolean
}

const requests = counter('veil_requests_total', 'Requests at /graphql, by kind of operation and by OK or the first code of their errors.', { kind: [], code: [] })
const callers = counter('veil_callers_total', 'Requests whose caller is known, by kind of principal.', { principal: [] })
const clearances = counter('veil_caller_clearances_total', 'Requests whose caller is known, once for each clearance that the caller holds.', { clearance: [] })
const durations = histogram('veil_request_seconds', 'Time from the arrival of a request at /graphql to its answer.', undefined, { kind: [] })
const phases = histogram('veil_phase_seconds', 'Time of a part of a request.', undefined, { phase: ['authenticate', 'parse', 'policy', 'execute', 'plan'] })

const plans = counter('veil_plans_total', 'Query plans that were made, and those that were run: what was not made was known.', { outcome: ['made', 'run'] })

let inFlight = 0
gauge('veil_requests_in_flight', 'Requests at /graphql that wait for their answer.', () => inFlight)

// asked with the same object each time: no label has to be built
const PHASE_LABELS = { authenticate: { phase: 'authenticate' }, parse: { phase: 'parse' }, policy: { phase: 'policy' }, execute: { phase: 'execute' }, plan: { phase: 'plan' } } as const

const PLANNED = { outcome: 'made' }
const RUN = { outcome: 'run' }

const observations = new WeakMap<IncomingMessage, Observation>()

/** Begins to measure a request. `parent`: what a trusted caller said of its trace. */
export const beginRequest = (request: IncomingMessage, parent: Context): void => {
  const now = performance.now()
  inFlight += 1
  observations.set(request, { started: now, phaseStarted: now, kind: 'none', code: 'BAD_REQUEST', trace: startRequestSpan(parent), isOver: false })
}

/** That of a request which has begun. */
export const observationOf = (request: IncomingMessage): Observation | undefined => observations.get(request)

/** Milliseconds since 1970 of a moment by the clock of `performance`. */
const epoch = (moment: number): number => performance.timeOrigin + moment

/** Tells how long a part took which ends now; the next one begins. */
export const endPhase = (observation: Observation | undefined, phase: Phase): void => {
  if (!observation) return
  const now = performance.now()
  phases.observe((now - observation.phaseStarted) / 1000, PHASE_LABELS[phase])
  if (observation.trace && phase !== 'execute') traceOver(phase, { parent: observation.trace.context, from: epoch(observation.phaseStarted), to: epoch(now) })
  observation.phaseStarted = now
}

/** Tells how long planning took, which is a part of a part. */
export const observePlanning = (observation: Observation | undefined, started: number): void => {
  const now = performance.now()
  plans.add(PLANNED)
  phases.observe((now - started) / 1000, PHASE_LABELS.plan)
  if (observation?.trace) traceOver('plan', { parent: observation.trace.context, from: epoch(started), to: epoch(now) })
}

/** Remembers what is run for the log of slow operations. */
export const observePlan = (observation: Observation | undefined, plan: QueryPlan): void => {
  plans.add(RUN)
  if (observation) observation.plan = plan
}

const NO_CLEARANCE = { clearance: 'none' }
const held = new WeakMap<Principal, readonly { readonly clearance: string }[]>()

const clearancesOf = (principal: Principal): readonly { readonly clearance: string }[] => {
  const known = held.get(principal)
  if (known) return known
  const names = new Set([...principal.clearances, ...principal.assignments.map(({ clearance }) => clearance)])
  const labels = names.size === 0 ? [NO_CLEARANCE] : [...names].map(clearance => ({ clearance }))
  held.set(principal, labels)
  return labels
}

/** Counts who asks; the person behind it is no part of it. */
export const observeCaller = ({ trace }: Observation, principal: Principal): void => {
  callers.add({ principal: principal.kind })
  for (const labels of clearancesOf(principal)) clearances.add(labels)
  if (trace) tell(trace.span, { principal: principal.kind })
}

/** The request has its answer, or has lost its caller. */
export const endRequest = (request: IncomingMessage): void => {
  const observation = observations.get(request)
  if (!observation || observation.isOver) return
  observation.isOver = true
  inFlight -= 1
  const { kind, code, started, trace } = observation
  requests.add({ kind, code })
  durations.observe((performance.now() - started) / 1000, { kind })
  if (!trace) return
  tell(trace.span, { kind, code })
  trace.span.end()
}
