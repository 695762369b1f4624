import { verifyEnvelope, type Envelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { viewerOf, type Viewer } from '../read/rights.ts'
import { isUuid } from '../wire/uuid.ts'
import { lru } from './lru.ts'

/** Who asks, once the envelope has proved it. */
export interface Admission {
  readonly envelope: Envelope
  readonly viewer: Viewer
}

const MOST_ENVELOPES = 500
const MOST_VIEWERS = 500

/**
 * Verifies envelopes; an envelope that serves several fetches is verified once, and callers keep their lists from one envelope to the next.
 * Undefined for a text that proves nothing.
 */
export function admitter(ring: KeyRing, now: () => number): (text: string) => Admission | undefined {
  const known = lru<Admission>(MOST_ENVELOPES)
  const viewers = lru<Viewer>(MOST_VIEWERS)
  const viewer = (envelope: Envelope): Viewer => {
    const key = JSON.stringify(envelope.principal)
    const found = viewers.get(key) ?? viewerOf(envelope.principal)
    viewers.set(key, found)
    return found
  }
  return (text) => {
    const before = known.get(text)
    if (before) return before.envelope.exp > now() ? before : undefined
    const verification = verifyEnvelope(ring, text, now())
    if (!verification.ok || !isUuid(verification.envelope.principal.brandId)) return undefined
    const admission = { envelope: verification.envelope, viewer: viewer(verification.envelope) }
    known.set(text, admission)
    return admission
  }
}
