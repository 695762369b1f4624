import { verifyEnvelope, type Envelope } from '../../../schema/policy/envelope.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { openLocalEnvelope } from '../../../schema/policy/local-envelope.ts'
import { policies, policiesFor } from '../../../schema/policy/policies.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { SubgraphRequest } from '../../../schema/subgraph.ts'
import { viewerOf, type Viewer } from '../read/rights.ts'
import { isUuid } from '../wire/uuid.ts'

/** Who asks, once the envelope has proved it. */
export interface Admission {
  readonly envelope: Envelope
  readonly viewer: Viewer
}

/** Opens a request's envelope; undefined for one that proves nothing. */
export type Admit = (request: SubgraphRequest) => Admission | undefined

/** A signed envelope is good for the body that it came with and for no other; callers keep their lists from one request to the next. */
export function admitter(ring: KeyRing, now: () => number): Admit {
  let known = policies()
  let viewers = new WeakMap<Principal, Map<string, Viewer>>()
  // a version that this process does not know cannot be met with its own, and so nothing is decided
  const viewerFor = ({ principal, policyVersion }: Envelope): Viewer | undefined => {
    // after a change of the policy the same version means something else: its meet with another one
    if (known !== policies()) [known, viewers] = [policies(), new WeakMap()]
    const held = viewers.get(principal) ?? new Map<string, Viewer>()
    viewers.set(principal, held)
    const deciding = policiesFor(policyVersion)
    const viewer = deciding && (held.get(policyVersion) ?? viewerOf(principal, deciding))
    if (viewer) held.set(policyVersion, viewer)
    return viewer
  }
  return (request) => {
    const envelope = typeof request.envelope === 'string' ? signedContent(ring, request, now()) : openLocalEnvelope(request.envelope, request, now())
    if (!envelope || !isUuid(envelope.principal.brandId) || isOver(envelope.principal, now())) return undefined
    const viewer = viewerFor(envelope)
    return viewer && { envelope, viewer }
  }
}

function signedContent(ring: KeyRing, { envelope, bodyHash }: SubgraphRequest, now: number): Envelope | undefined {
  if (bodyHash === undefined || typeof envelope !== 'string') return undefined
  const verification = verifyEnvelope(ring, envelope, now)
  return verification.ok && verification.envelope.bodyHash === bodyHash ? verification.envelope : undefined
}

/** Emergency access may end while a request is under way; then the request does too. */
function isOver({ breakGlass }: Principal, now: number): boolean {
  return breakGlass !== undefined && breakGlass.exp <= now
}
