import { randomUUID } from 'node:crypto'
import { ENVELOPE_LIFETIME_MS, type Envelope, type RequestFacts } from './envelope.ts'

/** An envelope between two parts of one process: nothing is written or signed, since nobody else can make such an object or open one. */
export interface LocalEnvelope {
  readonly kind: 'LOCAL'
}

interface Sealed {
  readonly envelope: Envelope
  /** The request that it came with first; it is good for no other one. */
  request?: object
}

const sealed = new WeakMap<LocalEnvelope, Sealed>()

/** Vouches for one fetch to a subgraph of this process. */
export function localEnvelope(facts: RequestFacts, now = Date.now()): LocalEnvelope {
  const local: LocalEnvelope = Object.freeze({ kind: 'LOCAL' })
  sealed.set(local, { envelope: { ...facts, jti: randomUUID(), exp: now + ENVELOPE_LIFETIME_MS } })
  return local
}

/** What was vouched for. Undefined for an object that only looks like an envelope, for one that came with another request, and after its time. */
export function openLocalEnvelope(local: LocalEnvelope, request: object, now: number): Envelope | undefined {
  const content = sealed.get(local)
  if (!content || content.envelope.exp <= now) return undefined
  content.request ??= request
  return content.request === request ? content.envelope : undefined
}
