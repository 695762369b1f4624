import type { Random } from '../random.ts'
import type { PurchasePlan } from '../world/purchases.ts'
import type { ProductPlan } from '../world/catalog.ts'
import type { BillPlan, Charge, SubscriptionPlan } from '../world/subscription-plan.ts'
import type { Line, LineDraft } from './document.ts'
import { unitText } from './rating.ts'
import type { UsageCharge } from './usage-charges.ts'

const empty = {
  quantity: 1, unit: null, subscription: null, item: null, price: null, product: null, plan: null, span: null, charge: null, pendingId: null,
  purchase: null, credits: null, rating: null,
} as const

/** Where the lines of charges are found again, when a later credit needs them. */
export type LineOfCharge = ReadonlyMap<Charge, Line>

const CHARGE_TEXTS = { SUBSCRIPTION: 'Seats', PRORATION_CREDIT: 'Unused time', PRORATION_CHARGE: 'Remaining time' } as const

export function chargeLine(charge: Charge, subscription: SubscriptionPlan, written: LineOfCharge): LineDraft | null {
  const { item, seats, span, amount, kind } = charge
  const credits = charge.credits === null ? null : written.get(charge.credits)
  if (credits === undefined) return null
  return {
    ...empty, kind, description: `${CHARGE_TEXTS[kind]}: ${item.price.product.name}`, quantity: Math.max(1, seats), unit: unitText(item.price),
    amount, subscription, item,
    price: item.price, product: item.price.product, plan: item.plan, span, charge, pendingId: charge.pendingId, credits,
  }
}

export function usageLine({ id, subscription, item, span, quantity, rated }: UsageCharge): LineDraft {
  return {
    ...empty, kind: 'USAGE', description: `Usage: ${item.price.product.name}`, quantity: Math.max(1, quantity), unit: unitText(item.price),
    amount: rated.amount, subscription, item,
    price: item.price, product: item.price.product, plan: item.plan, span, pendingId: id, rating: rated.details,
  }
}

export function purchaseLine(purchase: PurchasePlan): LineDraft {
  const { price, quantity, credit } = purchase
  return {
    ...empty, kind: credit ? 'CREDIT_PURCHASE' : 'ONE_TIME', description: price.product.name, quantity, unit: unitText(price),
    amount: (price.unitAmount ?? 0) * quantity,
    price, product: price.product, purchase,
  }
}

const SERVICES = ['Consulting', 'Workshop', 'Custom report', 'Training', 'Retainer'] as const
const RATES = [4500, 9000, 12_000, 12_000, 25_000] as const

export function manualLine(choice: Random, product: ProductPlan): LineDraft {
  const quantity = choice.int(1, 6)
  const rate = choice.pick(RATES)
  return { ...empty, kind: 'MANUAL', description: choice.pick(SERVICES), quantity, unit: String(rate), amount: rate * quantity, product }
}

/** Takes back a part of a line: its amount; discount and tax follow when the document is finalized. */
export function creditNoteLine(line: Line, amount: number): LineDraft {
  return {
    ...empty, kind: 'CREDIT_NOTE', description: `Credit: ${line.description}`, quantity: 1, unit: null, amount: -amount,
    subscription: line.subscription, item: line.item, price: line.price,
    product: line.product, plan: line.plan, span: line.span, purchase: null, credits: line,
  }
}

/** Charges of a bill as lines; what has nothing to credit any more is left out. */
export function billLines(bill: BillPlan, subscription: SubscriptionPlan, usage: readonly UsageCharge[], written: LineOfCharge): LineDraft[] {
  const charges = bill.charges.map((charge) => chargeLine(charge, subscription, written)).filter((line) => line !== null)
  return [...charges, ...usage.map(usageLine)]
}
