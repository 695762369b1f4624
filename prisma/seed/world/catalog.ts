import { DAY, FOUNDED } from '../clock.ts'
import { seedId } from '../ids.ts'
import type { Kind } from '../ids.ts'
import type { Interval } from '../periods.ts'
import type { Brand } from './brands.ts'

export type ProductKind = 'PLAN' | 'ADD_ON' | 'METERED' | 'ONE_TIME' | 'CREDIT_PACK'

export interface ProductPlan {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly kind: ProductKind
  readonly unit: string | null
  /** Null: not taxed (vouchers are taxed when they are used). */
  readonly taxCode: string | null
  /** Key of the entitlement set that buying it provisions. */
  readonly setKey: string | null
  readonly patronage: boolean
  readonly archivedAt: number | null
}

export interface TierPlan {
  /** Inclusive; null for the last tier. */
  readonly upTo: number | null
  /** Millionths of a minor unit per unit, so that rating stays in integers. */
  readonly unitMicros: number
  readonly flat: number
}

export interface PricePlan {
  readonly id: string
  readonly product: ProductPlan
  readonly code: string
  readonly currency: string
  /** Null for one-time prices. */
  readonly interval: Interval | null
  readonly count: number
  readonly model: 'FLAT' | 'PER_UNIT' | 'GRADUATED' | 'VOLUME' | 'PACKAGE'
  /** Whole minor units, where the price has them. */
  readonly unitAmount: number | null
  /** Millionths of a minor unit, for prices below one cent. */
  readonly unitMicros: number | null
  readonly packageSize: number | null
  readonly included: number
  readonly minimum: number
  readonly meter: { readonly resourceKey: string; readonly aggregation: 'SUM' | 'MAX' | 'COUNT' } | null
  readonly trialDays: number
  readonly tiers: readonly TierPlan[]
  readonly archivedAt: number | null
}

export interface PlanPlan {
  readonly id: string
  readonly rank: number
  readonly code: string
  readonly title: string
  readonly product: ProductPlan
  readonly basePrice: PricePlan
  readonly includedSeats: number
  readonly sla: string
  readonly active: boolean
}

export interface Catalog {
  readonly createdAt: number
  readonly products: readonly ProductPlan[]
  readonly prices: readonly PricePlan[]
  readonly plans: readonly PlanPlan[]
}

export const CATALOG_AT = FOUNDED + 10 * DAY

type ProductSketch = Omit<ProductPlan, 'id' | 'archivedAt' | 'patronage'> & { readonly archivedAt?: number; readonly patronage?: false }

const PLAN_CODES = ['free', 'starter', 'team', 'business', 'scale', 'enterprise'] as const
const TITLES = ['Free', 'Starter', 'Team', 'Business', 'Scale', 'Enterprise'] as const
/** Minor units a seat and month, by plan. */
const SEAT_AMOUNTS = [0, 900, 1900, 3900, 5900, 9900] as const
const INCLUDED_SEATS = [1, 1, 3, 5, 10, 25] as const
const SLA = ['standard', 'standard', 'standard', 'priority', 'priority', 'dedicated'] as const

const SOFTWARE = 'txcd_software'
const SERVICE = 'txcd_service'

const PRODUCTS: readonly ProductSketch[] = [
  ...PLAN_CODES.map((code, i): ProductSketch => ({ code: `plan-${code}`, name: `${TITLES[i]} plan`, kind: 'PLAN', unit: 'seat', taxCode: SOFTWARE, setKey: code })),
  { code: 'addon-extra-api', name: 'More API calls', kind: 'ADD_ON', unit: 'pack', taxCode: SOFTWARE, setKey: 'extra_api' },
  { code: 'addon-priority-support', name: 'Priority support', kind: 'ADD_ON', unit: 'workspace', taxCode: SERVICE, setKey: 'priority' },
  { code: 'metered-api', name: 'API calls', kind: 'METERED', unit: 'call', taxCode: SOFTWARE, setKey: null },
  { code: 'metered-exports', name: 'Exports', kind: 'METERED', unit: 'row', taxCode: SOFTWARE, setKey: null },
  { code: 'metered-storage', name: 'Storage', kind: 'METERED', unit: 'GB', taxCode: SOFTWARE, setKey: null },
  { code: 'metered-ai', name: 'AI tokens', kind: 'METERED', unit: '1k tokens', taxCode: SOFTWARE, setKey: null },
  { code: 'service-onboarding', name: 'Onboarding', kind: 'ONE_TIME', unit: 'day', taxCode: SERVICE, setKey: null },
  { code: 'service-migration', name: 'Data migration', kind: 'ONE_TIME', unit: 'day', taxCode: SERVICE, setKey: null, patronage: false },
  { code: 'credits-small', name: 'Prepaid credit, small', kind: 'CREDIT_PACK', unit: null, taxCode: null, setKey: 'ai_credits' },
  { code: 'credits-large', name: 'Prepaid credit, large', kind: 'CREDIT_PACK', unit: null, taxCode: null, setKey: 'ai_credits' },
  { code: 'plan-classic', name: 'Classic plan', kind: 'PLAN', unit: 'seat', taxCode: SOFTWARE, setKey: null, archivedAt: CATALOG_AT + 100 * DAY },
]

type PriceSketch = Partial<Pick<PricePlan, 'unitAmount' | 'unitMicros' | 'packageSize' | 'included' | 'minimum' | 'meter' | 'trialDays' | 'tiers' | 'archivedAt'>>
  & Pick<PricePlan, 'interval' | 'model'> & { readonly product: string; readonly count?: number }

const flatYear = (i: number): PriceSketch => ({ product: `plan-${PLAN_CODES[i]}`, interval: 'YEAR', model: 'PER_UNIT', unitAmount: (SEAT_AMOUNTS[i] ?? 0) * 10 })

/** 1 000 000 micros are one minor unit. */
const MICROS = 1_000_000
const API_TIERS: readonly TierPlan[] = [
  { upTo: 1000, unitMicros: MICROS / 2, flat: 0 }, { upTo: 10_000, unitMicros: (MICROS * 3) / 10, flat: 0 }, { upTo: null, unitMicros: MICROS / 8, flat: 0 },
]
const STORAGE_TIERS: readonly TierPlan[] = [
  { upTo: 100, unitMicros: 0, flat: 500 }, { upTo: null, unitMicros: 4 * MICROS, flat: 0 },
]

/** What every product costs, in each of the two currencies of the brand alike. */
const PRICES: readonly PriceSketch[] = [
  ...PLAN_CODES.map((code, i): PriceSketch => ({
    product: `plan-${code}`, interval: 'MONTH', model: 'PER_UNIT', unitAmount: SEAT_AMOUNTS[i] ?? 0, trialDays: i > 1 ? 14 : 0,
  })),
  ...[1, 2, 3, 4, 5].map(flatYear),
  { product: 'plan-starter', interval: 'WEEK', model: 'PER_UNIT', unitAmount: 250 },
  { product: 'plan-business', interval: 'MONTH', count: 3, model: 'PER_UNIT', unitAmount: 11_000 },
  { product: 'addon-extra-api', interval: 'MONTH', model: 'PER_UNIT', unitAmount: 1500 },
  { product: 'addon-priority-support', interval: 'MONTH', model: 'FLAT', unitAmount: 4900 },
  { product: 'metered-api', interval: 'MONTH', model: 'GRADUATED', included: 200, meter: { resourceKey: 'api_calls', aggregation: 'SUM' }, tiers: API_TIERS },
  { product: 'metered-exports', interval: 'MONTH', model: 'PER_UNIT', unitMicros: 1_250_000, minimum: 100, meter: { resourceKey: 'exports', aggregation: 'SUM' } },
  { product: 'metered-storage', interval: 'MONTH', model: 'VOLUME', meter: { resourceKey: 'storage_gb', aggregation: 'MAX' }, tiers: STORAGE_TIERS },
  { product: 'metered-ai', interval: 'MONTH', model: 'PACKAGE', unitAmount: 250, packageSize: 100, meter: { resourceKey: 'ai_tokens', aggregation: 'SUM' } },
  { product: 'service-onboarding', interval: null, model: 'PER_UNIT', unitAmount: 90_000 },
  { product: 'service-migration', interval: null, model: 'PER_UNIT', unitAmount: 120_000 },
  { product: 'credits-small', interval: null, model: 'FLAT', unitAmount: 10_000 },
  { product: 'credits-large', interval: null, model: 'FLAT', unitAmount: 50_000 },
  { product: 'plan-classic', interval: 'MONTH', model: 'PER_UNIT', unitAmount: 700, archivedAt: CATALOG_AT + 100 * DAY },
]

function idMaker(brand: Brand) {
  return (kind: Kind, n: number) => seedId(brand.index, kind, n, CATALOG_AT)
}

function priceOf(sketch: PriceSketch, product: ProductPlan, currency: string, id: string): PricePlan {
  const count = sketch.count ?? 1
  const cadence = sketch.interval === null ? 'once' : `${count === 1 ? '' : count}${sketch.interval.toLowerCase()}`
  return {
    unitAmount: null, unitMicros: null, packageSize: null, included: 0, minimum: 0, meter: null, trialDays: 0, tiers: [], archivedAt: null,
    ...sketch, id, product, currency, count, code: `${product.code}-${cadence}-${currency.toLowerCase()}-v1`,
  }
}

/** The catalog of a brand; the same in every slice. */
export function planCatalog(brand: Brand): Catalog {
  const id = idMaker(brand)
  const products = PRODUCTS.map((sketch, n): ProductPlan => ({ archivedAt: null, patronage: true, ...sketch, id: id('billing.products', n) }))
  const productOf = (code: string) => {
    const found = products.find((product) => product.code === code)
    if (found === undefined) throw new RangeError(`no product ${code}`)
    return found
  }
  const prices = brand.currencies.flatMap((currency, c) =>
    PRICES.map((sketch, n) => priceOf(sketch, productOf(sketch.product), currency, id('billing.prices', c * PRICES.length + n))))
  const plans = PLAN_CODES.flatMap((code, rank): PlanPlan[] => {
    const basePrice = prices.find(({ product, interval, currency }) => product.code === `plan-${code}` && interval === 'MONTH' && currency === brand.currencies[0])
    if (basePrice === undefined) return []
    return [{
      id: id('billing.plans', rank), rank, code, title: TITLES[rank] ?? code, product: basePrice.product, basePrice,
      includedSeats: INCLUDED_SEATS[rank] ?? 1, sla: SLA[rank] ?? 'standard', active: code !== 'scale',
    }]
  })
  return { createdAt: CATALOG_AT, products, prices, plans }
}

export interface PriceWish {
  readonly product: string
  readonly currency: string
  readonly interval: Interval | null
  readonly count?: number
}

export function findPrice(catalog: Catalog, { product, currency, interval, count = 1 }: PriceWish): PricePlan {
  const found = catalog.prices.find((price) =>
    price.product.code === product && price.currency === currency && price.interval === interval && price.count === count)
  if (found === undefined) throw new RangeError(`no price of ${product} in ${currency} every ${count} ${interval ?? 'once'}`)
  return found
}
