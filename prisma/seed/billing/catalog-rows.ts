import { DAY, NOW, iso, isoOrNull } from '../clock.ts'
import type { Capabilities } from '../entitlements/catalog.ts'
import { setOnSale } from '../entitlements/catalog.ts'
import type { Carry } from '../carry.ts'
import { seedId } from '../ids.ts'
import { insert, kept, update } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import { CATALOG_AT } from '../world/catalog.ts'
import type { PlanPlan, PricePlan, ProductPlan } from '../world/catalog.ts'
import type { CouponPlan } from '../world/coupons.ts'
import type { Redemption } from './discounts.ts'
import { CHART, sharedAccounts } from './ledger.ts'
import type { LedgerAccount } from './ledger.ts'
import { unitText } from './rating.ts'

function productRow(world: World, product: ProductPlan, capabilities: Capabilities): Row {
  return {
    ...kept({ brandId: world.brand.id, id: product.id, createdAt: CATALOG_AT }, product.archivedAt ?? CATALOG_AT, product.archivedAt === null ? 1 : 2),
    code: product.code, name: product.name, description: product.kind === 'PLAN' ? `${product.name}, billed by the seat` : null, kind: product.kind,
    status: product.archivedAt === null ? 'ACTIVE' : 'ARCHIVED', unit_label: product.unit, tax_code: product.taxCode, patronage_eligible: product.patronage,
    entitlement_set_id: product.setKey === null ? null : setOnSale(capabilities, product.setKey, NOW).id, archived_at: isoOrNull(product.archivedAt),
  }
}

/** Whoever takes the team plan by the year gets what business gives. */
function priceRow(world: World, price: PricePlan, capabilities: Capabilities): Row {
  return {
    ...kept({ brandId: world.brand.id, id: price.id, createdAt: CATALOG_AT }, price.archivedAt ?? CATALOG_AT, price.archivedAt === null ? 1 : 2),
    product_id: price.product.id, code: price.code, currency: price.currency, price_type: price.interval === null ? 'ONE_TIME' : 'RECURRING',
    usage_type: price.meter === null ? 'LICENSED' : 'METERED', pricing_model: price.model, billing_interval: price.interval, interval_count: price.count,
    unit_amount_cents: price.unitAmount, unit_amount_decimal: price.unitMicros === null ? null : unitText(price), package_size: price.packageSize,
    included_quantity: price.included,
    min_charge_cents: price.minimum, resource_key: price.meter?.resourceKey ?? null, usage_aggregation: price.meter?.aggregation ?? null,
    trial_days: price.trialDays,
    tax_behavior: 'EXCLUSIVE',
    entitlement_set_id: price.interval === 'YEAR' && price.product.code === 'plan-team' ? setOnSale(capabilities, 'business', NOW).id : null,
    status: price.archivedAt === null ? 'ACTIVE' : 'ARCHIVED', archived_at: isoOrNull(price.archivedAt),
  }
}

function tierRows(world: World, price: PricePlan): Row[] {
  return price.tiers.map((tier, position) => ({
    ...kept({ brandId: world.brand.id, id: world.ids.next('billing.price_tiers', CATALOG_AT), createdAt: CATALOG_AT }),
    price_id: price.id, position, up_to: tier.upTo, unit_amount_decimal: (tier.unitMicros / 1_000_000).toFixed(6), flat_amount_cents: tier.flat,
  }))
}

function planRow(world: World, plan: PlanPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: plan.id, createdAt: CATALOG_AT }),
    product_id: plan.product.id, base_price_id: plan.basePrice.id, plan_code: plan.code, title: plan.title, currency: plan.basePrice.currency,
    included_seats: plan.includedSeats, sla_tier: plan.sla, tier_rank: plan.rank, is_active: plan.active,
  }
}

function couponRow(world: World, coupon: CouponPlan): Row {
  return {
    ...kept({ brandId: world.brand.id, id: coupon.id, createdAt: CATALOG_AT }),
    code: coupon.code, name: coupon.name, percent_off_bps: coupon.percentBps, amount_off_cents: coupon.amountOff, currency: coupon.currency,
    duration: coupon.duration,
    duration_in_periods: coupon.duration === 'REPEATING' ? coupon.periods : null, restricted_to_products: coupon.products.length > 0,
    max_redemptions: coupon.maxRedemptions,
    max_redemptions_per_account: 100, times_redeemed: 0, redeem_by: isoOrNull(coupon.redeemBy),
    status: coupon.archived ? 'ARCHIVED' : 'ACTIVE', created_by_person_id: world.people.persons[6]?.id ?? null,
  }
}

/** Every coupon has a public code; one more is kept for a single payer, one is no longer given out. */
function promotionRows(world: World): Row[] {
  const [account] = world.accounts
  const row = (coupon: CouponPlan, code: string, n: number, rest: Row): Row => ({
    ...kept({ brandId: world.brand.id, id: promotionId(world, n), createdAt: CATALOG_AT }),
    coupon_id: coupon.id, code, max_redemptions: null, times_redeemed: 0, expires_at: null, restricted_billing_account_id: null, first_time_only: false,
    minimum_amount_cents: null, minimum_amount_currency: null, status: 'ACTIVE', created_by_person_id: null, ...rest,
  })
  const own = world.coupons.map((coupon) => row(coupon, coupon.code.toUpperCase().replace('-', ''), coupon.n, {
    expires_at: coupon.redeemBy === null ? null : iso(coupon.redeemBy),
    first_time_only: coupon.code.startsWith('welcome'), status: coupon.archived ? 'ARCHIVED' : 'ACTIVE',
  }))
  const [first, second] = world.coupons
  if (first === undefined || second === undefined || account === undefined) return own
  return [
    ...own, row(first, 'ONLY-FOR-YOU', own.length, { restricted_billing_account_id: account.id, max_redemptions: 1, expires_at: iso(NOW + 60 * DAY) }),
    row(second, 'BIG-ORDER', own.length + 1, { minimum_amount_cents: 50_000, minimum_amount_currency: world.brand.currencies[0] }),
  ]
}

function promotionId({ brand }: World, n: number): string {
  return seedId(brand.index, 'billing.promotion_codes', n, CATALOG_AT)
}

/** The code that a redemption came by; null where staff gave it. */
export function codeIdOf(world: World, redemption: Redemption): string | null {
  return usesCode(redemption) ? promotionId(world, redemption.coupon.n) : null
}

/** Two in three redemptions came by a code, the others were given by staff. */
export function usesCode({ startsAt, target }: Redemption): boolean {
  return target !== 'INVOICE' && Math.floor(startsAt / DAY) % 3 !== 0
}

export function ledgerAccountRow(world: World, account: LedgerAccount): Row {
  return {
    ...kept({ brandId: world.brand.id, id: account.id, createdAt: account.createdAt }),
    code: account.code, account_type: CHART[account.code].type, currency: account.currency, billing_account_id: account.payer?.id ?? null,
  }
}

function settingsRow(world: World): Row {
  return {
    ...kept({ brandId: world.brand.id, id: world.ids.next('billing.billing_settings', CATALOG_AT), createdAt: CATALOG_AT }),
    default_currency: world.brand.currencies[0], draft_grace_minutes: 60, incomplete_expiry_hours: 23, dunning_retry_days: [1, 3, 5, 7], dunning_final_day: 14,
    dunning_final_action: 'CANCEL', late_usage_days: 35, refund_approval_cents: 50_000, pause_max_days: 90,
  }
}

/** What the brand sells and how it keeps its books: once a brand, before everything else. */
export function catalogSteps(world: World, capabilities: Capabilities): Step[] {
  if (world.slice > 0) return []
  const { catalog, coupons, taxRates } = world
  const birth = (id: string) => kept({ brandId: world.brand.id, id, createdAt: CATALOG_AT })
  const restricted = coupons.flatMap((coupon) => coupon.products.map((code) => ({ coupon, product: catalog.products.find((one) => one.code === code) })))
  return [
    insert('billing.billing_settings', [settingsRow(world)]),
    insert('billing.products', catalog.products.map((product) => productRow(world, product, capabilities))),
    insert('billing.prices', catalog.prices.map((price) => priceRow(world, price, capabilities))),
    insert('billing.price_tiers', catalog.prices.flatMap((price) => tierRows(world, price))),
    insert('billing.plans', catalog.plans.map((plan) => planRow(world, plan))),
    insert('billing.tax_rates', taxRates.map((rate) => ({
      ...birth(rate.id), code: rate.code, name: rate.name, rate_bps: rate.bps, country_code: rate.country, region_code: rate.region, tax_code: null,
      valid_from: iso(CATALOG_AT), valid_to: null,
    }))),
    insert('billing.coupons', coupons.map((coupon) => couponRow(world, coupon))),
    insert(
      'billing.coupon_products',
      restricted.flatMap(({ coupon, product }) => (product === undefined ? [] : [{
        ...birth(world.ids.next('billing.coupon_products', CATALOG_AT)), coupon_id: coupon.id, product_id: product.id,
      }])),
    ),
    insert('billing.ledger_accounts', sharedAccounts(world.brand).map((account) => ledgerAccountRow(world, account))),
  ]
}

/** Written when the accounts are there, one of which has a code of its own. */
export function promotionSteps(world: World): Step[] {
  return world.slice > 0 ? [] : [insert('billing.promotion_codes', promotionRows(world))]
}

/** Counters of coupons and codes, raised to what all slices so far have redeemed; they are never lowered. */
export function redemptionSteps(world: World, redemptions: readonly Redemption[], { redeemed }: Carry): Step[] {
  for (const one of redemptions) {
    const count = redeemed.get(one.coupon.id) ?? { total: 0, byCode: 0 }
    redeemed.set(one.coupon.id, { total: count.total + 1, byCode: count.byCode + (usesCode(one) ? 1 : 0) })
  }
  const used = world.coupons.flatMap((coupon) => {
    const count = redeemed.get(coupon.id)
    return count === undefined ? [] : [{ coupon, ...count }]
  })
  const brand = { brand_id: world.brand.id }
  return [
    update('billing.coupons', used.map(({ coupon, total }) => ({ ...brand, id: coupon.id, times_redeemed: total }))),
    update('billing.promotion_codes', used.map(({ coupon, byCode }) => ({ ...brand, id: promotionId(world, coupon.n), times_redeemed: byCode }))),
  ]
}
