import type { IdSource } from '../ids.ts'
import type { Random } from '../random.ts'
import type { AccountPlan } from '../world/accounts.ts'
import type { PersonPlan } from '../world/people.ts'
import type { Charge } from '../world/subscription-plan.ts'
import { openPurse } from './credits.ts'
import type { Purse } from './credits.ts'
import type { Redemption } from './discounts.ts'
import type { Document } from './document.ts'
import { openLedger } from './ledger.ts'
import type { Ledger, LedgerAccount } from './ledger.ts'
import { openPatronBook } from './patronage.ts'
import type { PatronBook } from './patronage.ts'
import type { Dispute, Intent, Payment, Refund } from './payment.ts'
import { openWriter } from './writer.ts'
import type { Writer } from './writer.ts'

interface Happening {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** The books of one payer while its story is played in the order of time. */
export interface Book {
  readonly account: AccountPlan
  readonly ids: IdSource
  readonly choice: Random
  readonly writer: Writer
  readonly purse: Purse
  readonly ledger: Ledger
  readonly patron: PatronBook
  readonly redemptions: Redemption[]
  readonly documents: Document[]
  readonly intents: Intent[]
  readonly payments: Payment[]
  readonly refunds: Refund[]
  readonly disputes: Dispute[]
  /** Documents that wait for a bank transfer. */
  readonly awaited: Set<Document>
  /** Documents that are never corrected. */
  readonly plain: Set<Document>
  /** Charges that are credited sooner or later, so that nothing else may credit their lines. */
  readonly spoken: ReadonlySet<Charge>
  /** Who of the brand writes down what comes by bank. */
  readonly clerk: PersonPlan
  readonly queue: Happening[]
}

export interface BookOptions {
  readonly account: AccountPlan
  readonly ids: IdSource
  readonly choice: Random
  readonly shared: readonly LedgerAccount[]
  readonly spoken: ReadonlySet<Charge>
  readonly clerk: PersonPlan
}

export function openBook({ account, ids, choice, shared, spoken, clerk }: BookOptions): Book {
  return {
    account, ids, choice, spoken, clerk, writer: openWriter(ids), purse: openPurse(ids, account), ledger: openLedger(ids, account, shared), patron: openPatronBook(),
    redemptions: [], documents: [], intents: [], payments: [], refunds: [], disputes: [], awaited: new Set(), plain: new Set(), queue: [],
  }
}

/** Lets something happen at an instant; what happens at the same one keeps the order of asking. */
export function at(book: Book, when: number, run: () => void): void {
  book.queue.push({ at: when, order: book.queue.length, run })
}

/** Plays everything up to an instant, what comes up meanwhile included. */
export function play(book: Book, until: number, before: (now: number) => void): void {
  const done = new Set<Happening>()
  for (;;) {
    let next: Happening | undefined
    for (const one of book.queue) {
      if (one.at > until || done.has(one)) continue
      if (next === undefined || one.at < next.at || (one.at === next.at && one.order < next.order)) next = one
    }
    if (next === undefined) break
    done.add(next)
    before(next.at)
    next.run()
  }
  book.queue.length = 0
}
