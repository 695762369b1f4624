import { DAY, HOUR, NOW } from '../clock.ts'
import type { World } from '../world.ts'
import type { PurchasePlan } from '../world/purchases.ts'
import type { BillPlan, SubscriptionPlan, Trouble } from '../world/subscription-plan.ts'
import type { WorkspacePlan } from '../world/organizations.ts'
import { at } from './book.ts'
import type { Book } from './book.ts'
import { creditOpenBill } from './corrections.ts'
import { grantCredit } from './credits.ts'
import { documentRedemption } from './discounts.ts'
import type { Document, LineDraft } from './document.ts'
import { issue, voidDocument } from './issue.ts'
import { billLines, manualLine, purchaseLine } from './lines.ts'
import type { UsageCharge } from './usage-charges.ts'
import { writeDocument } from './writer.ts'
import type { DocumentDraft } from './writer.ts'

const fine: Trouble = { kind: 'NONE' }

type Head = Pick<DocumentDraft, 'id' | 'reason' | 'workspace' | 'createdAt' | 'issuedAt'> & Partial<Pick<DocumentDraft, 'subscription' | 'period' | 'memo'>>

function write(book: Book, head: Head, drafts: readonly LineDraft[]): Document {
  return writeDocument(book.writer, { kind: 'STANDARD', subscription: null, corrects: null, period: null, memo: null, ...head, account: book.account, drafts })
}

/** A bill of a subscription, when its time comes; one without lines is never made. */
export function tellBill(book: Book, subscription: SubscriptionPlan, bill: BillPlan, usage: readonly UsageCharge[]): void {
  const { id, reason, createdAt, issuedAt, period, k, trouble } = bill
  at(book, issuedAt ?? createdAt, () => {
    const drafts = billLines(bill, subscription, usage, book.writer.lineOfCharge)
    if (drafts.length === 0) return
    const document = write(book, { id, reason, workspace: subscription.workspace, createdAt, issuedAt, subscription, period }, drafts)
    if (issuedAt === null) book.documents.push(document)
    else issue(book, { document, issuedAt, k, trouble, rich: true })
  })
}

/** Credit that was bought counts from the payment on. */
function grantBought(book: Book, document: Document, purchase: PurchasePlan): void {
  if (!purchase.credit || document.paidAt === null) return
  const amount = (purchase.price.unitAmount ?? 0) * purchase.quantity
  const expiresAt = book.choice.chance(0.5) ? document.paidAt + 120 * DAY : null
  grantCredit(
    book.purse,
    { category: 'PREPAID', amount, priority: 50, effectiveAt: document.paidAt, expiresAt, source: document, description: purchase.price.product.name },
  )
}

export function tellPurchase(book: Book, purchase: PurchasePlan): void {
  at(book, purchase.at, () => {
    const document = write(
      book, { id: purchase.invoiceId, reason: 'PURCHASE', workspace: purchase.workspace, createdAt: purchase.at, issuedAt: purchase.at },
      [purchaseLine(purchase)],
    )
    issue(book, { document, issuedAt: purchase.at, k: 0, trouble: fine, rich: true })
    if (purchase.credit) at(book, purchase.at + 5 * 60_000, () => grantBought(book, document, purchase))
  })
}

/** A present after an incident: it lowers the next bills and, if nobody uses it, ends. */
export function tellGoodwill(book: Book): void {
  const { choice, account } = book
  const when = account.createdAt + choice.int(30, Math.max(31, Math.floor((NOW - account.createdAt) / DAY) - 10)) * DAY
  if (when >= NOW) return
  at(book, when, () => {
    grantCredit(
      book.purse,
      {
        category: 'PROMOTIONAL', amount: choice.pick([1000, 5000, 20_000]), priority: 20, effectiveAt: when, expiresAt: when + 90 * DAY, source: null,
        description: 'Goodwill after an incident',
      },
    )
  })
}

function manualLines(world: World, book: Book): LineDraft[] {
  const services = world.catalog.products.filter(({ kind }) => kind === 'ONE_TIME')
  return Array.from({ length: book.choice.weighted([[6, 1], [3, 2], [1, 3]]) }, () => manualLine(book.choice, book.choice.pick(services)))
}

const MEMOS = ['As agreed with our office in Springfield', 'Second instalment', 'Includes travel', 'Please quote the order number'] as const

interface ManualBill {
  readonly workspace: WorkspacePlan
  readonly when: number
  readonly document: Document
}

function writeManual(world: World, book: Book, when: number, issuedAt: number | null): ManualBill | null {
  const { choice, account } = book
  const living = account.workspaces.filter(({ createdAt, archivedAt }) => createdAt < when && (archivedAt === null || archivedAt > when))
  if (living.length === 0) return null
  const workspace = choice.pick(living)
  const head = {
    id: book.ids.next('billing.invoices', when), reason: 'MANUAL' as const, workspace, createdAt: when, issuedAt,
    memo: choice.chance(0.2) ? choice.pick(MEMOS) : null,
  }
  return { workspace, when, document: write(book, head, manualLines(world, book)) }
}

/** An instant in the life of an account, on the hour, so that several documents share it. */
export function manualMoment({ choice, account }: Book): number {
  const from = account.createdAt + 3 * DAY
  const until = Math.min(account.closedAt ?? NOW, NOW) - (account.closedAt === null ? 3 : 60) * DAY
  const day = from + Math.floor(Math.max(0, until - from) * choice.next())
  return day - (day % DAY) + choice.int(7, 17) * HOUR
}

/** Bills written by hand that share the account's discounts and credit; some are voided or credited before they are paid. */
export function tellManualBill(world: World, book: Book): void {
  const { choice, account } = book
  const when = manualMoment(book)
  if (account.closedAt !== null) return
  at(book, when, () => {
    const made = writeManual(world, book, when, when)
    if (made === null) return
    const { document } = made
    if (choice.chance(0.3)) book.redemptions.push(...documentRedemption(book.ids, world.coupons, account, document.id, when))
    issue(book, { document, issuedAt: when, k: 0, trouble: fine, rich: true })
    const soon = when + DAY
    if (account.collection === 'SEND_INVOICE' && soon < NOW) {
      choice.weighted<() => void>([
        [6, () => undefined],
        [2, () => at(book, soon, () => creditOpenBill(book, document, true, soon))],
        [2, () => at(book, soon, () => creditOpenBill(book, document, false, soon))],
        [3, () => at(book, soon, () => voidDocument(book, document, soon))],
      ])()
    }
  })
}

/** A bill that was a mistake: it used up a present, and when it is voided the next day the present is whole again. */
export function tellMistake(world: World, book: Book): void {
  const when = book.account.createdAt + 40 * DAY
  at(book, when, () => {
    grantCredit(book.purse, { category: 'PROMOTIONAL', amount: 3000, priority: 15, effectiveAt: when, expiresAt: null, source: null, description: 'Welcome back' })
    const made = writeManual(world, book, when, when)
    if (made === null) return
    issue(book, { document: made.document, issuedAt: when, k: 0, trouble: fine, rich: true })
    at(book, when + DAY, () => voidDocument(book, made.document, when + DAY))
  })
}

/** A bill by hand that touches nothing else of the account and is never corrected; false where there was no workspace to bill. */
export function tellPlainBill(world: World, book: Book): boolean {
  const when = manualMoment(book)
  const made = writeManual(world, book, when, when)
  if (made === null) return false
  at(book, when, () => issue(book, { document: made.document, issuedAt: when, k: 0, trouble: fine, rich: false }))
  book.plain.add(made.document)
  return true
}

/** A draft that somebody is still writing. */
export function tellDraft(world: World, book: Book): void {
  const when = NOW - book.choice.int(2, 70) * HOUR
  const made = writeManual(world, book, when, null)
  if (made !== null) book.documents.push(made.document)
}
