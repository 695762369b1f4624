import { DAY, HOUR, MINUTE, NOW } from '../clock.ts'
import { at } from './book.ts'
import type { Book } from './book.ts'
import { grantCredit } from './credits.ts'
import { remainingOf } from './document.ts'
import type { Document, Line } from './document.ts'
import { applyTaxes, totalsOf } from './finalize.ts'
import { finalizedLegs, post } from './ledger.ts'
import { creditNoteLine } from './lines.ts'
import { disputePatronage, takeBackLines } from './patronage.ts'
import { unappliedOf } from './payment.ts'
import type { Dispute, Payment, Refund } from './payment.ts'
import { writeDocument } from './writer.ts'

const CREDITABLE: ReadonlySet<Line['kind']> = new Set(['SUBSCRIPTION', 'ONE_TIME', 'MANUAL', 'USAGE'])

/** Lines that a credit note may take back: whole ones that nothing else credits. */
function creditableLines({ spoken }: Book, { lines }: Document): Line[] {
  return lines.filter((line) => CREDITABLE.has(line.kind) && line.amount > 0 && line.pretax === 0 && line.taken.amount === 0 && (line.charge === null || !spoken.has(line.charge)))
}

/** Writes a credit note over lines of a document, all or half of each, and posts it. */
function issueCreditNote(book: Book, document: Document, lines: readonly Line[], whole: boolean, when: number): Document {
  const drafts = lines.map((line) => creditNoteLine(line, whole ? line.amount : Math.max(1, Math.floor(line.amount / 2))))
  const { account, workspace, subscription } = document
  const note = writeDocument(book.writer, {
    id: book.ids.next('billing.invoices', when), kind: 'CREDIT_NOTE', reason: 'CREDIT_NOTE', account, workspace, subscription, corrects: document,
    createdAt: when, issuedAt: when,
    period: null, memo: null, drafts,
  })
  applyTaxes(note.lines, [])
  note.totals = totalsOf(note.lines)
  note.status = 'PAID'
  note.paidAt = when
  note.dueAt = when
  book.documents.push(note)
  post(book.ledger, { source: 'credit_note.issued', sourceId: note.id, at: when, description: 'Credit note', legs: finalizedLegs(note) })
  return note
}

function takeBack(book: Book, note: Document, payment: Payment | null, when: number): void {
  takeBackLines(book.patron, note.lines, (line) => book.writer.documentOfLine.get(line), { payment, at: when, key: `cn:${note.id}` })
}

function refundStatus(book: Book, when: number): Refund['status'] {
  if (when > NOW - 4 * DAY) return 'PENDING'
  return book.choice.chance(0.06) ? 'FAILED' : 'SUCCEEDED'
}

function payBack(book: Book, refund: Omit<Refund, 'id' | 'providerId'>): void {
  const { payment, amount, status, at: when } = refund
  const made: Refund = { ...refund, id: book.ids.next('billing.refunds', when), providerId: payment.providerId === null ? null : `re_${book.choice.base62(18)}` }
  book.refunds.push(made)
  if (status === 'FAILED' || status === 'CANCELED') return
  payment.refunded += amount
  if (status !== 'SUCCEEDED') return
  post(
    book.ledger,
    {
      source: 'refund.succeeded', sourceId: made.id, at: when + HOUR, description: 'Money returned',
      legs: [['UNAPPLIED_CASH', amount], ['CASH_CLEARING', -amount]],
    },
  )
}

/** Money goes back: a credit note, the allocation reversed, the refund. */
function refund(book: Book, document: Document, when: number): void {
  const lines = creditableLines(book, document)
  const whole = lines.length === document.lines.length && book.choice.chance(0.5)
  const chosen = whole ? lines : lines.slice(0, 1)
  const allocation = book.payments.flatMap(({ allocations }) => allocations).find((one) => one.document === document && one.payment.disputed === 0)
  const wanted = chosen.reduce((sum, line) => sum + line.amount + line.tax, 0)
  if (chosen.length === 0 || allocation === undefined || allocation.amount - allocation.reversed < wanted) return
  const note = issueCreditNote(book, document, chosen, whole, when)
  const amount = -note.totals.total
  allocation.reversed += amount
  document.paid -= amount
  document.credited += amount
  const { payment } = allocation
  post(
    book.ledger,
    {
      source: 'payment.reversed', sourceId: note.id, at: when, description: 'Payment taken off the bill',
      legs: [['AR', amount, { document }], ['UNAPPLIED_CASH', -amount, { document }]],
    },
  )
  takeBack(book, note, payment, when)
  payBack(
    book,
    {
      payment, document, creditNote: note, amount, status: refundStatus(book, when),
      reason: book.choice.pick(['REQUESTED_BY_CUSTOMER', 'SERVICE_FAILURE', 'DUPLICATE']), at: when,
    },
  )
}

/** What was paid becomes credit of the account. */
function creditToBalance(book: Book, document: Document, when: number): void {
  const [line] = creditableLines(book, document)
  if (line === undefined) return
  const note = issueCreditNote(book, document, [line], false, when)
  const amount = -note.totals.total
  grantCredit(book.purse, { category: 'ADJUSTMENT', amount, priority: 10, effectiveAt: when, expiresAt: null, source: note, description: 'Credit note to balance' })
  post(
    book.ledger,
    {
      source: 'credit_note.to_balance', sourceId: note.id, at: when, description: 'Kept as credit',
      legs: [['AR', amount, { document: note }], ['CUSTOMER_CREDIT', -amount, { document: note }]],
    },
  )
  takeBack(book, note, null, when)
}

/** An open bill is lowered; a whole credit note settles it without a payment. */
export function creditOpenBill(book: Book, document: Document, whole: boolean, when: number): void {
  const lines = creditableLines(book, document)
  if (document.status !== 'OPEN' || lines.length !== document.lines.length || document.paid > 0 || document.totals.posttax > 0) return
  const note = issueCreditNote(book, document, lines, whole, when)
  document.credited -= note.totals.total
  document.creditedDirectly -= note.totals.total
  if (remainingOf(document) > 0) return
  document.status = 'PAID'
  document.paidAt = when
  book.awaited.delete(document)
}

const REASONS = ['fraudulent', 'product_not_received', 'duplicate', 'subscription_canceled'] as const

function disputeStatus(book: Book, openedAt: number): Dispute['status'] {
  const old = openedAt < NOW - 70 * DAY
  return book.choice.weighted<Dispute['status']>(old ? [[4, 'WON'], [4, 'LOST'], [1, 'WARNING_CLOSED']] : [
    [3, 'NEEDS_RESPONSE'], [3, 'UNDER_REVIEW'], [1, 'WARNING_NEEDS_RESPONSE'], [1, 'WARNING_UNDER_REVIEW'],
  ])
}

function dispute(book: Book, payment: Payment, openedAt: number): void {
  if (payment.refunded > 0 || payment.disputed > 0) return
  const status = disputeStatus(book, openedAt)
  const warning = status.startsWith('WARNING')
  const closed = status === 'WON' || status === 'LOST' || status === 'WARNING_CLOSED'
  const submitted = status !== 'NEEDS_RESPONSE' && status !== 'WARNING_NEEDS_RESPONSE'
  const made: Dispute = {
    id: book.ids.next('billing.disputes', openedAt), payment, amount: payment.amount, fee: warning ? 0 : 1500, status, reason: book.choice.pick(REASONS), openedAt,
    submittedAt: submitted ? openedAt + 6 * DAY : null, withdrawnAt: warning ? null : openedAt + HOUR, reinstatedAt: status === 'WON' ? openedAt + 60 * DAY : null,
    closedAt: closed ? openedAt + 60 * DAY : null, providerId: `dp_${book.choice.base62(18)}`,
  }
  book.disputes.push(made)
  postDispute(book, made)
  if (made.withdrawnAt !== null && made.reinstatedAt === null) payment.disputed += made.amount
  disputePatronage(book.patron, made)
}

function postDispute({ ledger }: Book, { id, amount, fee, status, withdrawnAt, reinstatedAt, closedAt }: Dispute): void {
  if (withdrawnAt === null) return
  post(
    ledger,
    {
      source: 'dispute.withdrawn', sourceId: id, at: withdrawnAt, description: 'Disputed',
      legs: [['DISPUTES_HELD', amount], ['PROVIDER_FEES', fee], ['CASH_CLEARING', -amount - fee]],
    },
  )
  if (reinstatedAt !== null) post(
    ledger,
    {
      source: 'dispute.reinstated', sourceId: id, at: reinstatedAt, description: 'Won',
      legs: [['CASH_CLEARING', amount + fee], ['DISPUTES_HELD', -amount], ['PROVIDER_FEES', -fee]],
    },
  )
  if (status === 'LOST' && closedAt !== null) post(
    ledger, { source: 'dispute.lost', sourceId: id, at: closedAt, description: 'Lost', legs: [['DISPUTE_LOSS', amount], ['DISPUTES_HELD', -amount]] },
  )
}

function returnSurplus(book: Book, payment: Payment, when: number): void {
  const amount = unappliedOf(payment)
  if (amount <= 0) return
  payBack(book, { payment, document: null, creditNote: null, amount, status: refundStatus(book, when), reason: 'OVERPAYMENT', at: when })
}

/** Some paid bills have a sequel: money back, credit instead of money, a dispute. */
export function planCorrection(book: Book, document: Document, payment: Payment, paidAt: number): void {
  const { choice } = book
  if (book.plain.has(document)) return
  const later = paidAt + choice.int(2, 12) * DAY + choice.int(5, 300) * MINUTE
  const disputedAt = paidAt + choice.int(8, 35) * DAY
  if (unappliedOf(payment) > 0 && choice.chance(0.5)) at(book, later, () => returnSurplus(book, payment, later))
  choice.weighted<() => void>([
    [92, () => undefined],
    [4.4, () => at(book, later, () => refund(book, document, later))],
    [1.6, () => at(book, later, () => creditToBalance(book, document, later))],
    [2, () => (payment.tender === 'CARD' ? at(book, disputedAt, () => dispute(book, payment, disputedAt)) : undefined)],
  ])()
}
