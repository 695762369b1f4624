import { entryHash } from '../../schema/chain/entry-hash.ts'
import type { ChainedFields } from '../../schema/chain/entry-hash.ts'
import { INGESTED_AFTER } from './audit/trail.ts'
import type { Tier, Trace } from './audit/trail.ts'
import type { Carry } from './carry.ts'
import { DAY, FOUNDED, HOUR, MINUTE, NOW, iso, isoOrNull } from './clock.ts'
import { SEATS } from './personas.ts'
import { random } from './random.ts'
import { born, insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'

/** A chained row: where it stands and what its hash is. */
export interface Link {
  readonly id: string
  readonly seq: number
  readonly hash: string
  readonly previous: string
  readonly trace: Trace
  readonly at: number
}

function fieldsOf(world: World, trace: Trace, seq: number): ChainedFields {
  return {
    actorId: trace.actor.id, actorType: trace.actor.type, brandId: world.brand.id, chainSeq: `${seq}`, details: JSON.stringify(trace.details), entityId: trace.entityId,
    entityType: trace.entityType,
    eventType: trace.event, occurredAt: iso(trace.at), orgId: trace.orgId, outcome: trace.outcome, sourceEventId: trace.id,
    sourceModule: trace.module, tier: trace.tier,
    workspaceId: trace.workspaceId,
  }
}

/** Goes on with the chain of the brand; the carry remembers its end. */
export function chain(world: World, trail: readonly Trace[], carry: Carry): Link[] {
  return trail.map((trace) => {
    const seq = carry.chainSeq + 1
    const previous = carry.chainHash
    const hash = entryHash(previous, fieldsOf(world, trace, seq))
    carry.chainSeq = seq
    carry.chainHash = hash
    const at = trace.at + INGESTED_AFTER
    return { id: world.ids.next('audit.audit_logs', at), seq, hash, previous, trace, at }
  })
}

function logRow(world: World, { id, seq, hash, previous, trace, at }: Link): Row {
  const { actor } = trace
  return {
    brand_id: world.brand.id, id, created_at: iso(at),
    chain_seq: seq, source_module: trace.module, source_event_id: trace.id, occurred_at: iso(trace.at), tier: trace.tier, event_type: trace.event,
    outcome: trace.outcome,
    actor_type: actor.type, actor_id: actor.id, actor_brand_id: null, actor_person_id: actor.type === 'PERSON' ? actor.id : null,
    on_behalf_of_person_id: trace.onBehalfOf,
    subject_person_id: trace.subject, actor_service_account_id: actor.type === 'SERVICE_ACCOUNT' ? actor.id : null, org_id: trace.orgId,
    workspace_id: trace.workspaceId,
    entity_type: trace.entityType, entity_id: trace.entityId, request_id: trace.requestId, correlation_id: trace.requestId, ip: trace.ip,
    user_agent: trace.userAgent,
    pii_categories: [...trace.categories], details: trace.details, reason: trace.reason, prev_hash: previous, entry_hash: hash,
  }
}

/** Days until a row is archived, until it may go, until its archive may go. */
const RETENTION: readonly (readonly [tier: Tier, archive: number, keep: number, object: number])[] = [
  ['AUTH', 90, 400, 1095], ['ACCESS', 90, 2190, 2190], ['ADMIN', 180, 2555, 2555], ['FINANCIAL', 180, 3653, 3653], ['DATA', 90, 400, 1095], ['SYSTEM', 30, 90, 365],
]

function policyRows(world: World): Row[] {
  const row = (tier: Tier, days: readonly [number, number, number], at: number, rest: Row): Row => ({
    ...kept({ brandId: world.brand.id, id: world.ids.next('audit.audit_retention_policies', at), createdAt: at }),
    org_id: null, tier, archive_after_days: days[0], retention_days: days[1], archive_retention_days: days[2], updated_by_person_id: null,
    effective_from: iso(at), superseded_at: null, status: 'ACTIVE', ...rest,
  })
  const editor = world.people.persons[SEATS.privacyOfficer]?.id ?? null
  const own = world.orgs.filter(({ kind }) => kind === 'ENTERPRISE').slice(0, 3).map((org) =>
    row('AUTH', [90, 730, 1460], org.createdAt + 30 * DAY, { org_id: org.id, updated_by_person_id: editor }))
  if (world.slice > 0) return own
  const defaults = RETENTION.map(([tier, archive, keep, object]) => row(
    tier, [archive, keep, object], tier === 'DATA' ? NOW - 200 * DAY : FOUNDED, tier === 'DATA' ? { updated_by_person_id: editor } : {},
  ))
  return [...defaults, row('DATA', [60, 365, 730], FOUNDED, { superseded_at: iso(NOW - 200 * DAY), status: 'SUPERSEDED' }), ...own]
}

function holdRows(world: World): Row[] {
  const [owner, officer] = [world.people.persons[0], world.people.persons[SEATS.privacyOfficer]]
  const [org] = world.orgs
  if (owner === undefined || officer === undefined || org === undefined) return []
  const row = (n: number, rest: Row): Row => {
    const at = NOW - (120 - n * 20) * DAY
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('audit.audit_legal_holds', at), createdAt: at }),
      name: `Hold ${world.slice * 10 + n}`, matter_reference: `Matter ${100 + world.slice * 10 + n}/2026`, org_id: null, subject_person_id: null,
      entity_type: null, entity_id: null, event_type_prefix: null,
      tier: null, from_at: null, to_at: null, created_by_person_id: officer.id, released_by_person_id: null, released_at: null, release_reason: null,
      status: 'ACTIVE', ...rest,
    }
  }
  return [
    row(1, { org_id: org.id, from_at: iso(NOW - 300 * DAY), to_at: iso(NOW - 100 * DAY) }),
    row(2, { subject_person_id: org.owner.id }),
    row(3, { tier: 'FINANCIAL', event_type_prefix: 'billing.refund' }),
    row(
      4,
      {
        entity_type: 'Organization', entity_id: org.id, released_by_person_id: owner.id, released_at: iso(NOW - 5 * DAY),
        release_reason: 'The matter was settled', status: 'RELEASED',
      },
    ),
  ]
}

const CHUNK = 250

/** The beginning of the chain is archived, the next part written, the one after planned; all rows still live. */
function manifestRows(world: World, links: readonly Link[]): Row[] {
  if (world.slice > 0) return []
  const choice = random(`${world.brand.slug}/archives`)
  return (['VERIFIED', 'VERIFIED', 'WRITTEN', 'FAILED', 'PLANNED'] as const).flatMap((status, i) => {
    const part = links.slice(i * CHUNK, (i + 1) * CHUNK)
    const [first, last] = [part[0], part.at(-1)]
    if (first === undefined || last === undefined) return []
    const at = NOW - (40 - i * 8) * DAY
    const times = part.map(({ trace }) => trace.at)
    const written = status !== 'PLANNED' && status !== 'FAILED'
    return [{
      ...kept({ brandId: world.brand.id, id: world.ids.next('audit.audit_archive_manifest', at), createdAt: at }, at + HOUR, written ? 3 : 1),
      chain_from: first.seq, chain_to: last.seq, occurred_from: iso(Math.min(...times)), occurred_to: iso(Math.max(...times)), row_count: part.length,
      first_prev_hash: first.previous,
      last_entry_hash: last.hash, object_uri: `file:///archive/${world.brand.slug}/${first.seq}-${last.seq}.jsonl.gz`,
      object_sha256: written ? choice.hex(64) : null, format: 'jsonl.gz',
      purged_count: 0, held_count: 0, requested_by_person_id: i === 1 ? (world.people.persons[0]?.id ?? null) : null,
      written_at: written ? iso(at + 10 * MINUTE) : null,
      verified_at: status === 'VERIFIED' ? iso(at + HOUR) : null, purged_at: null, retain_until: status === 'VERIFIED' ? iso(NOW + 3000 * DAY) : null,
      failure_reason: status === 'FAILED' ? 'The disk was full' : null, status,
    }]
  })
}

const SINK = 'siem'
const DELIVERED_FOR = 7 * DAY

/** What was delivered in the last week, what is on its way, what waits. */
function outboxRows(world: World, links: readonly Link[]): Row[] {
  const recent = links.filter(({ at }) => at > NOW - DELIVERED_FOR)
  return recent.map((link, i) => {
    const rest = recent.length - i
    const status = rest > 6 ? 'DELIVERED' : rest > 5 ? 'IN_FLIGHT' : 'PENDING'
    return {
      ...kept({ brandId: world.brand.id, id: world.ids.next('audit.audit_outbox', link.at), createdAt: link.at }, link.at + MINUTE, status === 'PENDING' ? 1 : 2),
      audit_log_id: link.id, chain_seq: link.seq, sink_key: SINK, attempts: status === 'PENDING' ? 0 : 1, max_attempts: 50, next_attempt_at: iso(link.at),
      locked_by: status === 'IN_FLIGHT' ? 'relay-1' : null, locked_until: status === 'IN_FLIGHT' ? iso(NOW + MINUTE) : null, last_error: null,
      delivered_at: status === 'DELIVERED' ? iso(link.at + MINUTE) : null, status,
    }
  })
}

/** An emergency look at one subject's data, for minutes. */
export interface BreakGlass {
  readonly id: string
  readonly principal: string
  readonly subject: string | null
  readonly entity: { readonly type: string; readonly id: string } | null
  readonly categories: readonly string[]
  readonly purpose: string
  readonly startsAt: number
  readonly expiresAt: number
  readonly endedAt: number | null
  readonly status: 'ACTIVE' | 'ENDED' | 'EXPIRED'
  readonly verdict: 'JUSTIFIED' | 'UNJUSTIFIED' | null
}

export function planBreakGlass(world: World): BreakGlass[] {
  const [lead, officer] = [world.people.persons[SEATS.supportLead], world.people.persons[SEATS.privacyOfficer]]
  const members = world.members.filter(({ status }) => status === 'ACTIVE')
  if (lead === undefined || officer === undefined) return []
  const ages = [30 * DAY, 21 * DAY, 9 * DAY, 3 * DAY, 5 * HOUR, 20 * MINUTE]
  return ages.map((age, i) => {
    const startsAt = NOW - age
    const status = i === 5 ? 'ACTIVE' : i === 2 ? 'ENDED' : 'EXPIRED'
    const [account] = world.accounts
    return {
      id: world.ids.next('audit.break_glass_grants', startsAt), principal: i % 2 === 0 ? lead.id : officer.id, startsAt,
      expiresAt: startsAt + (i === 5 ? 45 : 30) * MINUTE,
      subject: i === 1 ? null : (members[20 + i * 13]?.person.id ?? lead.id),
      entity: i === 1 && account !== undefined ? { type: 'BillingAccount', id: account.id } : null,
      categories: i % 2 === 0 ? ['CONTACT', 'ONLINE_IDENTIFIER'] : ['GOVERNMENT_ID'], purpose: i % 2 === 0 ? 'SECURITY' : 'LEGAL',
      endedAt: status === 'ENDED' ? startsAt + 12 * MINUTE : null, status, verdict: i === 1 ? 'UNJUSTIFIED' : i < 3 ? 'JUSTIFIED' : null,
    }
  })
}

function breakGlassRow(world: World, one: BreakGlass): Row {
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startsAt }, one.endedAt ?? one.startsAt, one.status === 'ACTIVE' ? 1 : 2),
    principal_person_id: one.principal, subject_person_id: one.subject, subject_entity_type: one.entity?.type ?? null,
    subject_entity_id: one.entity?.id ?? null, categories: [...one.categories],
    purpose: one.purpose, reason: 'Account takeover in progress, the owner is on the phone', ticket_reference: 'INC-2207',
    co_signed_by_person_id: null, starts_at: iso(one.startsAt),
    expires_at: iso(one.expiresAt), ended_at: isoOrNull(one.endedAt), ended_by_person_id: one.endedAt === null ? null : one.principal,
    review_due_at: iso(one.startsAt + DAY), status: one.status,
  }
}

function reviewRows(world: World, grants: readonly BreakGlass[]): Row[] {
  return grants.filter(({ verdict }) => verdict !== null).map((one) => {
    const at = one.startsAt + 8 * HOUR
    return {
      ...born({ brandId: world.brand.id, id: world.ids.next('audit.break_glass_reviews', at), createdAt: at }),
      grant_id: one.id, reviewer_person_id: world.people.persons[SEATS.auditor]?.id ?? null, verdict: one.verdict,
      note: 'Compared with the incident log and the list of revealed fields', reviewed_at: iso(at),
    }
  })
}

export function auditSteps(world: World, links: readonly Link[], breakGlass: readonly BreakGlass[]): Step[] {
  return [
    insert('audit.audit_logs', links.map((link) => logRow(world, link))),
    insert('audit.audit_retention_policies', policyRows(world)),
    insert('audit.audit_legal_holds', holdRows(world)),
    insert('audit.audit_archive_manifest', manifestRows(world, links)),
    insert('audit.audit_outbox', outboxRows(world, links)),
    insert('audit.break_glass_grants', breakGlass.map((one) => breakGlassRow(world, one))),
    insert('audit.break_glass_reviews', reviewRows(world, breakGlass)),
  ]
}

