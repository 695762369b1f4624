import { roundHalfEven, split, sumOf } from '../money.ts'
import type { ProductPlan } from '../world/catalog.ts'
import type { Document, Line } from './document.ts'
import { netOf } from './document.ts'
import type { Dispute, Payment } from './payment.ts'

/** One signed contribution of value by a payer. */
export interface PatronageEvent {
  readonly type: 'CONTRIBUTION' | 'REVERSAL' | 'ADJUSTMENT'
  readonly source: 'PAYMENT' | 'CREDIT' | 'CREDIT_NOTE' | 'REFUND' | 'DISPUTE' | 'MANUAL'
  readonly amount: number
  readonly payment: Payment | null
  readonly document: Document | null
  readonly product: ProductPlan | null
  readonly at: number
  readonly key: string
  readonly reverses: PatronageEvent | null
  readonly note: string | null
}

interface Share {
  readonly product: ProductPlan
  unreported: number
}

interface Settling {
  readonly exTax: number
  readonly shares: readonly Share[]
  settled: number
  reported: number
}

/** What one payer has contributed; every settlement reports its part of the ex-tax value, the last one completes it. */
export interface PatronBook {
  readonly events: PatronageEvent[]
  readonly settling: Map<Document, Settling>
  /** What is left of a contribution after what undid it. */
  readonly left: Map<PatronageEvent, number>
}

export function openPatronBook(): PatronBook {
  return { events: [], settling: new Map(), left: new Map() }
}

function settlingOf(book: PatronBook, document: Document): Settling {
  const known = book.settling.get(document)
  if (known !== undefined) return known
  const nets = new Map<ProductPlan, number>()
  for (const line of document.lines) {
    if (line.product !== null && line.kind !== 'CREDIT_PURCHASE') nets.set(line.product, (nets.get(line.product) ?? 0) + netOf(line))
  }
  const counted = [...nets].filter(([, net]) => net > 0)
  const exTax = Math.min(document.totals.total - document.totals.tax, sumOf(counted.map(([, net]) => net)))
  const parts = split(Math.max(exTax, 0), counted.map(([, net]) => net))
  const made: Settling = { exTax: Math.max(exTax, 0), shares: counted.map(([product], i) => ({ product, unreported: parts[i] ?? 0 })), settled: 0, reported: 0 }
  book.settling.set(document, made)
  return made
}

interface Settlement {
  readonly document: Document
  readonly amount: number
  readonly payment: Payment | null
  readonly at: number
  /** Start of the keys of its events. */
  readonly key: string
}

function record(book: PatronBook, event: PatronageEvent): void {
  book.events.push(event)
  if (event.type === 'CONTRIBUTION') book.left.set(event, event.amount)
}

/** Counts what a payment or a credit settled of a document. */
export function contribute(book: PatronBook, { document, amount, payment, at, key }: Settlement): void {
  const state = settlingOf(book, document)
  const { total } = document.totals
  if (state.exTax === 0 || total <= 0) return
  state.settled += amount
  const due = Math.min(roundHalfEven(state.settled * state.exTax, total), state.exTax) - state.reported
  const parts = split(due, state.shares.map(({ unreported }) => unreported))
  state.reported += sumOf(parts)
  for (const [i, part] of parts.entries()) {
    const share = state.shares[i]
    if (share === undefined || part === 0) continue
    share.unreported -= part
    if (!share.product.patronage) continue
    record(
      book,
      {
        type: 'CONTRIBUTION', source: payment === null ? 'CREDIT' : 'PAYMENT', amount: part, payment, document, product: share.product, at,
        key: `${key}:${share.product.id}`, reverses: null, note: null,
      },
    )
  }
}

interface Undoing {
  readonly payment: Payment | null
  readonly at: number
  readonly key: string
}

/** Takes back contributions of a document and product, newest first, up to what they still have. */
export function takeBack(book: PatronBook, debit: { readonly document: Document; readonly product: ProductPlan | null; readonly amount: number }, { payment, at, key }: Undoing): void {
  const { document, product } = debit
  let rest = debit.amount
  let piece = 0
  const open = book.events.filter((one) => one.type === 'CONTRIBUTION' && one.document === document && one.product === product && (book.left.get(one) ?? 0) > 0).reverse()
  for (const contribution of open) {
    const left = book.left.get(contribution) ?? 0
    const part = Math.min(rest, left)
    if (part <= 0 || product === null) break
    piece++
    rest -= part
    book.left.set(contribution, left - part)
    record(
      book,
      {
        type: 'REVERSAL', source: payment === null ? 'CREDIT_NOTE' : 'REFUND', amount: -part, payment, document, product, at,
        key: `${key}:${product.id}:${piece}`, reverses: contribution, note: null,
      },
    )
  }
}

/** Lines that credit others take their ex-tax value back from the documents of those. */
export function takeBackLines(book: PatronBook, lines: readonly Line[], documentOf: (line: Line) => Document | undefined, undoing: Undoing): void {
  for (const line of lines) {
    if (line.credits === null) continue
    const document = documentOf(line.credits)
    if (document !== undefined) takeBack(
      book, { document, product: line.credits.product, amount: -netOf(line) }, { ...undoing, key: `${undoing.key}:${line.number}` },
    )
  }
}

/** A chargeback takes the payment's contributions back, pro rata; winning gives them again. */
export function disputePatronage(book: PatronBook, dispute: Dispute): void {
  const { payment, amount, withdrawnAt, reinstatedAt } = dispute
  if (withdrawnAt === null) return
  for (const contribution of book.events.filter((one) => one.type === 'CONTRIBUTION' && one.payment === payment)) {
    const part = Math.min(roundHalfEven(contribution.amount * amount, payment.amount), book.left.get(contribution) ?? 0)
    if (part === 0) continue
    book.left.set(contribution, (book.left.get(contribution) ?? 0) - part)
    const { document, product } = contribution
    const reversal: PatronageEvent = {
      type: 'REVERSAL', source: 'DISPUTE', amount: -part, payment, document, product, at: withdrawnAt, key: `disp:${dispute.id}:${contribution.key}`,
      reverses: contribution, note: null,
    }
    record(book, reversal)
    if (reinstatedAt === null) continue
    book.left.set(contribution, (book.left.get(contribution) ?? 0) + part)
    record(book, { ...reversal, type: 'ADJUSTMENT', amount: part, at: reinstatedAt, key: `dispwon:${dispute.id}:${contribution.key}`, reverses: reversal })
  }
}
