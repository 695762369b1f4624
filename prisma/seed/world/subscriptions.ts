import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { periodOf } from '../periods.ts'
import type { Cadence } from '../periods.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { AccountPlan } from './accounts.ts'
import type { Brand } from './brands.ts'
import { findPrice } from './catalog.ts'
import type { Catalog, PlanPlan } from './catalog.ts'
import type { CouponPlan } from './coupons.ts'
import type { WorkspacePlan } from './organizations.ts'
import type { Fate, Sketch } from './run.ts'
import type { ServiceAccountPlan } from './service-accounts.ts'
import type { SubscriptionPlan } from './subscription-plan.ts'
import { playSubscription } from './timeline.ts'

interface Market {
  readonly brand: Brand
  readonly catalog: Catalog
  readonly coupons: readonly CouponPlan[]
  readonly choice: Random
  readonly defaultServiceAccount: ReadonlyMap<string, string>
}

type Site = { readonly account: AccountPlan; readonly workspace: WorkspacePlan }

const MONTHLY: Cadence = { interval: 'MONTH', count: 1 }

/** One workspace in fifteen never bought anything. */
const buysNothing = ({ workspace }: Site) => workspace.n % 15 === 14
/** Workspaces that tried once, left, and came back. */
const RETURNING = 20
const ADD_ON_AGREEMENTS = 18

function planAndCadence({ account }: Site, { catalog, choice }: Market): { plan: PlanPlan; cadence: Cadence } {
  const kind = account.org.kind
  const code = kind === 'PERSONAL' ? choice.weighted([[3, 'free'], [8, 'starter'], [1, 'team']])
    : kind === 'TEAM' ? choice.weighted([[1, 'free'], [7, 'starter'], [7, 'team'], [3, 'business']])
      : choice.weighted([[2, 'team'], [6, 'business'], [5, 'enterprise']])
  const plan = catalog.plans.find((one) => one.code === code)
  if (plan === undefined) throw new RangeError(`no plan ${code}`)
  const cadence: Cadence = code === 'free' ? MONTHLY
    : code === 'starter' ? choice.weighted([[2, MONTHLY], [8, { interval: 'WEEK', count: 1 }], [1, { interval: 'YEAR', count: 1 }]])
      : code === 'business' && choice.chance(0.12) ? { interval: 'MONTH', count: 3 }
        : choice.weighted([[8, MONTHLY], [1.4, { interval: 'YEAR', count: 1 }]])
  return { plan, cadence }
}

/** Days start at ten in the morning, so that many things happen at the same instant. */
const atTen = (at: number): number => at - (at % DAY) + 10 * HOUR

function couponFor(sketch: Omit<Sketch, 'coupon' | 'fate'>, { coupons, choice }: Market): CouponPlan | null {
  if (sketch.price.unitAmount === 0 || !choice.chance(0.28)) return null
  const fits = coupons.filter((coupon) => !coupon.code.startsWith('welcome')
    && (coupon.currency === null || coupon.currency === sketch.account.currency)
    && (coupon.redeemBy === null || coupon.redeemBy > sketch.startedAt)
    && (coupon.products.length === 0 || sketch.addOn !== null))
  return choice.pick(fits)
}

interface Start {
  readonly startedAt: number
  readonly fate: Fate
  readonly trialDays: number
}

function sketchOf(site: Site, { startedAt, fate, trialDays }: Start, market: Market): Sketch {
  const { catalog, choice, defaultServiceAccount } = market
  const { account, workspace } = site
  const { plan, cadence } = fate.kind === 'RUNNING' ? planAndCadence(site, market) : { ...planAndCadence(site, market), cadence: MONTHLY }
  const price = findPrice(catalog, { product: plan.product.code, currency: account.currency, interval: cadence.interval, count: cadence.count })
  const monthly = cadence.interval === 'MONTH' && cadence.count === 1 && plan.rank > 1
  const priceIn = (product: string) => findPrice(catalog, { product, currency: account.currency, interval: 'MONTH' })
  const meters = monthly ? [...(choice.chance(0.6) ? [priceIn('metered-api')] : []), ...(choice.chance(0.35) ? [priceIn('metered-exports')] : [])] : []
  const base = {
    account, workspace, primary: true, plan, price, cadence, startedAt, meters,
    seats: plan.includedSeats + choice.weighted([[5, 0], [4, choice.int(1, 4)], [3, choice.int(4, 12)]]),
    trialEndsAt: trialDays > 0 ? startedAt + trialDays * DAY : null,
    addOn: monthly && choice.chance(0.3) ? priceIn('addon-extra-api') : null,
    serviceAccountId: defaultServiceAccount.get(workspace.id) ?? null,
  }
  return { ...base, coupon: couponFor(base, market), fate }
}

const billsAtMonthsEnd = (workspace: WorkspacePlan) => workspace.n % 14 === 3

/** The instant a workspace first buys; some anchors fall on the 29th just before midnight, so that drafts are under way at the demo's now. */
function firstStart({ workspace }: Site, choice: Random): number {
  const day = atTen(workspace.createdAt + choice.int(1, 20) * DAY)
  if (!billsAtMonthsEnd(workspace)) return day
  const date = new Date(day)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 2, 29, 23, 30 + choice.int(0, 20))
}

/** How long ago the running period began, for something monthly that began then. */
function ageOfPeriod(startedAt: number): number {
  let k = 0
  while (periodOf(startedAt, k + 1, MONTHLY).start < NOW) k++
  return NOW - periodOf(startedAt, k, MONTHLY).start
}

function periodsUntil(startedAt: number, limit: number): number {
  let k = 0
  while (periodOf(startedAt, k, MONTHLY).end < limit) k++
  return k
}

/** Fates that are handed out to a fixed number of subscriptions each, where they are possible. */
const QUOTAS: readonly (readonly [count: number, kind: Fate['kind']])[] = [
  [5, 'PAST_DUE'], [2, 'UNPAID'], [3, 'PAUSED'], [4, 'SCHEDULED_END'], [3, 'SCHEDULED_CHANGE'], [4, 'ENDED_UNPAID'], [6, 'ENDED_AT_PERIOD'],
  [4, 'ENDED_AT_ONCE'], [6, 'TRIALING'], [2, 'INCOMPLETE'], [4, 'INCOMPLETE_EXPIRED'],
]

function possible(kind: Fate['kind'], { account, workspace }: Site, startedAt: number): boolean {
  const automatic = account.collection === 'CHARGE_AUTOMATICALLY'
  const age = ageOfPeriod(startedAt)
  if (workspace.n < 6 || account.org.status !== 'ACTIVE' || workspace.status !== 'ACTIVE') return false
  if (kind === 'PAST_DUE') return automatic && age > 2 * DAY && age < 13 * DAY
  if (kind === 'UNPAID') return automatic && age > 16 * DAY && age < 28 * DAY
  if (kind === 'PAUSED' || kind === 'SCHEDULED_END' || kind === 'SCHEDULED_CHANGE') return age > 3 * DAY
  if (kind === 'ENDED_UNPAID') return automatic && periodsUntil(startedAt, NOW) > 3
  return periodsUntil(startedAt, NOW) > 3
}

function fateOf(kind: Fate['kind'], startedAt: number, limit: number, choice: Random): Fate {
  if (kind === 'ENDED_AT_PERIOD' || kind === 'ENDED_AT_ONCE' || kind === 'ENDED_UNPAID') {
    return { kind, k: choice.int(1, Math.max(1, periodsUntil(startedAt, limit) - 2)) }
  }
  return { kind }
}

function startFor(kind: Fate['kind'], startedAt: number, choice: Random): number {
  if (kind === 'TRIALING') return atTen(NOW - choice.int(3, 12) * DAY)
  if (kind === 'INCOMPLETE') return NOW - choice.int(2, 20) * HOUR - 17 * MINUTE
  return startedAt
}

/** Hands out the fates of the quota list, the same ones in the same places every time. */
function dealFates(sites: readonly Site[], starts: ReadonlyMap<Site, number>, choice: Random): Map<Site, Fate['kind']> {
  const dealt = new Map<Site, Fate['kind']>()
  const open = choice.shuffled(sites)
  for (const [count, kind] of QUOTAS) {
    const takers = open.filter((site) => !dealt.has(site) && possible(kind, site, starts.get(site) ?? NOW)).slice(0, count)
    for (const site of takers) dealt.set(site, kind)
  }
  return dealt
}

function primaryStart(site: Site, kind: Fate['kind'] | undefined, startedAt: number, choice: Random): Start {
  const { account, workspace } = site
  const gone = workspace.archivedAt ?? account.closedAt
  if (gone !== null) return { startedAt, fate: fateOf('ENDED_AT_ONCE', startedAt, gone - 40 * DAY, choice), trialDays: 0 }
  const wanted = kind ?? 'RUNNING'
  const early = wanted === 'INCOMPLETE' || wanted === 'INCOMPLETE_EXPIRED'
  const trialDays = wanted === 'TRIALING' ? 14 : early || wanted !== 'RUNNING' || billsAtMonthsEnd(workspace) ? 0 : choice.chance(0.3) ? 14 : 0
  return { startedAt: startFor(wanted, startedAt, choice), fate: fateOf(wanted, startedAt, NOW, choice), trialDays }
}

/** A first attempt that ended before the running subscription began. */
function earlierSketch(site: Site, startedAt: number, market: Market): Sketch {
  return sketchOf(site, { startedAt, fate: { kind: 'ENDED_AT_PERIOD', k: market.choice.int(1, 3) }, trialDays: 0 }, market)
}

function addOnSketch(site: Site, plan: PlanPlan, market: Market): Sketch {
  const price = findPrice(market.catalog, { product: 'addon-priority-support', currency: site.account.currency, interval: 'MONTH' })
  const startedAt = atTen(site.workspace.createdAt + market.choice.int(25, 90) * DAY)
  return {
    account: site.account, workspace: site.workspace, primary: false, plan, price, cadence: MONTHLY, seats: 1, startedAt, trialEndsAt: null,
    meters: [], addOn: null, coupon: null, fate: { kind: 'RUNNING' }, serviceAccountId: market.defaultServiceAccount.get(site.workspace.id) ?? null,
  }
}

export interface SubscriptionMarket {
  readonly brand: Brand
  readonly slice: number
  readonly ids: IdSource
  readonly catalog: Catalog
  readonly coupons: readonly CouponPlan[]
  readonly accounts: readonly AccountPlan[]
  readonly serviceAccounts: readonly ServiceAccountPlan[]
}

/** 150 subscriptions of a slice: 112 workspaces with one, 20 of them with an earlier one, and 18 agreements about add-ons. */
export function planSubscriptions({ brand, slice, ids, catalog, coupons, accounts, serviceAccounts }: SubscriptionMarket): SubscriptionPlan[] {
  const choice = random(`${brand.slug}/${slice}/subscriptions`)
  const defaultServiceAccount = new Map(serviceAccounts.flatMap(({ id, workspace, isDefault }) => isDefault && workspace !== null ? [[workspace.id, id] as const] : []))
  const market: Market = { brand, catalog, coupons, choice, defaultServiceAccount }
  const sites = accounts.flatMap((account) => account.workspaces.map((workspace): Site => ({ account, workspace }))).filter((site) => !buysNothing(site))
  const starts = new Map(sites.map((site) => [site, firstStart(site, choice)]))
  const fates = dealFates(sites, starts, choice)
  const living = (site: Site) => site.workspace.archivedAt === null && site.account.closedAt === null
  const returning = new Set(sites.filter((site) => living(site) && !fates.has(site) && NOW - (starts.get(site) ?? NOW) > 280 * DAY).slice(0, RETURNING))
  const sketches = sites.flatMap((site) => {
    const startedAt = starts.get(site) ?? NOW
    if (!returning.has(site)) return [sketchOf(site, primaryStart(site, fates.get(site), startedAt, choice), market)]
    const back = primaryStart(site, undefined, startedAt + 160 * DAY, choice)
    return [earlierSketch(site, startedAt, market), sketchOf(site, back, market)]
  })
  const extended = sites.filter((site) => site.account.org.kind === 'ENTERPRISE' && !fates.has(site)).slice(0, ADD_ON_AGREEMENTS)
  const business = catalog.plans.find(({ code }) => code === 'business') ?? catalog.plans[0]
  const addOns = business === undefined ? [] : extended.map((site) => addOnSketch(site, business, market))
  return [...sketches, ...addOns].map((sketch) => playSubscription(sketch, { ids, choice, catalog }))
}
