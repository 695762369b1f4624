import { idSource } from './ids.ts'
import type { IdSource } from './ids.ts'
import { planAccounts, planTaxRates } from './world/accounts.ts'
import type { AccountPlan, TaxRatePlan } from './world/accounts.ts'
import type { Brand } from './world/brands.ts'
import { planCatalog } from './world/catalog.ts'
import type { Catalog } from './world/catalog.ts'
import { planCoupons } from './world/coupons.ts'
import type { CouponPlan } from './world/coupons.ts'
import { planAssignments, planMembers } from './world/members.ts'
import type { AssignmentPlan, MemberPlan } from './world/members.ts'
import { planOrganizations } from './world/organizations.ts'
import type { OrgPlan, WorkspacePlan } from './world/organizations.ts'
import { planPeople } from './world/people.ts'
import type { People } from './world/people.ts'
import { planPurchases } from './world/purchases.ts'
import type { PurchasePlan } from './world/purchases.ts'
import { planServiceAccounts } from './world/service-accounts.ts'
import type { ServiceAccountPlan } from './world/service-accounts.ts'
import type { SubscriptionPlan } from './world/subscription-plan.ts'
import { planSubscriptions } from './world/subscriptions.ts'

/**
 * One slice of a brand: forty organizations and everything below them, as a plan without a database.
 * Scale N is the slices 0 to N-1; slice 0 is the same at every scale, and it alone brings the brand's reference data.
 */
export interface World {
  readonly brand: Brand
  readonly slice: number
  readonly ids: IdSource
  readonly catalog: Catalog
  readonly coupons: readonly CouponPlan[]
  readonly taxRates: readonly TaxRatePlan[]
  readonly people: People
  readonly orgs: readonly OrgPlan[]
  readonly workspaces: readonly WorkspacePlan[]
  readonly members: readonly MemberPlan[]
  readonly assignments: readonly AssignmentPlan[]
  readonly serviceAccounts: readonly ServiceAccountPlan[]
  readonly accounts: readonly AccountPlan[]
  readonly subscriptions: readonly SubscriptionPlan[]
  readonly purchases: readonly PurchasePlan[]
}

export function planWorld(brand: Brand, slice: number): World {
  const ids = idSource(brand.index, slice)
  const catalog = planCatalog(brand)
  const coupons = planCoupons(brand)
  const taxRates = planTaxRates(brand)
  const people = planPeople(brand, slice)
  const orgs = planOrganizations(brand, slice, people)
  const members = planMembers(orgs, { brand, people, ids }, slice)
  const assignments = planAssignments(orgs, members, { brand, people, ids }, slice)
  const serviceAccounts = planServiceAccounts(brand, slice, orgs, ids)
  const accounts = planAccounts(brand, slice, orgs, ids, taxRates)
  const subscriptions = planSubscriptions({ brand, slice, ids, catalog, coupons, accounts, serviceAccounts })
  const purchases = planPurchases(brand, slice, ids, catalog, accounts)
  return {
    brand, slice, ids, catalog, coupons, taxRates, people, orgs, workspaces: orgs.flatMap(({ workspaces }) => workspaces), members, assignments,
    serviceAccounts, accounts, subscriptions, purchases,
  }
}
