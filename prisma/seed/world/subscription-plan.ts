import type { Cadence, Span } from '../periods.ts'
import type { AccountPlan } from './accounts.ts'
import type { PlanPlan, PricePlan } from './catalog.ts'
import type { CouponPlan } from './coupons.ts'
import type { WorkspacePlan } from './organizations.ts'

export type SubscriptionStatus = 'INCOMPLETE' | 'INCOMPLETE_EXPIRED' | 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'UNPAID' | 'PAUSED' | 'CANCELED'

/** One priced line of a subscription over its life. */
export interface ItemPlan {
  readonly id: string
  readonly price: PricePlan
  readonly plan: PlanPlan
  readonly position: number
  readonly addedAt: number
  removedAt: number | null
  /** Newest last; metered items have none. */
  readonly seats: { readonly at: number; readonly seats: number }[]
}

/** An amount that a subscription owes or gets back; it becomes a line of a document. */
export interface Charge {
  readonly kind: 'SUBSCRIPTION' | 'PRORATION_CREDIT' | 'PRORATION_CHARGE'
  readonly item: ItemPlan
  readonly seats: number
  /** Minor units; negative for a credit. */
  readonly amount: number
  readonly span: Span
  /** PRORATION_CREDIT: the charge that is partly given back. */
  readonly credits: Charge | null
  readonly at: number
  /** Id of the pending charge that it waited as, if it waited. */
  readonly pendingId: string | null
}

/** How collecting a document goes. */
export type Trouble =
  | { readonly kind: 'NONE' }
  | { readonly kind: 'RETRIED'; readonly days: number }
  | { readonly kind: 'OPEN' }
  | { readonly kind: 'LOST' }
  | { readonly kind: 'VOID'; readonly at: number }

export type BillReason = 'SUBSCRIPTION_CREATE' | 'SUBSCRIPTION_CYCLE' | 'SUBSCRIPTION_UPDATE' | 'SUBSCRIPTION_CANCEL'

/** A document that a subscription asks for, before discounts, usage and tax. */
export interface BillPlan {
  readonly id: string
  readonly reason: BillReason
  readonly createdAt: number
  /** Null while the draft waits for its grace to end. */
  readonly issuedAt: number | null
  readonly period: Span | null
  /** Number of the billing period, 0 for the first. */
  readonly k: number
  readonly charges: readonly Charge[]
  /** Usage of this span is billed here. */
  readonly usage: Span | null
  readonly trouble: Trouble
}

export type ChangeType =
  | 'CREATED' | 'TRIAL_STARTED' | 'TRIAL_ENDED' | 'ACTIVATED' | 'PLAN_CHANGED' | 'SEATS_CHANGED' | 'ITEM_ADDED' | 'ITEM_REMOVED' | 'RENEWED'
  | 'PAST_DUE' | 'RECOVERED' | 'MARKED_UNPAID' | 'PAUSED' | 'RESUMED' | 'CANCEL_SCHEDULED' | 'CANCEL_UNSCHEDULED' | 'CANCELED' | 'EXPIRED'
  | 'CHANGE_SCHEDULED' | 'DISCOUNT_CHANGED'

/** What a subscription is worth and where it stands at one instant. */
export interface Standing {
  readonly status: SubscriptionStatus
  readonly plan: PlanPlan
  readonly seats: number
  readonly mrr: number
}

export interface ChangePlan {
  readonly id: string
  readonly type: ChangeType
  readonly at: number
  readonly actor: 'PERSON' | 'SERVICE_ACCOUNT' | 'SYSTEM' | 'PROVIDER'
  readonly from: Standing | null
  readonly to: Standing
  readonly credit: number
  readonly charge: number
  readonly billId: string | null
}

/** A coupon redeemed for a subscription, or for one item of it. */
export interface DiscountPlan {
  readonly id: string
  readonly coupon: CouponPlan
  readonly item: ItemPlan | null
  readonly startsAt: number
}

export interface SubscriptionPlan {
  readonly id: string
  readonly account: AccountPlan
  readonly workspace: WorkspacePlan
  readonly primary: boolean
  readonly cadence: Cadence
  readonly startedAt: number
  readonly trialEndsAt: number | null
  readonly anchor: number
  readonly items: readonly ItemPlan[]
  readonly changes: readonly ChangePlan[]
  readonly bills: readonly BillPlan[]
  /** Pending charges that no document has taken yet. */
  readonly waiting: readonly Charge[]
  readonly discount: DiscountPlan | null
  readonly standing: Standing
  readonly k: number
  readonly period: Span
  readonly cancelAtPeriodEnd: boolean
  readonly canceledAt: number | null
  readonly endedAt: number | null
  readonly cancellationReason: 'CUSTOMER_REQUEST' | 'PAYMENT_FAILURE' | 'ACCOUNT_CLOSED' | 'OTHER' | null
  readonly pausedAt: number | null
  readonly resumesAt: number | null
  readonly scheduled: { readonly plan: PlanPlan; readonly seats: number } | null
  readonly defaultMethodId: string | null
  readonly version: number
}

/** Seats of an item at an instant; 0 before it was added, and for metered items. */
export function seatsAt(item: ItemPlan, at: number): number {
  return item.seats.reduce((seats, step) => (step.at <= at ? step.seats : seats), 0)
}

export function isCurrent(item: ItemPlan, at: number): boolean {
  return item.addedAt <= at && (item.removedAt === null || item.removedAt > at)
}
