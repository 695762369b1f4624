import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import type { BillingPlan } from '../billing/plan.ts'
import type { EntitlementsPlan } from '../entitlements/plan.ts'
import type { Kind } from '../ids.ts'
import { SEATS } from '../personas.ts'
import { documentationAddress } from '../places.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { Cell } from '../rows.ts'
import type { TicketPlan } from '../support/plan.ts'
import type { World } from '../world.ts'
import type { PersonPlan } from '../world/people.ts'

export type Module = 'identity' | 'organization' | 'entitlements' | 'billing' | 'cooperative' | 'support' | 'audit' | 'integration'
export type Tier = 'AUTH' | 'ACCESS' | 'ADMIN' | 'FINANCIAL' | 'DATA' | 'SYSTEM'

/** Something that was done: a row in the log of its module, chained in the log of all. */
export interface Trace {
  readonly id: string
  readonly module: Module
  readonly at: number
  readonly tier: Tier
  readonly event: string
  readonly outcome: 'SUCCESS' | 'DENIED' | 'ERROR'
  readonly actor: { readonly type: 'PERSON' | 'SERVICE_ACCOUNT' | 'SYSTEM' | 'ANONYMOUS'; readonly id: string }
  readonly onBehalfOf: string | null
  readonly subject: string | null
  readonly entityType: string | null
  readonly entityId: string | null
  readonly orgId: string | null
  readonly workspaceId: string | null
  readonly requestId: string | null
  readonly ip: string | null
  readonly userAgent: string | null
  readonly categories: readonly string[]
  readonly details: { readonly [key: string]: Cell }
  /** Typed text, outside the chain. */
  readonly reason: string | null
}

type Draft = Pick<Trace, 'module' | 'at' | 'tier' | 'event' | 'entityType' | 'entityId'> & Partial<Omit<Trace, 'id'>>

interface Scene {
  readonly world: World
  readonly choice: Random
}

const SYSTEM: Trace['actor'] = { type: 'SYSTEM', id: 'system' }
const by = ({ id }: PersonPlan): Trace['actor'] => ({ type: 'PERSON', id })

function kindOf(module: Module): Kind {
  return `${module}.audit_log`
}

function trace({ world, choice }: Scene, draft: Draft): Trace {
  const person = draft.actor?.type === 'PERSON'
  return {
    outcome: 'SUCCESS', actor: SYSTEM, onBehalfOf: null, subject: null, orgId: null, workspaceId: null, categories: [], details: {}, reason: null,
    requestId: person ? `req_${choice.hex(16)}` : null, ip: person && choice.chance(0.8) ? documentationAddress(choice) : null,
    userAgent: person && choice.chance(0.7) ? 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' : null,
    ...draft, id: world.ids.next(kindOf(draft.module), draft.at),
  }
}

function identityTraces(scene: Scene): Trace[] {
  const { world, choice } = scene
  const seat = (n: number) => world.people.persons[n]
  const [lead, officer] = [seat(SEATS.supportLead), seat(SEATS.privacyOfficer)]
  const people = world.people.persons.filter(({ n }) => n % 3 === 0).map((person) =>
    trace(
      scene,
      {
        module: 'identity', at: person.createdAt, tier: 'DATA', event: 'identity.person.created', entityType: 'Person', entityId: person.id,
        subject: person.id, details: { fields: ['displayName', 'countryCode'] },
      },
    ))
  const sessions = world.people.users.filter((_, i) => i % 4 === 1).map((user, i) =>
    trace(
      scene,
      {
        module: 'identity', at: Math.max(user.createdAt, NOW - choice.int(1, 90) * DAY) + HOUR, tier: 'AUTH',
        event: i % 9 === 4 ? 'identity.user.login_failed' : 'identity.session.started', outcome: i % 9 === 4 ? 'DENIED' : 'SUCCESS',
        entityType: 'User', entityId: user.id,
        actor: i % 9 === 4 ? { type: 'ANONYMOUS', id: 'anonymous' } : { type: 'PERSON', id: seat(user.person)?.id ?? '' },
      },
    ))
  const ended = world.people.users.filter(({ status }) => status === 'DEACTIVATED').map((user) =>
    trace(
      scene,
      {
        module: 'identity', at: NOW - choice.int(3, 60) * DAY, tier: 'ADMIN', event: 'identity.user.deactivated', entityType: 'User',
        entityId: user.id, actor: seat(6) === undefined ? SYSTEM : { type: 'PERSON', id: seat(6)?.id ?? '' }, subject: seat(user.person)?.id ?? null,
        details: { from: 'ACTIVE', to: 'DEACTIVATED' },
      },
    ))
  const reveals = lead === undefined || officer === undefined ? [] : Array.from({ length: 60 }, (_, i) => revealTrace(scene, i % 3 === 0 ? officer : lead, i))
  return [...people, ...sessions, ...ended, ...reveals]
}

const REVEAL_REASONS = [
  'Customer asks for a call back about the lockout', 'Request for access under data protection law', 'Suspicious sign-ins, checking the address',
  'Second factor was lost, identity checked by phone',
] as const

/** A logged look at raw values: which coordinates, why, by whose right; never the values. */
function revealTrace(scene: Scene, actor: PersonPlan, i: number): Trace {
  const { world, choice } = scene
  const subject = world.people.persons[30 + i * 7]
  const denied = i % 10 === 9
  const lookup = i % 12 === 5
  return trace(scene, {
    module: 'identity', at: NOW - (i + 1) * 31 * HOUR, tier: 'ACCESS', event: lookup ? 'access.lookup' : 'access.revealed', outcome: denied ? 'DENIED' : 'SUCCESS',
    actor: by(actor), entityType: 'User', entityId: null, subject: lookup ? null : (subject?.id ?? null),
    onBehalfOf: i % 20 === 3 ? (world.people.persons[SEATS.support]?.id ?? null) : null,
    categories: denied ? [] : ['CONTACT'], reason: lookup ? null : choice.pick(REVEAL_REASONS),
    details: {
      operationHash: choice.hex(32), coordinates: ['User.email', 'Person.contactPhone'], count: 1, purpose: i % 3 === 0 ? 'DSAR' : 'SUPPORT',
      reasonHmac: `hmac:${choice.hex(16)}`, decision: denied ? 'REFUSE' : 'REVEAL',
    },
  })
}

function organizationTraces(scene: Scene): Trace[] {
  const { world } = scene
  const about = (orgId: string, actor: PersonPlan) => ({ module: 'organization' as const, tier: 'ADMIN' as const, orgId, actor: by(actor) })
  const orgs = world.orgs.flatMap((org) => [
    trace(
      scene,
      {
        ...about(org.id, org.owner), at: org.createdAt, event: 'organization.organization.created', entityType: 'Organization', entityId: org.id,
        details: { kind: org.kind },
      },
    ),
    ...(org.suspendedAt === null ? [] : [trace(
      scene,
      {
        ...about(org.id, org.owner), actor: SYSTEM, at: org.suspendedAt, event: 'organization.organization.suspended', entityType: 'Organization',
        entityId: org.id,
      },
    )]),
    ...(org.closedAt === null ? [] : [trace(
      scene,
      { ...about(org.id, org.owner), at: org.closedAt, event: 'organization.organization.closed', entityType: 'Organization', entityId: org.id },
    )]),
  ])
  const owners = new Map(world.orgs.map((org) => [org.id, org.owner]))
  const workspaces = world.orgs.flatMap((org) => org.workspaces.map((workspace) =>
    trace(
      scene,
      {
        ...about(org.id, org.owner), at: workspace.createdAt, event: 'organization.workspace.created', entityType: 'Workspace',
        entityId: workspace.id, workspaceId: workspace.id, details: { region: workspace.region },
      },
    )))
  const members = world.members.filter((_, i) => i % 3 === 0).flatMap((member) => {
    const owner = owners.get(member.orgId)
    return owner === undefined ? [] : [trace(
      scene,
      {
        ...about(member.orgId, owner), at: member.joinedAt, event: 'organization.member.added', entityType: 'OrgMember', entityId: member.id,
        subject: member.person.id,
      },
    )]
  })
  const roles = world.assignments.filter((_, i) => i % 4 === 0).map((one) =>
    trace(
      scene,
      {
        ...about(one.orgId, one.grantedBy), at: one.startsAt, event: 'organization.role.assigned', entityType: 'RoleAssignment', entityId: one.id,
        workspaceId: one.workspace?.id ?? null, subject: one.person?.id ?? null,
      },
    ))
  const machines = world.serviceAccounts.filter(({ status }, i) => status === 'ACTIVE' && i % 3 === 0).map((account, i) => trace(scene, {
    module: 'organization', tier: 'AUTH', orgId: account.org.id, workspaceId: account.workspace?.id ?? null,
    at: Math.max(account.createdAt, NOW - (i + 3) * DAY) + HOUR,
    event: 'organization.service_account_key.used', entityType: 'ServiceAccount', entityId: account.id,
    actor: { type: 'SERVICE_ACCOUNT', id: account.id }, outcome: i % 8 === 5 ? 'ERROR' : 'SUCCESS',
  }))
  return [...orgs, ...workspaces, ...members, ...roles, ...machines]
}

function entitlementsTraces(scene: Scene, { pools, supply }: EntitlementsPlan): Trace[] {
  const materialized = pools.map((one) => trace(scene, {
    module: 'entitlements', at: one.at, tier: 'SYSTEM', event: 'entitlements.pool.materialized', entityType: 'Pool', entityId: one.pool.id,
    orgId: one.pool.account.org.id,
    details: { materializedVersion: one.version, planTier: one.tier },
  }))
  const grants = supply.grants.map((grant) => trace(scene, {
    module: 'entitlements', at: Math.min(grant.startsAt, NOW - HOUR), tier: 'ADMIN', event: 'entitlements.grant.created', entityType: 'Grant',
    entityId: grant.id, orgId: grant.pool.account.org.id, actor: by(grant.by),
  }))
  return [...materialized, ...grants]
}

function billingTraces(scene: Scene, { documents, books }: BillingPlan): Trace[] {
  const { world } = scene
  const changes = world.subscriptions.flatMap((one) => one.changes.filter(({ type }) => type !== 'RENEWED').map((change) => trace(scene, {
    module: 'billing', at: change.at, tier: 'FINANCIAL', event: `billing.subscription.${change.type.toLowerCase()}`,
    entityType: 'BillingSubscription', entityId: one.id, orgId: one.account.org.id,
    workspaceId: one.workspace.id, actor: change.actor === 'PERSON' ? by(one.account.org.owner) : SYSTEM,
    details: { from: change.from?.status ?? null, to: change.to.status, mrrCents: change.to.mrr },
  })))
  const invoices = documents.filter(({ issuedAt, workspace }, i) => issuedAt !== null && (i % 7 === 0 || workspace.n < 3)).map((document) => trace(scene, {
    module: 'billing', at: document.issuedAt ?? NOW, tier: 'FINANCIAL', event: 'billing.invoice.finalized', entityType: 'Invoice',
    entityId: document.id, orgId: document.account.org.id,
    workspaceId: document.workspace.id, details: { number: document.number?.text ?? null, totalCents: document.totals.total, currency: document.account.currency },
  }))
  const refunds = books.flatMap((book) => book.refunds.map((refund) => trace(scene, {
    module: 'billing', at: refund.at, tier: 'FINANCIAL', event: 'billing.refund.created', entityType: 'Refund', entityId: refund.id,
    orgId: book.account.org.id, actor: by(book.account.org.owner),
    details: { amountCents: refund.amount, reason: refund.reason },
  })))
  return [...changes, ...invoices, ...refunds]
}

function laterTraces(scene: Scene, { books }: BillingPlan, tickets: readonly TicketPlan[]): Trace[] {
  const { world, choice } = scene
  const owner = world.people.persons[0]
  const opened = tickets.filter((_, i) => i % 2 === 0).map((ticket) => trace(scene, {
    module: 'support', at: ticket.createdAt, tier: 'DATA', event: 'support.ticket.opened', entityType: 'SupportTicket', entityId: ticket.id,
    orgId: ticket.workspace.orgId, workspaceId: ticket.workspace.id,
    actor: ticket.requester === null ? SYSTEM : by(ticket.requester.person), details: { priority: ticket.priority },
  }))
  const patrons = books.filter(({ patron }) => patron.events.length > 0).map(({ account, patron }) => trace(scene, {
    module: 'cooperative', at: patron.events[0]?.at ?? NOW, tier: 'FINANCIAL', event: 'cooperative.patron.admitted', entityType: 'BillingAccount',
    entityId: account.id, orgId: account.org.id,
  }))
  const own = Array.from({ length: 8 }, (_, i) => trace(scene, {
    module: i % 2 === 0 ? 'audit' : 'integration', at: NOW - (20 + i * 9) * DAY, tier: i % 2 === 0 ? 'ADMIN' : 'SYSTEM',
    event: i % 2 === 0 ? 'audit.retention_policy.changed' : 'integration.webhook.dead',
    entityType: i % 2 === 0 ? 'AuditRetentionPolicy' : 'WebhookEvent', entityId: null,
    ...(i % 2 === 0 && owner !== undefined ? { actor: by(owner) } : {}), details: { attempt: choice.int(1, 9) },
  }))
  return [...opened, ...patrons, ...own]
}

/** What was done in a slice, in the order in which the central log heard of it. */
export function planTrail(world: World, entitlements: EntitlementsPlan, billing: BillingPlan, tickets: readonly TicketPlan[]): Trace[] {
  const scene: Scene = { world, choice: random(`${world.brand.slug}/${world.slice}/trail`) }
  const all = [
    ...identityTraces(scene), ...organizationTraces(scene), ...entitlementsTraces(scene, entitlements), ...billingTraces(scene, billing),
    ...laterTraces(scene, billing, tickets),
  ]
  return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Relays bring a record within a minute. */
export const INGESTED_AFTER = MINUTE / 10
