import { DAY, NOW, iso, isoOrNull } from '../clock.ts'
import { random } from '../random.ts'
import { born, insert, kept } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import type { ChangePlan, ItemPlan, SubscriptionPlan } from '../world/subscription-plan.ts'
import { seatsAt } from '../world/subscription-plan.ts'

function subscriptionRow(world: World, one: SubscriptionPlan, providerId: string | null): Row {
  const last = one.changes.at(-1)
  // Whoever names a day names the end of the period, or asks for the end of the period: both are in the world.
  const byDate = one.account.n % 2 === 1
  return {
    ...kept({ brandId: world.brand.id, id: one.id, createdAt: one.startedAt }, last?.at ?? one.startedAt, one.version),
    billing_account_id: one.account.id, org_id: one.account.org.id, workspace_id: one.workspace.id, plan_id: one.standing.plan.id, status: one.standing.status,
    is_primary: one.primary, currency: one.account.currency, mrr_cents: one.standing.mrr, billing_interval: one.cadence.interval, interval_count: one.cadence.count,
    collection_method: one.account.collection, default_payment_method_id: one.defaultMethodId, started_at: iso(one.startedAt),
    trial_starts_at: one.trialEndsAt === null ? null : iso(one.startedAt), trial_ends_at: isoOrNull(one.trialEndsAt), billing_cycle_anchor: iso(one.anchor),
    current_period_start: iso(one.period.start), current_period_end: iso(one.period.end), period_index: one.k,
    cancel_at_period_end: one.cancelAtPeriodEnd && !byDate, cancel_at: one.cancelAtPeriodEnd && byDate ? iso(one.period.end) : null,
    canceled_at: isoOrNull(one.canceledAt), ended_at: isoOrNull(one.endedAt), cancellation_reason: one.cancellationReason, paused_at: isoOrNull(one.pausedAt),
    resumes_at: isoOrNull(one.resumesAt), scheduled_plan_id: one.scheduled?.plan.id ?? null, scheduled_seats: one.scheduled?.seats ?? null,
    provider_subscription_id: providerId, provider_event_at: null, created_by_person_id: one.account.org.owner.id,
  }
}

/** End of the last period that a licensed item was billed for. */
function billedThrough(one: SubscriptionPlan, item: ItemPlan): number | null {
  const ends = one.bills.flatMap(({ charges, issuedAt }) => (issuedAt === null ? [] : charges.filter((charge) => charge.item === item && charge.amount >= 0).map(({ span }) => span.end)))
  return ends.length === 0 ? null : Math.max(...ends)
}

function itemRow(world: World, one: SubscriptionPlan, item: ItemPlan): Row {
  const metered = item.price.meter !== null
  return {
    ...kept(
      { brandId: world.brand.id, id: item.id, createdAt: item.addedAt }, item.removedAt ?? item.seats.at(-1)?.at ?? item.addedAt,
      Math.max(1, item.seats.length),
    ),
    subscription_id: one.id, price_id: item.price.id, product_id: item.price.product.id, plan_id: item.plan.id, usage_type: metered ? 'METERED' : 'LICENSED',
    seats: metered ? 0 : seatsAt(item, NOW), unit_price_cents: metered ? 0 : (item.price.unitAmount ?? 0), currency: item.price.currency, position: item.position,
    added_at: iso(item.addedAt), removed_at: isoOrNull(item.removedAt), billed_through: isoOrNull(billedThrough(one, item)),
  }
}

interface Trail {
  readonly subscription: SubscriptionPlan
  readonly change: ChangePlan
  readonly sequence: number
  readonly serviceAccountId: string | null
  /** Documents that were really made. */
  readonly documents: ReadonlySet<string>
}

function changeRow(world: World, { subscription, change, sequence, serviceAccountId, documents }: Trail): Row {
  const actor = change.actor === 'SERVICE_ACCOUNT' && serviceAccountId === null ? 'SYSTEM' : change.actor
  const { from, to } = change
  return {
    ...born({ brandId: world.brand.id, id: change.id, createdAt: change.at }),
    subscription_id: subscription.id, sequence, change_type: change.type, effective_at: iso(change.at), actor_type: actor,
    actor_person_id: actor === 'PERSON' ? subscription.account.org.owner.id : null, actor_service_account_id: actor === 'SERVICE_ACCOUNT' ? serviceAccountId : null,
    from_status: from?.status ?? null, to_status: to.status, from_plan_id: from?.plan.id ?? null, to_plan_id: to.plan.id,
    from_seats: from?.seats ?? null, to_seats: to.seats,
    from_mrr_cents: from?.mrr ?? 0, to_mrr_cents: to.mrr, currency: subscription.account.currency, proration_credit_cents: change.credit,
    proration_charge_cents: change.charge,
    invoice_id: change.billId !== null && documents.has(change.billId) ? change.billId : null, request_id: actor === 'PERSON' ? `req_${change.id.slice(-12)}` : null,
  }
}

export function subscriptionSteps(world: World): Step[] {
  const choice = random(`${world.brand.slug}/${world.slice}/provider`)
  const automatic = ({ account, startedAt }: SubscriptionPlan) => account.collection === 'CHARGE_AUTOMATICALLY' && startedAt > NOW - 400 * DAY
  return [
    insert('billing.subscriptions', world.subscriptions.map((one) => subscriptionRow(world, one, automatic(one) ? `sub_${choice.base62(16)}` : null))),
    insert('billing.subscription_items', world.subscriptions.flatMap((one) => one.items.map((item) => itemRow(world, one, item)))),
  ]
}

export function changeSteps(world: World, documents: ReadonlySet<string>): Step[] {
  const defaults = new Map(world.serviceAccounts.flatMap(({ id, workspace, isDefault }) => (isDefault && workspace !== null ? [[workspace.id, id] as const] : [])))
  return [insert('billing.subscription_changes', world.subscriptions.flatMap((subscription) => subscription.changes.map((change, i) =>
    changeRow(world, { subscription, change, sequence: i + 1, serviceAccountId: defaults.get(subscription.workspace.id) ?? null, documents }))))]
}
