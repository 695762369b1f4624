import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { PrincipalClass } from '../../../schema/policy/principal-class.ts'
import { uuidV7 } from '../../../schema/uuid-v7.ts'
import type { AuditRecord } from '../audit/audit-statement.ts'
import type { LogEntry } from '../read/logged-column.ts'
import type { Lookup } from '../read/lookup.ts'
import { accessActor, grantOf } from './access-actor.ts'
import type { AccessTally } from './access-tally.ts'
import { fingerprint } from './fingerprint.ts'
import { subjectOf } from './log-subject.ts'

/** A lookup with the values of a request. */
export interface LookedUp extends Lookup {
  readonly values: readonly unknown[]
}

/** Who looked, under which request. */
export interface AccessRequest {
  readonly envelope: Envelope
  readonly principalClass: PrincipalClass
  readonly auditKey: Buffer
  /** In milliseconds since 1970. */
  readonly now: number
}

/** What one statement showed. */
export interface Accessed {
  /** Those of the plan; the tally counts by them. */
  readonly entries: readonly LogEntry[]
  readonly tally: AccessTally
  readonly lookups: readonly LookedUp[]
}

/** What the access log says of a statement: a record per subject and request for raw values, one for what is only counted, one per column that was looked up in. */
export function accessRecords(request: AccessRequest, { entries, tally, lookups }: Accessed): readonly AuditRecord[] {
  const reasonOf = reasonsOf(request)
  return [
    ...lookups.map((lookup) => lookupRecord(request, lookup)),
    ...[...tally.subjects].flatMap(([subject, counts]) => revealRecords(request, { entries, counts, subject, reasonOf })),
    ...revealRecords(request, { entries, counts: tally.counted, reasonOf }),
  ]
}

interface Reason {
  readonly text: string
  readonly hmac: string
}

type ReasonOf = (index: number | undefined) => Reason | undefined

/** The reasons of a request; each is hashed once, however many people it is about. */
function reasonsOf({ envelope: { reveals, principal }, auditKey }: AccessRequest): ReasonOf {
  const known = new Map<number, Reason>()
  return (index) => {
    const text = index === undefined ? undefined : reveals?.[index]?.reason
    if (index === undefined || text === undefined) return undefined
    const reason = known.get(index) ?? { text, hmac: fingerprint(auditKey, principal.brandId, ['reason', text]) }
    known.set(index, reason)
    return reason
  }
}

interface Revealed {
  readonly entries: readonly LogEntry[]
  /** Leaves, by entry. */
  readonly counts: readonly number[]
  /** Absent: only counted. */
  readonly subject?: string
  readonly reasonOf: ReasonOf
}

function revealRecords(request: AccessRequest, { entries, counts, subject, reasonOf }: Revealed): readonly AuditRecord[] {
  const groups = new Map<number | undefined, { readonly entry: LogEntry; readonly count: number }[]>()
  for (const [index, entry] of entries.entries()) {
    const count = counts[index] ?? 0
    if (count === 0) continue
    const group = groups.get(entry.reveal?.index) ?? []
    groups.set(entry.reveal?.index, group)
    group.push({ entry, count })
  }
  return [...groups].map(([index, shown]) => revealRecord(request, { shown, subject, reason: reasonOf(index) }))
}

interface Shown {
  readonly shown: readonly { readonly entry: LogEntry; readonly count: number }[]
  readonly subject?: string
  readonly reason?: Reason
}

function revealRecord(request: AccessRequest, { shown, subject, reason }: Shown): AuditRecord {
  const { envelope: { principal, ticket } } = request
  const entries = shown.map(({ entry }) => entry)
  const purpose = entries[0]?.reveal?.purpose ?? principal.purpose
  const about = subject === undefined ? undefined : subjectOf(subject)
  return {
    ...recordOf(request, 'access.revealed'),
    entityType: about?.entityType,
    entityId: about?.entityId,
    details: {
      ...factsOf(request, entries),
      purpose,
      ...purpose === 'SUPPORT' && ticket && { ticketId: ticket.ticketId },
      count: shown.reduce((sum, { count }) => sum + count, 0),
      ...subject === undefined && { counts: Object.fromEntries(shown.map(({ entry, count }) => [entry.coordinate, count])) },
      ...reason && { reasonHmac: reason.hmac },
      decision: 'REVEAL',
      grant: grantOf(request, about),
      ...about?.details,
    },
    ...reason && { reason: reason.text },
  }
}

// Never whether there was one: who reads the log must not learn what the caller could.
function lookupRecord(request: AccessRequest, { values, ...lookup }: LookedUp): AuditRecord {
  const { envelope: { principal }, auditKey } = request
  const record = recordOf(request, 'access.looked_up')
  const distinct = [...new Set(values.map(String))]
  return {
    ...record,
    details: {
      ...factsOf(request, [lookup]),
      purpose: principal.purpose,
      count: distinct.length,
      fingerprints: distinct.map((value) => fingerprint(auditKey, principal.brandId, [record.id, value])),
      decision: 'LOOKUP',
      grant: grantOf(request),
    },
  }
}

function recordOf({ envelope, now }: AccessRequest, eventType: string): Omit<AuditRecord, 'details'> {
  const { principal, requestId } = envelope
  return { id: uuidV7(now), occurredAt: new Date(now).toISOString(), ...accessActor(principal), eventType, brandId: principal.brandId, requestId }
}

function factsOf({ envelope }: AccessRequest, columns: readonly Pick<LogEntry, 'coordinate' | 'category'>[]): Readonly<Record<string, unknown>> {
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
