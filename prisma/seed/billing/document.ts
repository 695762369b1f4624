import type { Span } from '../periods.ts'
import type { Cell } from '../rows.ts'
import type { AccountPlan, TaxRatePlan } from '../world/accounts.ts'
import type { PlanPlan, PricePlan, ProductPlan } from '../world/catalog.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import type { PurchasePlan } from '../world/purchases.ts'
import type { BillReason, Charge, ItemPlan, SubscriptionPlan } from '../world/subscription-plan.ts'

export type LineKind = 'SUBSCRIPTION' | 'PRORATION_CREDIT' | 'PRORATION_CHARGE' | 'USAGE' | 'ONE_TIME' | 'CREDIT_PURCHASE' | 'MANUAL' | 'CREDIT_NOTE'

/** Why a line is worth less, or more, than its amount. */
export interface Adjustment {
  readonly kind: 'DISCOUNT' | 'PRETAX_CREDIT' | 'TAX'
  readonly discountId: string | null
  readonly grantId: string | null
  readonly taxRate: TaxRatePlan | null
  readonly bps: number | null
  readonly base: number
  readonly amount: number
}

/** What a line says before the document is finalized. */
export interface LineDraft {
  readonly kind: LineKind
  readonly description: string
  readonly quantity: number
  /** Shown rate in minor units, decimal text. */
  readonly unit: string | null
  readonly amount: number
  readonly subscription: SubscriptionPlan | null
  readonly item: ItemPlan | null
  readonly price: PricePlan | null
  readonly product: ProductPlan | null
  readonly plan: PlanPlan | null
  readonly span: Span | null
  /** The charge of the subscription that it states, so that a later credit finds it. */
  readonly charge: Charge | null
  readonly pendingId: string | null
  readonly purchase: PurchasePlan | null
  /** The line that is partly taken back. */
  readonly credits: Line | null
  readonly rating: Cell
}

export interface Line extends LineDraft {
  readonly id: string
  readonly number: number
  readonly adjustments: Adjustment[]
  discount: number
  pretax: number
  tax: number
  /** What later lines took back of amount and tax, as positive sums. */
  readonly taken: { amount: number; tax: number }
}

export interface Totals {
  readonly subtotal: number
  readonly discount: number
  readonly pretax: number
  readonly tax: number
  readonly total: number
  readonly posttax: number
  readonly due: number
}

export type DocumentStatus = 'DRAFT' | 'OPEN' | 'PAID' | 'VOID' | 'UNCOLLECTIBLE'

/** A billing document: mutable while its account's story is played, complete afterwards. */
export interface Document {
  readonly id: string
  readonly kind: 'STANDARD' | 'CREDIT_NOTE'
  readonly reason: BillReason | 'PURCHASE' | 'MANUAL' | 'CREDIT_NOTE'
  readonly account: AccountPlan
  readonly workspace: WorkspacePlan
  readonly subscription: SubscriptionPlan | null
  readonly corrects: Document | null
  readonly createdAt: number
  /** Null: still a draft. */
  readonly issuedAt: number | null
  readonly period: Span | null
  readonly lines: readonly Line[]
  readonly memo: string | null
  totals: Totals
  status: DocumentStatus
  dueAt: number | null
  paidAt: number | null
  voidedAt: number | null
  uncollectibleAt: number | null
  attempts: number
  nextAttemptAt: number | null
  /** Allocated less returned, and settled by credit notes: what the triggers will count. */
  paid: number
  credited: number
  /** The part of `credited` that comes from a credit note against the open amount. */
  creditedDirectly: number
  number: { readonly series: string; readonly seq: number; readonly text: string } | null
}

export function remainingOf({ totals, paid, credited }: Document): number {
  return totals.due - paid - credited
}

/** Net of a line without tax. */
export function netOf({ amount, discount, pretax }: Line): number {
  return amount - discount - pretax
}
