import { HOUR, NOW, iso, isoOrNull } from './clock.ts'
import type { RulePlan, SetPlan } from './entitlements/catalog.ts'
import { activeContributions, nextBoundary, overageOf, stepAt } from './entitlements/materialize.ts'
import type { BooleanPlan, Contribution, Materialized, NumericPlan } from './entitlements/materialize.ts'
import type { EntitlementsPlan, OndemandPlan } from './entitlements/plan.ts'
import type { GrantPlan, PoolAssignmentPlan, ProvisionPlan } from './entitlements/provisions.ts'
import type { CounterPlan } from './entitlements/till.ts'
import type { UsageEventPlan } from './entitlements/usage.ts'
import { random } from './random.ts'
import { born, insert, kept, update } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'

function setRow(world: World, set: SetPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: set.id, createdAt: set.createdAt }),
    key: set.key, version: set.version, name: set.name, description: set.version > 1 ? 'Replaces the version before it' : null, plan_tier: set.tier,
    product_id: world.catalog.products.find(({ code }) => code === set.productCode)?.id ?? null, price_id: null, supersedes_set_id: set.supersedes, status: 'DRAFT',
  }
}

function ruleRow(world: World, set: SetPlan, rule: RulePlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: rule.id, createdAt: set.createdAt }),
    set_id: set.id, resource_key_id: rule.key.id, rule_type: rule.key.kind, bool_value: rule.flag, amount: rule.amount, is_unlimited: rule.unlimited,
    per_quantity: rule.perQuantity, overage_policy: rule.overage, rollover_max: rule.rollover, credit_priority: 100, credit_ttl_days: rule.ttlDays,
  }
}

/** Sets are drafted with their rules, then published, then the old ones retired: the order in which their triggers want it. */
function capabilitySteps(world: World, { capabilities: { keys, sets } }: EntitlementsPlan): Step[] {
  if (world.slice > 0) return []
  const brandId = world.brand.id
  const move = (chosen: readonly SetPlan[], columns: (set: SetPlan) => Row): Step =>
    update('entitlements.entitlement_sets', chosen.map((set) => ({ brand_id: brandId, id: set.id, ...columns(set) })))
  const publish = (chosen: readonly SetPlan[]) => move(chosen.filter(({ publishedAt }) => publishedAt !== null), (set) => ({
    status: 'PUBLISHED', published_at: isoOrNull(set.publishedAt),
  }))
  const version = (n: number) => sets.filter((set) => set.version === n)
  const draft = (n: number): Step[] => [
    insert('entitlements.entitlement_sets', version(n).map((set) => setRow(world, set))),
    insert('entitlements.entitlement_set_rules', version(n).flatMap((set) => set.rules.map((rule) => ruleRow(world, set, rule)))),
    publish(version(n)),
  ]
  return [
    insert('entitlements.resource_keys', keys.map((key) => ({
      ...kept({ brandId, id: key.id, createdAt: world.catalog.createdAt }),
      key: key.key, name: key.name, description: key.status === 'ACTIVE' ? null : 'No longer sold', kind: key.kind, unit: key.unit, event_type: key.eventType,
      combine: key.combine, quota_period: key.kind === 'QUOTA' ? 'MONTH' : 'NONE', period_anchor: 'CALENDAR', status: key.status,
    }))),
    ...draft(1), ...draft(2),
    move(sets.filter(({ retiredAt }) => retiredAt !== null), (set) => ({ status: 'RETIRED', retired_at: isoOrNull(set.retiredAt) })),
  ]
}

function poolRow(world: World, one: Materialized): Row {
  const { pool } = one
  const boundary = nextBoundary(one.provisions, one.contributions.map(({ expiresAt }) => expiresAt))
  return {
    ...kept({ brandId: world.brand.id, id: pool.id, createdAt: pool.createdAt }, one.at, 1 + one.version),
    org_id: pool.account.org.id, billing_account_id: pool.account.id, name: pool.name, timezone: 'UTC', plan_tier: one.tier,
    materialized_version: one.version, materialized_at: iso(one.at), dirty_since: null, next_recompute_at: pool.status === 'ACTIVE' ? isoOrNull(boundary) : null,
    suspended_reason: pool.status === 'SUSPENDED' ? 'PAYMENT_OVERDUE' : null, status: pool.status,
  }
}

function poolAssignmentRow(world: World, one: PoolAssignmentPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startsAt }, one.endedAt ?? one.startsAt, one.status === 'ACTIVE' ? 1 : 2),
    org_id: one.workspace.orgId, pool_id: one.pool.id, workspace_id: one.workspace.id, priority: one.priority, resource_filter: [...one.filter],
    starts_at: iso(one.startsAt), ended_at: isoOrNull(one.endedAt), status: one.status,
  }
}

function grantRow(world: World, grant: GrantPlan): Row {
  const createdAt = Math.min(grant.startsAt, NOW - HOUR)
  const { rule } = grant
  return {
    ...kept({ brandId: world.brand.id, id: grant.id, createdAt }, grant.revokedAt ?? createdAt, grant.status === 'ACTIVE' ? 1 : 2),
    org_id: grant.pool.account.org.id, pool_id: grant.pool.id, set_id: grant.set?.id ?? null, resource_key_id: rule?.key.id ?? null,
    rule_type: rule?.key.kind ?? null,
    bool_value: rule?.flag ?? null, amount: rule?.amount ?? null, reason: grant.reason, granted_by_person_id: grant.by.id, starts_at: iso(grant.startsAt),
    expires_at: isoOrNull(grant.expiresAt), revoked_at: isoOrNull(grant.revokedAt),
    revoked_by_person_id: grant.revokedAt === null ? null : grant.by.id, status: grant.status,
  }
}

function provisionStatus({ phases, pool }: ProvisionPlan): string {
  const last = phases.at(-1)
  if (last === undefined) return 'PENDING'
  if (last.active) return 'ACTIVE'
  return last.cause === 'SUSPENDED' && pool.status !== 'CLOSED' ? 'SUSPENDED' : 'ENDED'
}

function provisionRow(world: World, one: ProvisionPlan): Row {
  const createdAt = Math.min(one.startsAt, NOW - HOUR)
  const last = one.phases.at(-1)
  const status = provisionStatus(one)
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt }, last?.at ?? createdAt, Math.max(1, one.phases.length)),
    org_id: one.pool.account.org.id, pool_id: one.pool.id, source_type: one.source, subscription_id: one.subscription?.id ?? null,
    subscription_item_id: one.item?.id ?? null,
    purchase_id: one.purchaseId, grant_id: one.grant?.id ?? null, product_id: one.productId, price_id: one.priceId, set_id: one.set?.id ?? null,
    quantity: last?.quantity ?? 1, priority: one.priority, anchor_at: iso(one.anchorAt), starts_at: iso(one.startsAt),
    ends_at: isoOrNull(status === 'ENDED' && one.endsAt === null ? (last?.at ?? null) : one.endsAt),
    source_version: one.subscription?.version ?? 1, status,
  }
}

function booleanRow(world: World, supply: Materialized, one: BooleanPlan): Row {
  const inputs = supply.provisions.filter(({ rules }) => rules.some(({ key }) => key === one.key))
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.createdAt }, one.createdAt, one.version),
    org_id: one.pool.account.org.id, pool_id: one.pool.id, resource_key_id: one.key.id, enabled: one.enabled, denied: one.denied,
    source_provision_id: one.decidedBy?.id ?? null, contributor_count: one.contributors, materialized_version: one.version,
    effective_until: isoOrNull(nextBoundary(inputs)),
  }
}

function numericRow(world: World, supply: Materialized, one: NumericPlan): Row {
  const counting = activeContributions(one)
  const { limit, rollover } = stepAt(one, NOW)
  const inputs = [...one.latest.keys()]
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.createdAt }, one.createdAt, one.version),
    org_id: one.pool.account.org.id, pool_id: one.pool.id, resource_key_id: one.key.id, kind: one.kind, limit_value: limit, is_unlimited: limit === null,
    overage_policy: overageOf(supply, one.key), rollover_max: rollover, anchor_at: null, contributor_count: counting.length, materialized_version: one.version,
    effective_until: isoOrNull(nextBoundary(inputs, counting.map(({ expiresAt }) => expiresAt))), status: counting.length === 0 ? 'REVOKED' : 'ACTIVE',
  }
}

function contributionRow(world: World, one: Contribution): Row {
  return {
    ...born({ brandId: world.brand.id, id: one.id, createdAt: one.at }),
    org_id: one.entitlement.pool.account.org.id, numeric_entitlement_id: one.entitlement.id, provision_id: one.provision.id,
    rule_id: one.rule.id === '' ? null : one.rule.id,
    seq: one.seq, amount_before: one.before, delta: one.after - one.before, amount_after: one.after, unlimited_after: one.unlimited, rollover_after: one.rollover,
    unit_amount: one.rule.amount, quantity: one.quantity, expires_at: isoOrNull(one.expiresAt), priority: 100, reason: one.reason,
    materialized_version: one.version, effective_at: iso(one.at),
  }
}

function ondemandRow(world: World, one: OndemandPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.createdAt }),
    org_id: one.pool.account.org.id, pool_id: one.pool.id, resource_key_id: one.key.id, enabled: one.enabled, billing_account_id: one.pool.account.id,
    price_id: one.price.id,
    unit_amount: 5, unit_quantity: 10, currency: one.pool.account.currency, spend_cap_amount: one.spendCap, quantity_cap: one.quantityCap,
    alert_percents: [50, 80, 100],
  }
}

function eventRow(world: World, event: UsageEventPlan, sha: string): Row {
  return {
    brand_id: world.brand.id, id: event.id, created_at: iso(event.recordedAt),
    org_id: event.workspace.orgId, workspace_id: event.workspace.id, event_type: event.type, quantity: event.quantity, occurred_at: iso(event.at),
    recorded_at: iso(event.recordedAt),
    idempotency_key: `${event.type}:${event.id}`, request_sha256: sha, pool_id: event.pool?.id ?? null, resource_key_id: event.key?.id ?? null,
    period_start: isoOrNull(event.periodStart),
    within_quantity: event.within, credit_quantity: event.credit, overage_quantity: event.overage,
    outcome: event.pool === null ? 'UNMETERED' : event.overage > 0 ? 'OVERAGE' : 'ACCEPTED', is_late: event.late, corrects_event_id: event.corrects,
    person_id: event.personId, service_account_id: event.serviceAccountId, properties: event.properties,
  }
}

const OPEN_START = '1970-01-01T00:00:00.000Z'
const OPEN_END = '9999-12-31T00:00:00.000Z'

function usageRow(world: World, one: CounterPlan): Row {
  const createdAt = one.start ?? one.entitlement.createdAt
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt }, one.closedAt ?? one.lastEventAt ?? createdAt),
    org_id: one.entitlement.pool.account.org.id, numeric_entitlement_id: one.entitlement.id, provision_id: one.lot?.id ?? null,
    period_start: one.start === null ? OPEN_START : iso(one.start), period_end: one.end === null ? OPEN_END : iso(one.end),
    used: one.used, overage_used: one.overage, rolled_in: one.rolledIn, limit_at_close: one.limitAtClose, closed_at: isoOrNull(one.closedAt),
    last_event_at: isoOrNull(one.lastEventAt),
  }
}

interface Hour {
  readonly org: string
  readonly workspace: string
  readonly type: string
  readonly hour: number
  quantity: number
  count: number
  overage: number
  credit: number
}

/** The derived table that sums usage by the hour. */
function hourRows(world: World, events: readonly UsageEventPlan[]): Row[] {
  const hours = new Map<string, Hour>()
  for (const event of events) {
    const hour = event.at - (event.at % HOUR)
    const name = `${event.workspace.id}/${event.type}/${hour}`
    const sum = hours.get(name) ?? {
      org: event.workspace.orgId, workspace: event.workspace.id, type: event.type, hour, quantity: 0, count: 0, overage: 0, credit: 0,
    }
    sum.quantity += event.quantity
    sum.count++
    sum.overage += event.overage
    sum.credit += event.credit
    hours.set(name, sum)
  }
  return [...hours.values()].map((sum) => ({
    brand_id: world.brand.id, workspace_id: sum.workspace, org_id: sum.org, event_type: sum.type, hour: iso(sum.hour), quantity: sum.quantity,
    event_count: sum.count,
    overage_quantity: sum.overage, credit_quantity: sum.credit,
  }))
}

export function entitlementsSteps(world: World, plan: EntitlementsPlan): Step[] {
  const { supply, pools, ondemand, usage } = plan
  const choice = random(`${world.brand.slug}/${world.slice}/requests`)
  return [
    ...capabilitySteps(world, plan),
    insert('entitlements.resource_pools', pools.map((one) => poolRow(world, one))),
    insert('entitlements.pool_assignments', supply.assignments.map((one) => poolAssignmentRow(world, one))),
    insert('entitlements.grants', supply.grants.map((one) => grantRow(world, one))),
    insert('entitlements.pool_provisions', supply.provisions.map((one) => provisionRow(world, one))),
    insert('entitlements.boolean_entitlements', pools.flatMap((supplied) => supplied.booleans.map((one) => booleanRow(world, supplied, one)))),
    insert('entitlements.numeric_entitlements', pools.flatMap((supplied) => supplied.numerics.map((one) => numericRow(world, supplied, one)))),
    insert('entitlements.numeric_entitlement_contributions', pools.flatMap(({ contributions }) => contributions.map((one) => contributionRow(world, one)))),
    insert('entitlements.pool_ondemand_config', ondemand.map((one) => ondemandRow(world, one))),
    insert('entitlements.usage_events', usage.events.map((event) => eventRow(world, event, choice.hex(64)))),
    insert('entitlements.numeric_entitlement_usage', usage.counters.map((one) => usageRow(world, one))),
    insert('entitlements.usage_hourly', hourRows(world, usage.events)),
  ]
}
