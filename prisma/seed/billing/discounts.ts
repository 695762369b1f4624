import { DAY } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import type { Random } from '../random.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { CouponPlan } from '../world/coupons.ts'
import type { SubscriptionPlan } from '../world/subscription-plan.ts'
import type { Document } from './document.ts'
import type { RunningDiscount } from './finalize.ts'

/** A coupon redeemed for something, and how often it has been used. */
export interface Redemption {
  readonly id: string
  readonly account: AccountPlan
  readonly coupon: CouponPlan
  readonly target: 'ACCOUNT' | 'SUBSCRIPTION' | 'SUBSCRIPTION_ITEM' | 'INVOICE'
  readonly subscription: SubscriptionPlan | null
  readonly itemId: string | null
  readonly documentId: string | null
  readonly startsAt: number
  used: number
}

export function subscriptionRedemption(subscription: SubscriptionPlan): Redemption[] {
  const { discount, account } = subscription
  if (discount === null) return []
  return [{
    id: discount.id, account, coupon: discount.coupon, target: discount.item === null ? 'SUBSCRIPTION' : 'SUBSCRIPTION_ITEM',
    subscription: discount.item === null ? subscription : null,
    itemId: discount.item?.id ?? null, documentId: null, startsAt: discount.startsAt, used: 0,
  }]
}

function welcomeCoupon(coupons: readonly CouponPlan[], account: AccountPlan): CouponPlan | undefined {
  return coupons.find(({ code, currency }) => code.startsWith('welcome') && currency === account.currency)
}

/** One payer in four got a present that its next document uses up. */
export function accountRedemption(ids: IdSource, choice: Random, coupons: readonly CouponPlan[], account: AccountPlan): Redemption[] {
  const coupon = welcomeCoupon(coupons, account)
  if (coupon === undefined || !choice.chance(0.25)) return []
  const startsAt = account.createdAt + choice.int(5, 60) * DAY
  return [{ id: ids.next('billing.discounts', startsAt), account, coupon, target: 'ACCOUNT', subscription: null, itemId: null, documentId: null, startsAt, used: 0 }]
}

export function documentRedemption(ids: IdSource, coupons: readonly CouponPlan[], account: AccountPlan, documentId: string, startsAt: number): Redemption[] {
  const coupon = welcomeCoupon(coupons, account)
  if (coupon === undefined) return []
  return [{ id: ids.next('billing.discounts', startsAt), account, coupon, target: 'INVOICE', subscription: null, itemId: null, documentId, startsAt, used: 0 }]
}

const LEVELS = { SUBSCRIPTION_ITEM: 0, SUBSCRIPTION: 1, ACCOUNT: 2, INVOICE: 3 } as const

function concerns(redemption: Redemption, document: Document): boolean {
  if (redemption.target === 'INVOICE') return redemption.documentId === document.id
  if (redemption.target === 'ACCOUNT') return true
  return redemption.id === document.subscription?.discount?.id
}

/** Discounts that count for a document: those with a limited number of periods only on regular bills. */
export function runningDiscounts(redemptions: readonly Redemption[], document: Document, k: number): RunningDiscount[] {
  const regular = document.reason === 'SUBSCRIPTION_CREATE' || document.reason === 'SUBSCRIPTION_CYCLE'
  return redemptions.filter((one) => {
    const { periods } = one.coupon
    if (!concerns(one, document) || one.startsAt > (document.issuedAt ?? 0)) return false
    if (periods === null) return true
    if (one.subscription === null && one.itemId === null) return one.used < periods
    return regular && k < periods && one.used < periods
  }).map(({ id, coupon, target, startsAt, itemId }) => ({
    id, level: LEVELS[target], startsAt, percentBps: coupon.percentBps, amountOff: coupon.amountOff,
    covers: (line) => (itemId === null || line.item?.id === itemId) && (coupon.products.length === 0 || coupon.products.includes(line.product?.code ?? '')),
  }))
}
