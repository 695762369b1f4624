import type { LogEntry } from '../read/logged-column.ts'
import type { AccessRequest } from './access-request.ts'
import { fingerprint } from './fingerprint.ts'

/** What the records of one request for raw values have in common, whomever they are about. */
export interface RevealFacts {
  readonly details: Readonly<Record<string, unknown>>
  /** The typed text. */
  readonly reason?: string
}

/** Works out the facts of entries; those of equal entries are made once, however many people they are about. */
export function revealFacts(request: AccessRequest): (entries: readonly LogEntry[]) => RevealFacts {
  const known = new Map<string, RevealFacts>()
  return (entries) => {
    const key = entries.map(({ coordinate, reveal }) => `${coordinate} ${reveal?.index}`).join()
    const facts = known.get(key) ?? factsOf(request, entries)
    known.set(key, facts)
    return facts
  }
}

function factsOf(request: AccessRequest, entries: readonly LogEntry[]): RevealFacts {
  const { envelope: { principal, ticket, reveals } } = request
  const reveal = entries[0]?.reveal
  const { reasonHmac, reason } = reasonFacts(request, reveal && reveals?.[reveal.index]?.reason)
  const purpose = reveal?.purpose ?? principal.purpose
  return {
    details: {
      ...columnFacts(request, entries),
      purpose,
      decision: 'REVEAL',
      ...purpose === 'SUPPORT' && ticket && { ticketId: ticket.ticketId },
      ...reasonHmac !== undefined && { reasonHmac },
    },
    ...reason !== undefined && { reason },
  }
}

/** Why it was asked: what was typed for these values, else what was typed to work in somebody else's name. */
export function reasonFacts({ envelope, auditKey }: AccessRequest, typed?: string): { readonly reason?: string, readonly reasonHmac?: string } {
  const reason = typed ?? envelope.reason
  return reason === undefined ? {} : { reason, reasonHmac: fingerprint(auditKey, envelope.principal.brandId, ['reason', reason]) }
}

/** Where values were looked at, and under which request. */
export function columnFacts({ envelope }: AccessRequest, columns: readonly Pick<LogEntry, 'coordinate' | 'category'>[]): Readonly<Record<string, unknown>> {
  const { operationHash, policyVersion, principal: { onBehalfOf } } = envelope
  return {
    operationHash,
    policyVersion,
    coordinates: [...new Set(columns.map(({ coordinate }) => coordinate))].sort(),
    _tier: 'ACCESS',
    _piiCategories: [...new Set(columns.map(({ category }) => category))],
    ...onBehalfOf?.personId !== undefined && { _onBehalfOfPersonId: onBehalfOf.personId },
  }
}
