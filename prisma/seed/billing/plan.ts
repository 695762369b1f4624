import { MINUTE, NOW } from '../clock.ts'
import type { EntitlementsPlan } from '../entitlements/plan.ts'
import { random } from '../random.ts'
import type { World } from '../world.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { Charge, SubscriptionPlan } from '../world/subscription-plan.ts'
import { at, openBook, play } from './book.ts'
import type { Book } from './book.ts'
import { accountRedemption, subscriptionRedemption } from './discounts.ts'
import type { Document } from './document.ts'
import { expireBy, forfeitCredit } from './issue.ts'
import { sharedAccounts } from './ledger.ts'
import type { LedgerAccount } from './ledger.ts'
import { tellBill, tellDraft, tellGoodwill, tellManualBill, tellMistake, tellPlainBill, tellPurchase } from './story.ts'
import { indexEvents, usageCharges } from './usage-charges.ts'
import type { UsageCharge } from './usage-charges.ts'

/** Documents of a slice, credit notes and drafts among them. */
export const DOCUMENTS_PER_SLICE = 3000
const MANUAL_BILLS = 120
const DRAFTS = 6
/** The story is told up to here; the next minute has not begun. */
const TOLD_UNTIL = NOW - MINUTE

export interface Series {
  readonly series: string
  readonly prefix: string
  readonly last: number
}

export interface BillingPlan {
  readonly books: readonly Book[]
  readonly documents: readonly Document[]
  readonly usage: readonly UsageCharge[]
  readonly shared: readonly LedgerAccount[]
  readonly series: readonly Series[]
}

function creditedCharges(subscriptions: readonly SubscriptionPlan[]): Set<Charge> {
  const charges = subscriptions.flatMap(({ bills, waiting }) => [...bills.flatMap((bill) => bill.charges), ...waiting])
  return new Set(charges.flatMap(({ credits }) => (credits === null ? [] : [credits])))
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => AccountPlan): Map<AccountPlan, T[]> {
  const groups = new Map<AccountPlan, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

function playBook(book: Book): void {
  play(book, TOLD_UNTIL, (now) => expireBy(book, now))
  expireBy(book, TOLD_UNTIL)
}

/** Fills up to the number of documents with plain bills, spread over the accounts in turn. */
function topUp(world: World, books: readonly Book[]): void {
  const open = books.filter(({ account }) => account.closedAt === null && account.org.status === 'ACTIVE')
  let missing = DOCUMENTS_PER_SLICE - books.reduce((sum, { documents }) => sum + documents.length, 0)
  for (let i = 0; missing > 0; i++) {
    const book = open[i % open.length]
    if (book !== undefined && tellPlainBill(world, book)) missing--
  }
  for (const book of open) play(book, TOLD_UNTIL, () => undefined)
}

/** Numbers follow the instants of issue, without a gap; every slice has a series of its own. */
function numberDocuments(documents: readonly Document[], kind: Document['kind'], slice: number): Series {
  const base = kind === 'STANDARD' ? 'INV' : 'CN'
  const series = slice === 0 ? base : `${base}${slice + 1}`
  const issued = documents.filter((one) => one.kind === kind && one.issuedAt !== null)
    .sort((a, b) => (a.issuedAt ?? 0) - (b.issuedAt ?? 0) || (a.id < b.id ? -1 : 1))
  for (const [i, document] of issued.entries()) document.number = { series, seq: i + 1, text: `${series}-${String(i + 1).padStart(6, '0')}` }
  return { series, prefix: `${series}-`, last: issued.length }
}

/** Plays the money of a slice: bills, discounts, credit, payments, refunds, disputes and what they post. */
export function planBilling(world: World, { usage: { events } }: EntitlementsPlan): BillingPlan {
  const choice = random(`${world.brand.slug}/${world.slice}/billing`)
  const shared = sharedAccounts(world.brand)
  const spoken = creditedCharges(world.subscriptions)
  const index = indexEvents(events)
  const usage = world.subscriptions.flatMap((subscription) => usageCharges(world.ids, index, subscription))
  const subscriptionsOf = groupBy(world.subscriptions, ({ account }) => account)
  const purchasesOf = groupBy(world.purchases, ({ account }) => account)
  const clerk = world.people.persons[6]
  if (clerk === undefined) throw new RangeError('nobody keeps the books')
  const books = world.accounts.map((account) => openBook({ account, ids: world.ids, choice, shared, spoken, clerk }))
  for (const [i, book] of books.entries()) {
    const subscriptions = subscriptionsOf.get(book.account) ?? []
    book.redemptions.push(...subscriptions.flatMap(subscriptionRedemption), ...accountRedemption(world.ids, choice, world.coupons, book.account))
    for (const subscription of subscriptions) {
      for (const bill of subscription.bills) tellBill(book, subscription, bill, usage.filter(({ billId }) => billId === bill.id))
    }
    for (const purchase of purchasesOf.get(book.account) ?? []) tellPurchase(book, purchase)
    if (i % 4 === 1) tellGoodwill(book)
    if (book.account.collection === 'SEND_INVOICE' && book.account.closedAt === null) tellMistake(world, book)
    for (let n = 0; n < MANUAL_BILLS / books.length; n++) tellManualBill(world, book)
    if (book.account.closedAt !== null) {
      const end = book.account.closedAt
      at(book, end, () => forfeitCredit(book, end))
    }
    playBook(book)
    if (i % Math.floor(books.length / DRAFTS) === 2 && book.account.closedAt === null) tellDraft(world, book)
  }
  topUp(world, books)
  const documents = books.flatMap((book) => book.documents)
  const series = [numberDocuments(documents, 'STANDARD', world.slice), numberDocuments(documents, 'CREDIT_NOTE', world.slice)]
  return { books, documents, usage, shared, series }
}
