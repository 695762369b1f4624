import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { currentKey } from '../policy/key-ring.ts'
import type { KeyRing } from '../policy/key-ring.ts'

/** Header under which the signature of a body of messages travels. */
export const EVENTS_HEADER = 'x-veil-events'

/** How long a signed body may be under way. Sent again within it, its messages are known already and have no second effect. */
const LIFETIME_MS = 30_000
const CLOCK_LEEWAY_MS = 2_000
const SHAPE = /^v1\.([1-9][0-9]{0,5})\.([0-9]{1,15})\.([A-Za-z0-9_-]{43})$/

/** A body for one receiver: what was signed for one says nothing to another. */
export interface EventsBody {
  readonly audience: string
  readonly body: string
  /** In milliseconds since 1970. */
  readonly now: number
}

/** `v1.<key version>.<end of validity>.<HMAC-SHA-256>`; the ring is that of the envelopes, the domain is another, so that neither passes for the other. */
export function signEvents(ring: KeyRing, { audience, body, now }: EventsBody): string {
  const head = `v1.${ring.current}.${now + LIFETIME_MS}`
  return `${head}.${macOf(currentKey(ring), { head, audience, body }).toString('base64url')}`
}

/** Whether a relay of ours has signed this body for this receiver, just now. */
export function areSignedEvents(ring: KeyRing, header: string, { audience, body, now }: EventsBody): boolean {
  const [, version = '', exp = '', signature = ''] = SHAPE.exec(header) ?? []
  const key = ring.keys.get(Number(version))
  if (!key) return false
  const expected = macOf(key, { head: `v1.${version}.${exp}`, audience, body }).toString('base64url')
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(signature))) return false
  return Number(exp) > now && Number(exp) <= now + LIFETIME_MS + CLOCK_LEEWAY_MS
}

function macOf(key: Buffer, { head, audience, body }: { readonly head: string; readonly audience: string; readonly body: string }): Buffer {
  const hash = createHash('sha256').update(body).digest('hex')
  return createHmac('sha256', key).update(`veilgraph events\n${head}\n${audience}\n${hash}`).digest()
}
