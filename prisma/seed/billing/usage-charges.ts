import { NOW } from '../clock.ts'
import type { UsageEventPlan } from '../entitlements/usage.ts'
import type { IdSource } from '../ids.ts'
import type { Span } from '../periods.ts'
import type { BillPlan, ItemPlan, SubscriptionPlan } from '../world/subscription-plan.ts'
import { rate } from './rating.ts'
import type { Rated } from './rating.ts'

/** Usage of one metered item in one period, with the events that it counts. */
export interface UsageCharge {
  readonly id: string
  readonly subscription: SubscriptionPlan
  readonly item: ItemPlan
  readonly span: Span
  readonly events: readonly UsageEventPlan[]
  readonly quantity: number
  readonly rated: Rated
  /** The bill that takes it; null while it is open. */
  readonly billId: string | null
}

/** Events by workspace and kind of use, oldest first. */
export type EventIndex = ReadonlyMap<string, readonly UsageEventPlan[]>

export function indexEvents(events: readonly UsageEventPlan[]): EventIndex {
  const index = new Map<string, UsageEventPlan[]>()
  for (const event of events) {
    if (event.key === null || event.quantity < 0) continue
    const name = `${event.workspace.id}/${event.key.key}`
    const list = index.get(name)
    if (list === undefined) index.set(name, [event])
    else list.push(event)
  }
  for (const list of index.values()) list.sort((a, b) => a.at - b.at)
  return index
}

function chargeOf(ids: IdSource, index: EventIndex, subscription: SubscriptionPlan, item: ItemPlan, span: Span, billId: string | null): UsageCharge | null {
  const { meter } = item.price
  const all = meter === null ? [] : (index.get(`${subscription.workspace.id}/${meter.resourceKey}`) ?? [])
  const events = all.filter(({ at }) => at >= span.start && at < span.end)
  if (events.length === 0) return null
  const quantity = events.reduce((sum, event) => sum + event.quantity, 0)
  return { id: ids.next('billing.pending_charges', span.start), subscription, item, span, events, quantity, rated: rate(item.price, quantity), billId }
}

/** What the bills of a subscription charge for use, and what has been used since the last one. */
export function usageCharges(ids: IdSource, index: EventIndex, subscription: SubscriptionPlan): UsageCharge[] {
  const metered = subscription.items.filter(({ price }) => price.meter !== null)
  if (metered.length === 0) return []
  const billed = subscription.bills.filter((bill): bill is BillPlan & { readonly usage: Span } => bill.usage !== null)
    .flatMap(({ usage, id, issuedAt }) => metered.map((item) => chargeOf(ids, index, subscription, item, usage, issuedAt === null ? null : id)))
  const running = subscription.endedAt === null && subscription.standing.status !== 'TRIALING'
    ? metered.map((item) => chargeOf(ids, index, subscription, item, { start: subscription.period.start, end: Math.max(subscription.period.end, NOW) }, null)) : []
  return [...billed, ...running].filter((charge) => charge !== null)
}
