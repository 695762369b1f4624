import type { Module, Trace } from './audit/trail.ts'
import { DAY, HOUR, MINUTE, NOW, SECOND, iso } from './clock.ts'
import { random } from './random.ts'
import { insert } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'
import { DUPLICATES } from './world/seats.ts'
import { MERGE_WINDOW, mergedAt } from './world/people.ts'

/** The module's own log; what the central one lifts into columns stands under reserved keys. */
function logRow(world: World, trace: Trace): Row {
  const lifted = {
    _orgId: trace.orgId, _workspaceId: trace.workspaceId, _tier: trace.tier, _subjectPersonId: trace.subject, _onBehalfOfPersonId: trace.onBehalfOf,
    _outcome: trace.outcome,
    _ip: trace.ip, _userAgent: trace.userAgent, _piiCategories: trace.categories.length === 0 ? null : [...trace.categories],
  }
  return {
    id: trace.id, occurred_at: iso(trace.at), actor_type: trace.actor.type, actor_id: trace.actor.id, actor_brand_id: null, event_type: trace.event,
    entity_type: trace.entityType,
    entity_id: trace.entityId, brand_id: world.brand.id, request_id: trace.requestId,
    details: { ...trace.details, ...Object.fromEntries(Object.entries(lifted).filter(([, value]) => value !== null)) },
  }
}

const KEPT = 7 * DAY

/** Messages of the last week: delivered, but for the newest, and one that was given up. */
function outboxRows(world: World, module: Module, trail: readonly Trace[]): Row[] {
  const recent = trail.filter(({ at }) => at > NOW - KEPT)
  const shown = recent.length > 3 ? recent : trail.slice(-4)
  return shown.flatMap((trace, i) => (['events', 'audit'] as const).map((destination) => {
    const rest = shown.length - i
    const status = rest <= 2 ? 'PENDING' : rest === 3 && destination === 'events' ? 'DEAD' : 'DELIVERED'
    const audit = destination === 'audit'
    return {
      brand_id: world.brand.id, id: world.ids.next(`${module}.outbox`, trace.at), aggregatetype: audit ? 'AuditLog' : (trace.entityType ?? 'Job'),
      aggregateid: audit ? world.brand.id : (trace.entityId ?? trace.id),
      type: audit ? 'audit.recorded.v1' : `${trace.event}.v1`, destination, occurred_at: iso(trace.at), status,
      attempts: status === 'DEAD' ? 12 : status === 'PENDING' ? 0 : 1,
      payload: {
        id: trace.id, type: `${trace.event}.v1`, occurredAt: iso(trace.at), brandId: world.brand.id, orgId: trace.orgId,
        aggregateType: trace.entityType, aggregateId: trace.entityId, aggregateVersion: 1, data: {},
      },
      max_attempts: audit ? 50 : 12, next_attempt_at: iso(trace.at), locked_by: null, locked_until: null,
      last_error: status === 'DEAD' ? 'The consumer answered 500' : null,
      delivered_at: status === 'DELIVERED' ? iso(trace.at + 2 * SECOND) : null,
    }
  }))
}

const FEEDS: Readonly<Record<Module, string>> = {
  identity: 'organization.member.added.v1', organization: 'entitlements.pool.materialized.v1', entitlements: 'billing.subscription.changed.v1',
  billing: 'entitlements.usage.recorded.v1',
  cooperative: 'billing.payment.allocated.v1', support: 'identity.person.merged.v1', audit: 'identity.person.merged.v1',
  integration: 'organization.invitation.created.v1',
}

const OUTCOMES = ['APPLIED', 'APPLIED', 'APPLIED', 'STALE', 'SKIPPED'] as const

function inboxRows(world: World, module: Module): Row[] {
  return Array.from({ length: 12 }, (_, i) => {
    const at = NOW - (i + 1) * 3 * HOUR
    return {
      brand_id: world.brand.id, message_id: world.ids.next('message', at), consumer: `${module}.${FEEDS[module].split('.')[1] ?? 'feed'}`,
      type: FEEDS[module], aggregate_version: i + 1,
      processed_at: iso(at + SECOND), outcome: OUTCOMES[i % OUTCOMES.length] ?? 'APPLIED',
    }
  })
}

const COMMANDS: Readonly<Record<Module, string>> = {
  identity: 'updateUser', organization: 'assignRole', entitlements: 'createGrant', billing: 'finalizeInvoice', cooperative: 'recordAdjustment',
  support: 'replyToTicket', audit: 'createLegalHold',
  integration: 'retryIntegrationAction',
}

function idempotencyRows(world: World, module: Module): Row[] {
  const choice = random(`${world.brand.slug}/${world.slice}/${module}/keys`)
  const members = world.members.slice(0, 6)
  return members.map(({ id, person }, i) => {
    const at = NOW - (i + 1) * 2 * HOUR
    const started = i === 0
    return {
      brand_id: world.brand.id, principal: `PERSON:${person.id}`, command: COMMANDS[module], key: `key-${world.slice}-${choice.base62(12)}`,
      request_hash: choice.hex(64), state: started ? 'STARTED' : 'DONE',
      response: started ? null : { entityType: 'OrgMember', entityId: id, userErrors: [] }, created_at: iso(started ? NOW - 20 * SECOND : at),
      expires_at: iso(at + DAY + MINUTE),
    }
  })
}

/** The envelopes under which these commands came; the sweep has not been here yet. */
function spentRows(world: World, module: Module): Row[] {
  const choice = random(`${world.brand.slug}/${world.slice}/${module}/envelopes`)
  return world.members.slice(0, 3).map((_, i) => ({
    brand_id: world.brand.id, jti: `${choice.hex(32)} ${COMMANDS[module]}`, expires_at: iso(NOW - (i + 1) * 2 * HOUR + MINUTE),
  }))
}

/** A row that a merge re-pointed, by module: table, column, id. */
export type Repointed = readonly [table: string, column: string, id: string]

function journalRows(world: World, rows: readonly Repointed[]): Row[] {
  return rows.map(([table, column, id], i) => ({
    brand_id: world.brand.id, merge_id: world.ids.next('merge', mergedAt(i) - HOUR), table_name: table, row_id: id, column_name: column,
    source_person_id: world.people.persons[DUPLICATES.first + i]?.id ?? null, self_after: iso(mergedAt(i) + MERGE_WINDOW),
  }))
}

/** The machinery of a module: its log, what leaves it, what it has consumed, replay protection, and, where it knows persons, what merges changed. */
export function infrastructureSteps(world: World, module: Module, trail: readonly Trace[], repointed: readonly Repointed[]): Step[] {
  const own = trail.filter((trace) => trace.module === module)
  return [
    insert(`${module}.audit_log`, own.map((trace) => logRow(world, trace))),
    insert(`${module}.outbox`, outboxRows(world, module, own)),
    insert(`${module}.inbox`, inboxRows(world, module)),
    insert(`${module}.idempotency_keys`, idempotencyRows(world, module)),
    insert(`${module}.spent_envelopes`, spentRows(world, module)),
    ...(repointed.length === 0 ? [] : [insert(`${module}.merge_journal`, journalRows(world, repointed))]),
  ]
}
