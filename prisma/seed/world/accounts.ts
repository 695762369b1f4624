import { DAY, HOUR, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { seedId } from '../ids.ts'
import { COUNTRIES } from '../places.ts'
import type { Country } from '../places.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import type { Brand } from './brands.ts'
import { CATALOG_AT } from './catalog.ts'
import type { OrgPlan, WorkspacePlan } from './organizations.ts'

export interface TaxRatePlan {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly bps: number
  readonly country: string
  readonly region: string | null
}

export interface MethodPlan {
  readonly id: string
  readonly workspace: WorkspacePlan
  readonly kind: 'CARD' | 'BANK_DEBIT' | 'WALLET'
  readonly status: 'ACTIVE' | 'EXPIRED' | 'DETACHED'
  readonly isDefault: boolean
  readonly card: { readonly last4: string; readonly brand: string; readonly month: number; readonly year: number } | null
  readonly addedAt: number
  readonly detachedAt: number | null
}

export interface AccountPlan {
  readonly id: string
  readonly n: number
  readonly org: OrgPlan
  /** Workspaces whose documents it pays; the first is its default. */
  readonly workspaces: readonly WorkspacePlan[]
  readonly number: string
  readonly currency: string
  readonly country: Country
  readonly place: Country['cities'][number]
  readonly collection: 'CHARGE_AUTOMATICALLY' | 'SEND_INVOICE'
  readonly netTermsDays: number
  readonly taxStatus: 'TAXABLE' | 'EXEMPT' | 'REVERSE_CHARGE'
  readonly taxes: readonly TaxRatePlan[]
  readonly createdAt: number
  readonly closedAt: number | null
  readonly methods: readonly MethodPlan[]
}

/** The tax table of a brand: every tax of every country, valid since the catalog. */
export function planTaxRates(brand: Brand): TaxRatePlan[] {
  const rules = COUNTRIES.flatMap((country) => country.taxes.map((tax, i) => ({ country, tax, i })))
  return rules.map(({ country, tax, i }, n) => ({
    id: seedId(brand.index, 'billing.tax_rates', n, CATALOG_AT),
    code: `${country.code.toLowerCase()}${tax.region === null ? '' : `-${tax.region.toLowerCase()}`}-${i + 1}`,
    name: tax.name, bps: tax.bps, country: country.code, region: tax.region,
  }))
}

/** Last four digits of the card numbers that payment providers publish for tests. */
const TEST_CARDS = [
  ['4242', 'visa'], ['5556', 'visa'], ['4444', 'mastercard'], ['3222', 'mastercard'], ['0005', 'amex'], ['1117', 'discover'], ['0505', 'jcb'],
] as const

function planMethod(ids: IdSource, workspace: WorkspacePlan, addedAt: number, isDefault: boolean, choice: Random): MethodPlan {
  const kind = choice.weighted<MethodPlan['kind']>([[7, 'CARD'], [2, 'BANK_DEBIT'], [1, 'WALLET']])
  const status = isDefault ? 'ACTIVE' : choice.weighted<MethodPlan['status']>([[3, 'ACTIVE'], [2, 'EXPIRED'], [2, 'DETACHED']])
  const [last4, brand] = choice.pick(TEST_CARDS)
  const year = status === 'EXPIRED' ? 2026 : choice.int(2026, 2030)
  const month = status === 'EXPIRED' ? choice.int(1, 5) : choice.int(year === 2026 ? 7 : 1, 12)
  return {
    id: ids.next('billing.payment_methods', addedAt), workspace, kind, status, isDefault, addedAt,
    card: kind === 'CARD' && status !== 'DETACHED' ? { last4, brand, month, year } : null,
    detachedAt: status === 'DETACHED' ? addedAt + choice.int(5, 20) * DAY : null,
  }
}

function taxesFor(country: Country, region: string | null, rates: readonly TaxRatePlan[]): TaxRatePlan[] {
  return rates.filter((rate) => rate.country === country.code && (rate.region === null || rate.region === region))
}

function collectionOf(org: OrgPlan, position: number, choice: Random): Pick<AccountPlan, 'collection' | 'netTermsDays'> {
  const byInvoice = org.kind === 'ENTERPRISE' ? position === 0 && org.n % 2 === 1 : org.kind === 'TEAM' && choice.chance(0.15)
  return byInvoice ? { collection: 'SEND_INVOICE', netTermsDays: choice.pick([14, 30, 30, 45]) } : { collection: 'CHARGE_AUTOMATICALLY', netTermsDays: 0 }
}

interface Ledger {
  readonly brand: Brand
  readonly ids: IdSource
  readonly rates: readonly TaxRatePlan[]
  readonly choice: Random
}

function planAccount(org: OrgPlan, position: number, workspaces: readonly WorkspacePlan[], n: number, { brand, ids, rates, choice }: Ledger): AccountPlan {
  const { country } = org
  const place = choice.pick(country.cities)
  const createdAt = org.createdAt + HOUR + position * DAY
  const liked = brand.currencies.includes(country.currency) ? country.currency : brand.currencies[0]
  const currency = position === 0 ? liked : brand.currencies.find((one) => one !== liked) ?? liked
  const { collection, netTermsDays } = collectionOf(org, position, choice)
  const taxStatus = choice.weighted<AccountPlan['taxStatus']>([[84, 'TAXABLE'], [6, 'EXEMPT'], [10, 'REVERSE_CHARGE']])
  const [home] = workspaces
  if (home === undefined) throw new RangeError(`account of organization ${org.n} without a workspace`)
  const automatic = collection === 'CHARGE_AUTOMATICALLY'
  const extra = automatic && choice.chance(0.4) ? [planMethod(ids, home, createdAt + 2 * DAY, false, choice)] : []
  return {
    id: ids.next('billing.billing_accounts', createdAt),
    n, org, workspaces, currency, country, place, collection, netTermsDays, taxStatus, createdAt,
    number: `BA-${String(position + 1).padStart(6, '0')}`,
    taxes: taxStatus === 'TAXABLE' ? taxesFor(country, place.region, rates) : [],
    closedAt: org.closedAt === null ? null : Math.min(org.closedAt + HOUR, NOW),
    methods: automatic ? [planMethod(ids, home, createdAt + HOUR, true, choice), ...extra] : [],
  }
}

/** One payer an organization; enterprises have a second one, in the other currency, for their last two workspaces. */
export function planAccounts(brand: Brand, slice: number, orgs: readonly OrgPlan[], ids: IdSource, rates: readonly TaxRatePlan[]): AccountPlan[] {
  const ledger = { brand, ids, rates, choice: random(`${brand.slug}/${slice}/accounts`) }
  const parts = orgs.flatMap((org) => {
    if (org.kind !== 'ENTERPRISE') return [{ org, position: 0, workspaces: org.workspaces }]
    return [{ org, position: 0, workspaces: org.workspaces.slice(0, 4) }, { org, position: 1, workspaces: org.workspaces.slice(4) }]
  })
  return parts.map(({ org, position, workspaces }, n) => planAccount(org, position, workspaces, n, ledger))
}
