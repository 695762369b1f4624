import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { random } from '../random.ts'
import type { AccountPlan } from './accounts.ts'
import type { Brand } from './brands.ts'
import { findPrice } from './catalog.ts'
import type { Catalog, PricePlan } from './catalog.ts'
import type { WorkspacePlan } from './organizations.ts'

/** A one-time sale: days of service, or a pack of prepaid credit. */
export interface PurchasePlan {
  readonly id: string
  readonly invoiceId: string
  readonly account: AccountPlan
  readonly workspace: WorkspacePlan
  readonly price: PricePlan
  readonly quantity: number
  readonly at: number
  /** Prepaid credit, paid on the spot. */
  readonly credit: boolean
}

const COUNT = 260

export function planPurchases(brand: Brand, slice: number, ids: IdSource, catalog: Catalog, accounts: readonly AccountPlan[]): PurchasePlan[] {
  const choice = random(`${brand.slug}/${slice}/purchases`)
  const buyers = accounts.filter(({ closedAt }) => closedAt === null)
  const payers = buyers.filter(({ collection }) => collection === 'CHARGE_AUTOMATICALLY')
  return Array.from({ length: COUNT }, (_, i) => {
    const credit = i % 3 === 0
    const account = choice.pick(credit ? payers : buyers)
    const product = credit ? choice.weighted([[4, 'credits-small'], [1, 'credits-large']]) : choice.pick(['service-onboarding', 'service-migration'])
    const price = findPrice(catalog, { product, currency: account.currency, interval: null })
    const opened = account.createdAt + 10 * DAY
    const at = opened + choice.int(0, Math.floor((NOW - opened) / DAY) - 1) * DAY + 11 * HOUR + choice.int(0, 3) * 15 * MINUTE
    const living = account.workspaces.filter(({ archivedAt, createdAt }) => archivedAt === null && createdAt < at)
    return {
      id: ids.next('billing.purchases', at), invoiceId: ids.next('billing.invoices', at), account, price, at, credit,
      workspace: living.length > 0 ? choice.pick(living) : account.workspaces[0] ?? failed(account),
      quantity: credit ? 1 : choice.int(1, 5),
    }
  })
}

function failed(account: AccountPlan): never {
  throw new RangeError(`account ${account.id} pays for no workspace`)
}
