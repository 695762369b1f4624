import { DAY } from '../clock.ts'
import type { Trouble } from '../world/subscription-plan.ts'
import { at } from './book.ts'
import type { Book } from './book.ts'
import { awaitTransfer, collect } from './collect.ts'
import { applyCredit, expireCredit, grantCredit, promotionalCredit, restoreCredit, settleWithCredit, voidCredit } from './credits.ts'
import type { CreditTransaction } from './credits.ts'
import { runningDiscounts } from './discounts.ts'
import type { Document } from './document.ts'
import { applyDiscounts, applyPretaxCredit, applyTaxes, totalsOf } from './finalize.ts'
import { finalizedLegs, post, reverse } from './ledger.ts'
import { contribute, takeBack, takeBackLines } from './patronage.ts'

export interface Issuing {
  readonly document: Document
  readonly issuedAt: number
  /** Number of the billing period. */
  readonly k: number
  readonly trouble: Trouble
  /** False: neither discounts nor credit touch it. */
  readonly rich: boolean
}

/** Credit would settle what the story says goes unpaid. */
const takesCredit = ({ rich, trouble }: Issuing) => rich && trouble.kind === 'NONE'

function takeOff(book: Book, issuing: Issuing): void {
  const { document, issuedAt, k, rich } = issuing
  if (!rich) return
  const used = applyDiscounts(document.lines, runningDiscounts(book.redemptions, document, k))
  for (const redemption of book.redemptions) if (used.has(redemption.id)) redemption.used++
  if (!takesCredit(issuing)) return
  for (const grant of promotionalCredit(book.purse, issuedAt)) {
    const part = applyPretaxCredit(document.lines, grant.id, grant.remaining)
    if (part > 0) applyCredit(book.purse, grant, document, part, issuedAt)
  }
}

function payWithCredit(book: Book, issuing: Issuing): CreditTransaction[] {
  const { document, issuedAt } = issuing
  const buysCredit = document.lines.some(({ kind }) => kind === 'CREDIT_PURCHASE')
  const { total } = totalsOf(document.lines)
  return takesCredit(issuing) && !buysCredit && total > 0 ? settleWithCredit(book.purse, document, total, issuedAt) : []
}

/** More was given back than is owed: the account keeps it as credit. */
function keepSurplus(book: Book, document: Document, when: number): void {
  const amount = -document.totals.total
  grantCredit(book.purse, { category: 'ADJUSTMENT', amount, priority: 10, effectiveAt: when, expiresAt: null, source: document, description: 'Negative bill' })
  post(
    book.ledger,
    {
      source: 'invoice.to_balance', sourceId: document.id, at: when, description: 'Kept as credit',
      legs: [['AR', amount, { document }], ['CUSTOMER_CREDIT', -amount, { document }]],
    },
  )
  takeBackLines(book.patron, document.lines, (line) => book.writer.documentOfLine.get(line), { payment: null, at: when, key: `neg:${document.id}` })
}

function postDocument(book: Book, document: Document, when: number, credits: readonly CreditTransaction[]): void {
  post(book.ledger, { source: 'invoice.finalized', sourceId: document.id, at: when, description: 'Bill', legs: finalizedLegs(document) })
  for (const { id, amount } of credits) {
    post(
      book.ledger,
      {
        source: 'credit.applied', sourceId: id, at: when, description: 'Paid with credit',
        legs: [['CUSTOMER_CREDIT', -amount, { document }], ['AR', amount, { document }]],
      },
    )
    contribute(book.patron, { document, amount: -amount, payment: null, at: when, key: `credit:${id}` })
  }
}

/** An unpaid bill is taken back: posting reversed, credit restored, discount periods given back. */
export function voidDocument(book: Book, document: Document, when: number): void {
  if (document.status !== 'OPEN' || document.paid > 0 || document.credited > 0) return
  document.status = 'VOID'
  document.voidedAt = when
  document.nextAttemptAt = null
  book.awaited.delete(document)
  reverse(book.ledger, 'invoice.finalized', document.id, { source: 'invoice.voided', sourceId: document.id, at: when, description: 'Voided' })
  for (const { reverses } of restoreCredit(book.purse, document, when)) {
    if (reverses !== null) reverse(
      book.ledger, 'credit.applied', reverses.id, { source: 'credit.restored', sourceId: reverses.id, at: when, description: 'Credit given back' },
    )
  }
  for (const product of new Set(document.lines.map((line) => line.product))) {
    takeBack(book.patron, { document, product, amount: document.totals.total }, { payment: null, at: when, key: `void:${document.id}` })
  }
  const discounted = new Set(document.lines.flatMap(({ adjustments }) => adjustments.map(({ discountId }) => discountId)))
  for (const redemption of book.redemptions) if (discounted.has(redemption.id)) redemption.used--
  for (const intent of book.intents) {
    if (intent.document !== document || intent.status === 'SUCCEEDED') continue
    intent.status = 'CANCELED'
    intent.canceledAt = when
  }
}

/** Turns a draft into a document that cannot change any more, and begins to collect it. */
export function issue(book: Book, issuing: Issuing): void {
  const { document, issuedAt, trouble } = issuing
  const { account } = book
  book.documents.push(document)
  takeOff(book, issuing)
  applyTaxes(document.lines, account.taxes)
  const credits = payWithCredit(book, issuing)
  document.totals = totalsOf(document.lines, credits.reduce((sum, { amount }) => sum - amount, 0))
  document.status = 'OPEN'
  document.dueAt = issuedAt + account.netTermsDays * DAY
  postDocument(book, document, issuedAt, credits)
  if (document.totals.total < 0) keepSurplus(book, document, issuedAt)
  if (document.totals.due === 0) {
    document.status = 'PAID'
    document.paidAt = issuedAt
    return
  }
  if (account.collection === 'CHARGE_AUTOMATICALLY') collect(book, document, issuedAt, trouble)
  else awaitTransfer(book, document, issuedAt)
  if (trouble.kind === 'VOID') at(book, trouble.at, () => voidDocument(book, document, trouble.at))
}

/** Ends credit whose time is over; what was prepaid and not used is income now. */
export function expireBy(book: Book, when: number): void {
  for (const { id, grant, amount, at: expiredAt } of expireCredit(book.purse, when)) {
    if (grant.category === 'PROMOTIONAL') continue
    post(
      book.ledger,
      { source: 'credit.expired', sourceId: id, at: expiredAt, description: 'Credit expired', legs: [['CUSTOMER_CREDIT', -amount], ['CREDIT_BREAKAGE', amount]] },
    )
  }
}

/** A closed account keeps no credit. */
export function forfeitCredit(book: Book, when: number): void {
  for (const grant of book.purse.grants.filter(({ ended, remaining }) => !ended && remaining > 0)) {
    const { id, amount } = voidCredit(book.purse, grant, when)
    if (grant.category !== 'PROMOTIONAL') post(
      book.ledger,
      { source: 'credit.voided', sourceId: id, at: when, description: 'Account closed', legs: [['CUSTOMER_CREDIT', -amount], ['CREDIT_BREAKAGE', amount]] },
    )
  }
}
