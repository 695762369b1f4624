import { uuidV7 } from '../../../schema/uuid-v7.ts'
import type { AuditRecord } from '../audit/audit-statement.ts'
import type { LogEntry } from '../read/logged-column.ts'
import type { Lookup } from '../read/lookup.ts'
import { accessActor, grantOf } from './access-actor.ts'
import type { AccessRequest } from './access-request.ts'
import type { AccessTally } from './access-tally.ts'
import { fingerprint } from './fingerprint.ts'
import { subjectOf } from './log-subject.ts'
import { columnFacts, reasonFacts, revealFacts, type RevealFacts } from './reveal-facts.ts'

/** A lookup with the values of a request. */
export interface LookedUp extends Lookup {
  readonly values: readonly unknown[]
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
  const recording: Recording = { request, entries, factsOf: revealFacts(request), common: commonOf(request) }
  return [
    ...lookups.map((lookup) => lookupRecord(recording, lookup)),
    ...[...tally.subjects].flatMap(([subject, counts]) => revealRecords(recording, counts, subject)),
    ...revealRecords(recording, tally.counted),
  ]
}

type Common = Pick<AuditRecord, 'occurredAt' | 'actorType' | 'actorId' | 'brandId' | 'requestId'>

interface Recording {
  readonly request: AccessRequest
  readonly entries: readonly LogEntry[]
  readonly factsOf: (entries: readonly LogEntry[]) => RevealFacts
  /** Of every record of the statement. */
  readonly common: Common
}

function commonOf({ envelope: { principal, requestId }, now }: AccessRequest): Common {
  return { occurredAt: new Date(now).toISOString(), ...accessActor(principal), brandId: principal.brandId, requestId }
}

/** `counts`: leaves by entry; without a subject they are only counted. */
function revealRecords(recording: Recording, counts: readonly number[], subject?: string): readonly AuditRecord[] {
  const groups = new Map<number | undefined, Shown[]>()
  for (const [index, entry] of recording.entries.entries()) {
    const count = counts[index] ?? 0
    if (count === 0) continue
    const group = groups.get(entry.reveal?.index) ?? []
    groups.set(entry.reveal?.index, group)
    group.push({ entry, count })
  }
  return [...groups.values()].map((shown) => revealRecord(recording, shown, subject))
}

interface Shown {
  readonly entry: LogEntry
  readonly count: number
}

function revealRecord({ request, factsOf, common }: Recording, shown: readonly Shown[], subject: string | undefined): AuditRecord {
  const { details, reason } = factsOf(shown.map(({ entry }) => entry))
  const about = subject === undefined ? undefined : subjectOf(subject)
  return {
    id: uuidV7(request.now),
    eventType: 'access.revealed',
    ...common,
    entityType: about?.entityType,
    entityId: about?.entityId,
    details: {
      ...details,
      count: shown.reduce((sum, { count }) => sum + count, 0),
      ...!about && { counts: Object.fromEntries(shown.map(({ entry, count }) => [entry.coordinate, count])) },
      grant: grantOf(request, about),
      ...about?.details,
    },
    reason,
  }
}

// Never whether there was one: who reads the log must not learn what the caller could.
function lookupRecord({ request, common }: Recording, { values, ...lookup }: LookedUp): AuditRecord {
  const { envelope: { principal }, auditKey, now } = request
  const id = uuidV7(now)
  const distinct = [...new Set(values.map(String))]
  const { reasonHmac, reason } = reasonFacts(request)
  return {
    id,
    eventType: 'access.looked_up',
    ...common,
    details: {
      ...columnFacts(request, [lookup]),
      purpose: principal.purpose,
      decision: 'LOOKUP',
      count: distinct.length,
      fingerprints: distinct.map((value) => fingerprint(auditKey, principal.brandId, [id, value])),
      grant: grantOf(request),
      ...reasonHmac !== undefined && { reasonHmac },
    },
    ...reason !== undefined && { reason },
  }
}
