import { percentOf, roundHalfEven } from '../money.ts'
import { monthlyValue } from '../periods.ts'
import type { Cadence, Span } from '../periods.ts'
import { SECOND } from '../clock.ts'
import type { DiscountPlan, ItemPlan } from './subscription-plan.ts'
import { isCurrent, seatsAt } from './subscription-plan.ts'

/** Part of an amount that belongs to the rest of the span after the instant; whole seconds, rounded once. */
export function restOf(amount: number, span: Span, at: number): number {
  return roundHalfEven(amount * ((span.end - at) / SECOND), (span.end - span.start) / SECOND)
}

/** Normalised monthly value of the licensed items, less running discounts (a one-time discount is not running). */
export function recurringValue(items: readonly ItemPlan[], at: number, cadence: Cadence, discount: DiscountPlan | null): number {
  const monthly = items
    .filter((item) => isCurrent(item, at) && item.price.meter === null)
    .map((item) => ({ item, value: monthlyValue(seatsAt(item, at) * (item.price.unitAmount ?? 0), cadence) }))
  const total = monthly.reduce((sum, { value }) => sum + value, 0)
  if (discount === null || discount.coupon.duration === 'ONCE') return total
  const { coupon, item } = discount
  const base = item === null ? total : monthly.filter((one) => one.item === item).reduce((sum, { value }) => sum + value, 0)
  const off = coupon.percentBps === null ? Math.min(base, monthlyValue(coupon.amountOff ?? 0, cadence)) : percentOf(base, coupon.percentBps)
  return Math.max(total - off, 0)
}
