import { DAY, MINUTE, NOW } from '../clock.ts'
import type { Trouble } from '../world/subscription-plan.ts'
import { at } from './book.ts'
import type { Book } from './book.ts'
import { planCorrection } from './corrections.ts'
import { remainingOf } from './document.ts'
import type { Document } from './document.ts'
import { post } from './ledger.ts'
import { contribute } from './patronage.ts'
import { allocate } from './payment.ts'
import type { Intent, Payment } from './payment.ts'

/** Days after the first failure on which it is tried again. */
const RETRIES = [1, 3, 5, 7] as const
const FINAL_DAY = 14
/** How long a direct debit is under way. */
const BANK_DAYS = 3 * DAY
const DECLINES = ['insufficient_funds', 'do_not_honor', 'card_velocity_exceeded', 'expired_card'] as const

interface Receipt {
  readonly amount: number
  readonly when: number
  readonly intent: Intent | null
  readonly failure?: string
  /** The bank has not answered yet. */
  readonly under?: boolean
}

const feeOf = (amount: number, automatic: boolean) => (automatic ? Math.floor((amount * 14) / 1000) + 25 : 0)

function receive(book: Book, { amount, when, intent, failure, under = false }: Receipt): Payment {
  const { choice, account } = book
  const failed = failure !== undefined
  const automatic = intent !== null
  const tender = intent?.method?.kind ?? choice.weighted([[12, 'BANK_TRANSFER'], [1, 'CHEQUE'], [1, 'CASH']] as const)
  const payment: Payment = {
    id: book.ids.next('billing.payments', when), account, intent, method: intent?.method ?? null, tender,
    status: under ? 'PROCESSING' : failed ? 'FAILED' : 'SUCCEEDED', amount, fee: failed || under ? 0 : feeOf(amount, automatic),
    createdAt: when, receivedAt: failed || under ? null : when, failedAt: failed ? when : null, failure: failure ?? null, hard: failure === 'expired_card',
    reference: automatic ? null : `${account.org.owner.full}, ${choice.pick(['bill', 'invoice', 'Rechnung', 'facture'])} ${choice.int(1000, 9999)}`,
    providerId: automatic ? `pi_${choice.base62(20)}` : null, allocations: [], refunded: 0, disputed: 0,
  }
  book.payments.push(payment)
  if (!failed && !under) {
    const legs = [['CASH_CLEARING', amount - payment.fee], ['PROVIDER_FEES', payment.fee], ['UNAPPLIED_CASH', -amount]] as const
    post(book.ledger, { source: 'payment.succeeded', sourceId: payment.id, at: when, description: `${tender} received`, legs })
  }
  return payment
}

/** Uses a payment for a document; the one that completes it makes it paid. */
function settle(book: Book, payment: Payment, document: Document, amount: number, when: number): void {
  const allocation = allocate(book.ids, payment, document, amount, when)
  post(
    book.ledger,
    {
      source: 'payment.allocated', sourceId: allocation.id, at: when, description: 'Payment applied',
      legs: [['UNAPPLIED_CASH', amount, { document }], ['AR', -amount, { document }]],
    },
  )
  contribute(book.patron, { document, amount, payment, at: when, key: `alloc:${allocation.id}` })
  if (remainingOf(document) > 0) return
  document.status = 'PAID'
  document.paidAt = when
  document.nextAttemptAt = null
  planCorrection(book, document, payment, when)
}

function openIntent(book: Book, document: Document, when: number): Intent {
  const intent: Intent = {
    id: book.ids.next('billing.collection_intents', when), document, amount: remainingOf(document),
    method: book.account.methods.find(({ isDefault }) => isDefault) ?? null,
    createdAt: when, status: 'PROCESSING', attempt: 1, failure: null, canceledAt: null, received: 0,
  }
  book.intents.push(intent)
  return intent
}

function fail(book: Book, document: Document, intent: Intent, when: number): void {
  const failure = book.choice.pick(DECLINES.slice(0, 3))
  receive(book, { amount: intent.amount, when, intent, failure })
  intent.failure = failure
  intent.status = 'REQUIRES_PAYMENT_METHOD'
  document.attempts++
}

function succeed(book: Book, document: Document, intent: Intent, when: number): void {
  const amount = remainingOf(document)
  const payment = receive(book, { amount: intent.amount, when, intent })
  intent.status = 'SUCCEEDED'
  intent.attempt = document.attempts + 1
  intent.received = intent.amount
  settle(book, payment, document, amount, when)
}

/** Fails, is tried again on the days of the rule, and is given up at the end of it where that day has come. */
function failOnAndOn(book: Book, document: Document, intent: Intent, first: number, lost: boolean): void {
  fail(book, document, intent, first)
  for (const [i, days] of RETRIES.entries()) {
    const when = first + days * DAY
    if (when >= NOW) {
      document.nextAttemptAt = when
      return
    }
    at(book, when, () => {
      intent.attempt = i + 2
      fail(book, document, intent, when)
    })
  }
  if (!lost) return
  const end = first + FINAL_DAY * DAY
  at(book, end, () => {
    const rest = remainingOf(document)
    intent.status = 'CANCELED'
    intent.canceledAt = end
    document.status = 'UNCOLLECTIBLE'
    document.uncollectibleAt = end
    post(
      book.ledger,
      {
        source: 'invoice.uncollectible', sourceId: document.id, at: end, description: 'Given up',
        legs: [['BAD_DEBT', rest, { document }], ['AR', -rest, { document }]],
      },
    )
  })
}

/** Prepaid credit is sold for money that is there. */
const buysCredit = ({ lines }: Document) => lines.some(({ kind }) => kind === 'CREDIT_PURCHASE')

/** Collects by the stored instrument, an instant after the document was issued. */
export function collect(book: Book, document: Document, issuedAt: number, trouble: Trouble): void {
  const first = issuedAt + 2 * MINUTE
  if (first >= NOW) {
    openIntent(book, document, issuedAt)
    return
  }
  at(book, first, () => {
    if (document.status !== 'OPEN') return
    const intent = openIntent(book, document, issuedAt + MINUTE)
    if (trouble.kind === 'VOID' || (trouble.kind === 'OPEN' && document.reason === 'SUBSCRIPTION_CREATE')) {
      intent.status = 'REQUIRES_ACTION'
      return
    }
    if (trouble.kind === 'OPEN' || trouble.kind === 'LOST') return failOnAndOn(book, document, intent, first, trouble.kind === 'LOST')
    if (trouble.kind === 'NONE' && intent.method?.kind === 'BANK_DEBIT' && first > NOW - BANK_DAYS && !buysCredit(document)) {
      receive(book, { amount: intent.amount, when: first, intent, under: true })
      return
    }
    if (trouble.kind === 'NONE') return succeed(book, document, intent, first)
    fail(book, document, intent, first)
    const again = first + trouble.days * DAY
    if (again >= NOW) document.nextAttemptAt = again
    else at(book, again, () => succeed(book, document, intent, again))
  })
}

/** Two bills at once, half a bill, a bit too much: transfers are what people type. */
function transfer(book: Book, document: Document, when: number): void {
  if (document.status !== 'OPEN') return
  const { choice, awaited } = book
  const rest = remainingOf(document)
  awaited.delete(document)
  const other = [...awaited].find((one) => (one.issuedAt ?? NOW) < when && remainingOf(one) > 0)
  if (other !== undefined && choice.chance(0.3)) {
    awaited.delete(other)
    const payment = receive(book, { amount: rest + remainingOf(other), when, intent: null })
    settle(book, payment, document, rest, when)
    settle(book, payment, other, remainingOf(other), when)
    return
  }
  if (choice.chance(0.08) && rest > 200) {
    const part = Math.floor(rest / 2)
    settle(book, receive(book, { amount: part, when, intent: null }), document, part, when)
    at(book, when + 12 * DAY, () => transfer(book, document, when + 12 * DAY))
    return
  }
  const more = choice.chance(0.04) ? choice.int(1, 50) * 100 : 0
  const payment = receive(book, { amount: rest + more, when, intent: null })
  settle(book, payment, document, rest, when)
}

/** Waits for the customer to pay by bank, mostly in time; some of the plain ones never do. */
export function awaitTransfer(book: Book, document: Document, issuedAt: number): void {
  const { choice, account, awaited } = book
  const never = document.subscription === null && account.closedAt === null && choice.chance(0.05)
  const delay = choice.int(3, account.netTermsDays + (document.subscription === null ? 6 : 0))
  awaited.add(document)
  if (!never) at(book, issuedAt + delay * DAY, () => transfer(book, document, issuedAt + delay * DAY))
}
