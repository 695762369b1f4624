import type { IdSource } from '../ids.ts'
import type { Cadence, Span } from '../periods.ts'
import type { Random } from '../random.ts'
import type { AccountPlan } from './accounts.ts'
import type { Catalog, PlanPlan, PricePlan } from './catalog.ts'
import type { CouponPlan } from './coupons.ts'
import type { WorkspacePlan } from './organizations.ts'
import { recurringValue } from './proration.ts'
import type { BillPlan, ChangePlan, ChangeType, Charge, DiscountPlan, ItemPlan, Standing, SubscriptionStatus } from './subscription-plan.ts'
import { isCurrent, seatsAt } from './subscription-plan.ts'

/** How a subscription's story ends, as far as it has been told by now. */
export type Fate =
  | { readonly kind: 'RUNNING' | 'SCHEDULED_END' | 'SCHEDULED_CHANGE' | 'PAUSED' | 'PAST_DUE' | 'UNPAID' | 'TRIALING' | 'INCOMPLETE' | 'INCOMPLETE_EXPIRED' }
  | { readonly kind: 'ENDED_AT_PERIOD' | 'ENDED_AT_ONCE' | 'ENDED_UNPAID'; readonly k: number }

/** What is decided about a subscription before its story is played. */
export interface Sketch {
  readonly account: AccountPlan
  readonly workspace: WorkspacePlan
  readonly primary: boolean
  readonly plan: PlanPlan
  readonly price: PricePlan
  readonly cadence: Cadence
  readonly seats: number
  readonly startedAt: number
  readonly trialEndsAt: number | null
  readonly meters: readonly PricePlan[]
  readonly addOn: PricePlan | null
  readonly coupon: CouponPlan | null
  readonly fate: Fate
  /** Default service account of the workspace; it makes some of the changes. */
  readonly serviceAccountId: string | null
}

/** A story being played: the sketch and what has happened so far. */
export interface Run extends Sketch {
  readonly id: string
  readonly ids: IdSource
  readonly choice: Random
  readonly catalog: Catalog
  readonly anchor: number
  readonly items: ItemPlan[]
  readonly changes: ChangePlan[]
  readonly bills: BillPlan[]
  /** The charge that covers the running period, by item. */
  readonly debits: Map<ItemPlan, Charge>
  waiting: Charge[]
  discount: DiscountPlan | null
  /** The discount while it still counts. */
  running: DiscountPlan | null
  status: SubscriptionStatus
  planNow: PlanPlan
  k: number
  period: Span
  canceledAt: number | null
  endedAt: number | null
  pausedAt: number | null
}

export function currentItems(run: Run, at: number): ItemPlan[] {
  return run.items.filter((item) => isCurrent(item, at))
}

function standingAt(run: Run, at: number): Standing {
  const licensed = currentItems(run, at).filter((item) => item.price.meter === null && item.price.product.kind === 'PLAN')
  const worth = run.status === 'ACTIVE' || run.status === 'PAST_DUE'
  return {
    status: run.status,
    plan: run.planNow,
    seats: licensed.reduce((sum, item) => sum + seatsAt(item, at), 0),
    mrr: worth ? recurringValue(run.items, at, run.cadence, run.running) : 0,
  }
}

export interface Note {
  readonly type: ChangeType
  readonly at: number
  readonly actor?: ChangePlan['actor']
  readonly credit?: number
  readonly charge?: number
  readonly billId?: string | null
}

/** Writes down what just happened; the state of the run is already the new one. */
export function note(run: Run, { type, at, actor = 'SYSTEM', credit = 0, charge = 0, billId = null }: Note): void {
  const before = run.changes[run.changes.length - 1]
  const by = actor === 'SERVICE_ACCOUNT' && run.serviceAccountId === null ? 'SYSTEM' : actor
  run.changes.push({
    id: run.ids.next('billing.subscription_changes', at), type, at, actor: by, from: before?.to ?? null, to: standingAt(run, at), credit, charge, billId,
  })
}

export function addItem(run: Run, price: PricePlan, at: number, seats: number): ItemPlan {
  const position = price.product.kind === 'PLAN' ? 0 : price.product.kind === 'ADD_ON' ? 1 : 8
  const item: ItemPlan = {
    id: run.ids.next('billing.subscription_items', at), price, plan: run.planNow, position, addedAt: at, removedAt: null,
    seats: price.meter === null ? [{ at, seats }] : [],
  }
  run.items.push(item)
  return item
}

export function amountOf(item: ItemPlan, at: number): number {
  return seatsAt(item, at) * (item.price.unitAmount ?? 0)
}

/** Charges in advance for a period, one a licensed item; they become what later changes are measured against. */
export function chargePeriod(run: Run, span: Span): Charge[] {
  run.debits.clear()
  return currentItems(run, span.start).filter((item) => item.price.meter === null).map((item) => {
    const charge: Charge = {
      kind: 'SUBSCRIPTION', item, seats: seatsAt(item, span.start), amount: amountOf(item, span.start), span, credits: null, at: span.start, pendingId: null,
    }
    run.debits.set(item, charge)
    return charge
  })
}

export function bill(run: Run, plan: Omit<BillPlan, 'id' | 'trouble'> & { readonly trouble?: BillPlan['trouble'] }): BillPlan {
  const made: BillPlan = { trouble: { kind: 'NONE' }, ...plan, id: run.ids.next('billing.invoices', plan.createdAt) }
  run.bills.push(made)
  return made
}
