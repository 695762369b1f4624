import { DAY, NOW } from '../clock.ts'
import { seedId } from '../ids.ts'
import type { Brand } from './brands.ts'
import { CATALOG_AT } from './catalog.ts'

export interface CouponPlan {
  readonly id: string
  readonly n: number
  readonly code: string
  readonly name: string
  readonly percentBps: number | null
  readonly amountOff: number | null
  readonly currency: string | null
  readonly duration: 'ONCE' | 'REPEATING' | 'FOREVER'
  /** ONCE 1, REPEATING n, FOREVER null. */
  readonly periods: number | null
  /** Only lines of these products; empty: all. */
  readonly products: readonly string[]
  readonly maxRedemptions: number | null
  readonly redeemBy: number | null
  readonly archived: boolean
}

type Sketch = Omit<CouponPlan, 'id' | 'n' | 'currency' | 'percentBps' | 'amountOff' | 'products' | 'maxRedemptions' | 'redeemBy' | 'archived'>
  & Partial<Pick<CouponPlan, 'percentBps' | 'amountOff' | 'products' | 'maxRedemptions' | 'redeemBy' | 'archived'>>
  & { readonly inCurrency?: 0 | 1 }

const SKETCHES: readonly Sketch[] = [
  { code: 'forever-10', name: '10 % for as long as you stay', percentBps: 1000, duration: 'FOREVER', periods: null },
  { code: 'three-20', name: '20 % for three periods', percentBps: 2000, duration: 'REPEATING', periods: 3 },
  { code: 'half-once', name: 'First bill at half price', percentBps: 5000, duration: 'ONCE', periods: 1 },
  { code: 'five-off-a', name: '5 off every bill', amountOff: 500, inCurrency: 0, duration: 'FOREVER', periods: null },
  { code: 'five-off-b', name: '5 off every bill', amountOff: 500, inCurrency: 1, duration: 'FOREVER', periods: null },
  { code: 'api-15', name: '15 % on API packs', percentBps: 1500, duration: 'FOREVER', periods: null, products: ['addon-extra-api'] },
  { code: 'welcome-a', name: 'A welcome present', amountOff: 1000, inCurrency: 0, duration: 'ONCE', periods: 1 },
  { code: 'welcome-b', name: 'A welcome present', amountOff: 1000, inCurrency: 1, duration: 'ONCE', periods: 1 },
  { code: 'spring-2025', name: 'Spring 2025', percentBps: 2500, duration: 'ONCE', periods: 1, maxRedemptions: 100_000, redeemBy: NOW - 400 * DAY, archived: true },
]

/** The discount rules of a brand; the same in every slice. */
export function planCoupons(brand: Brand): CouponPlan[] {
  return SKETCHES.map(({ inCurrency, ...sketch }, n) => ({
    percentBps: null, amountOff: null, products: [], maxRedemptions: null, redeemBy: null, archived: false,
    ...sketch,
    id: seedId(brand.index, 'billing.coupons', n, CATALOG_AT),
    n,
    currency: inCurrency === undefined ? null : brand.currencies[inCurrency],
  }))
}
