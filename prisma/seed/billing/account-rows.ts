import { DAY, HOUR, NOW, iso, isoOrNull } from '../clock.ts'
import { digits } from '../places.ts'
import { random } from '../random.ts'
import type { Random } from '../random.ts'
import { insert, kept } from '../rows.ts'
import type { Row, Step } from '../rows.ts'
import type { World } from '../world.ts'
import type { AccountPlan, MethodPlan } from '../world/accounts.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import type { BillingPlan } from './plan.ts'

/** Legal and tax identity of a workspace, printed on its documents. */
export interface Profile {
  readonly id: string
  readonly account: AccountPlan
  readonly workspace: WorkspacePlan
  readonly legalEntity: string
  readonly taxId: string
  readonly nationalId: string | null
  readonly verifiedAt: number | null
}

const FORMS: Readonly<Record<string, string>> = {
  DE: 'GmbH', FR: 'SAS', US: 'Inc.', GB: 'Ltd', IE: 'Ltd', ES: 'S.L.', PT: 'Lda', PL: 'sp. z o.o.', SE: 'AB', GR: 'Α.Ε.', BG: 'ООД', JP: '株式会社',
  KR: '주식회사',
}

/** One workspace in ten has none: its documents are addressed to the account alone. */
export function planProfiles(world: World): Profile[] {
  const choice = random(`${world.brand.slug}/${world.slice}/profiles`)
  return world.accounts.flatMap((account) => account.workspaces.flatMap((workspace): Profile[] => {
    if (workspace.n % 10 === 9) return []
    const { org, country } = account
    const personal = org.kind === 'PERSONAL'
    const createdAt = workspace.createdAt + 2 * HOUR
    return [{
      id: world.ids.next('billing.billing_profiles', createdAt), account, workspace,
      legalEntity: personal ? org.owner.full : `${org.name} ${FORMS[country.code] ?? 'Co.'}`,
      taxId: `${country.taxIdPrefix}${digits(choice, 9)}`, nationalId: personal ? digits(choice, 11) : null, verifiedAt: choice.chance(0.6) ? createdAt + DAY : null,
    }]
  }))
}

const STREETS = ['Lindenweg', 'Harbour Row', 'Rue des Tanneurs', 'Calle del Pozo', 'Storgatan', 'Οδός Ερμού', 'ул. Шипка', '緑町'] as const

/** Postal address of an account, invented and always the same. */
export function streetOf(account: AccountPlan): string {
  return `${STREETS[account.n % STREETS.length] ?? STREETS[0]} ${(account.n * 7) % 90 + 1}`
}

export function billingEmailOf(account: AccountPlan): string | null {
  return account.n % 9 === 8 ? null : `billing@${account.org.slug}.example.org`
}

function oldestDue(plan: BillingPlan, account: AccountPlan): number | null {
  const due = plan.documents.filter((one) => one.account === account && one.status === 'OPEN' && one.dueAt !== null && one.dueAt < NOW).map(({ dueAt }) => dueAt ?? NOW)
  return due.length === 0 ? null : Math.min(...due)
}

function accountRow(world: World, plan: BillingPlan, account: AccountPlan, choice: Random): Row {
  const { org, place } = account
  const automatic = account.collection === 'CHARGE_AUTOMATICALLY'
  return {
    ...kept({ brandId: world.brand.id, id: account.id, createdAt: account.createdAt }, account.closedAt ?? account.createdAt, account.closedAt === null ? 1 : 2),
    org_id: org.id, default_workspace_id: account.workspaces[0]?.id ?? null, owner_person_id: org.owner.id, account_number: account.number, display_name: org.name,
    billing_email: billingEmailOf(account), address_line1: streetOf(account), address_line2: account.n % 5 === 0 ? `c/o ${org.owner.full}` : null, city: place.name,
    postal_code: place.postalCode, region_code: place.region === null ? null : `${account.country.code}-${place.region}`,
    country_code: account.country.code, currency: account.currency,
    status: account.closedAt !== null ? 'CLOSED' : org.status === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE', collection_method: account.collection,
    net_terms_days: account.netTermsDays,
    tax_status: account.taxStatus, delinquent_since: isoOrNull(oldestDue(plan, account)), provider: automatic ? 'stripe' : 'manual',
    provider_customer_id: automatic ? `cus_${choice.base62(14)}` : null, provider_event_at: null, closed_at: isoOrNull(account.closedAt),
    created_by_person_id: org.owner.id,
  }
}

function profileRow(world: World, profile: Profile): Row {
  const createdAt = profile.workspace.createdAt + 2 * HOUR
  return {
    ...kept({ brandId: world.brand.id, id: profile.id, createdAt }, profile.verifiedAt ?? createdAt, profile.verifiedAt === null ? 1 : 2),
    workspace_id: profile.workspace.id, org_id: profile.account.org.id, billing_account_id: profile.account.id, legal_entity: profile.legalEntity,
    tax_id: profile.taxId,
    national_id: profile.nationalId, country_code: profile.account.country.code, tax_id_verified_at: isoOrNull(profile.verifiedAt),
  }
}

function methodRow(world: World, account: AccountPlan, method: MethodPlan, choice: Random): Row {
  const { card } = method
  const gone = method.status === 'DETACHED'
  return {
    ...kept({ brandId: world.brand.id, id: method.id, createdAt: method.addedAt }, method.detachedAt ?? method.addedAt, method.status === 'ACTIVE' ? 1 : 2),
    billing_account_id: account.id, org_id: account.org.id, workspace_id: method.workspace.id, kind: method.kind, status: method.status,
    card_number_last4: card?.last4 ?? (method.kind === 'BANK_DEBIT' && !gone ? digits(choice, 4) : null), card_brand: card?.brand ?? null,
    card_exp_month: card?.month ?? null, card_exp_year: card?.year ?? null,
    is_default: method.isDefault, holder_name: gone ? null : account.org.owner.full, instrument_fingerprint: gone ? null : choice.hex(32),
    added_by_person_id: account.org.owner.id,
    detached_at: isoOrNull(method.detachedAt), provider: 'stripe', provider_payment_method_id: `pm_${choice.base62(20)}`, provider_event_at: iso(method.addedAt),
  }
}

export function accountSteps(world: World, plan: BillingPlan, profiles: readonly Profile[]): Step[] {
  const choice = random(`${world.brand.slug}/${world.slice}/payers`)
  return [
    insert('billing.billing_accounts', world.accounts.map((account) => accountRow(world, plan, account, choice))),
    insert('billing.billing_profiles', profiles.map((profile) => profileRow(world, profile))),
    insert('billing.payment_methods', world.accounts.flatMap((account) => account.methods.map((method) => methodRow(world, account, method, choice)))),
  ]
}
