import { DAY, HOUR, NOW, SECOND, iso, isoOrNull } from './clock.ts'
import type { Book } from './billing/book.ts'
import type { PatronageEvent } from './billing/patronage.ts'
import type { BillingPlan } from './billing/plan.ts'
import { insert, kept } from './rows.ts'
import type { Row, Step } from './rows.ts'
import type { World } from './world.ts'

interface Patron {
  readonly id: string
  readonly book: Book
  readonly since: number | null
}

function patronOf(world: World, book: Book): Patron {
  const first = book.patron.events.find(({ type }) => type === 'CONTRIBUTION')
  return { id: world.ids.next('cooperative.patrons', book.account.createdAt + 5 * SECOND), book, since: first?.at ?? null }
}

function patronRow(world: World, { id, book: { account }, since }: Patron): Row {
  const closed = account.closedAt !== null && since !== null
  const status = closed ? 'WITHDRAWN' : since === null ? 'PROSPECTIVE' : account.org.status === 'SUSPENDED' ? 'SUSPENDED' : 'ACTIVE'
  const createdAt = account.createdAt + 5 * SECOND
  return {
    ...kept({ brandId: world.brand.id, id, createdAt }, closed ? (account.closedAt ?? createdAt) : (since ?? createdAt), since === null ? 1 : closed ? 3 : 2),
    billing_account_id: account.id, org_id: account.org.id, patron_number: `PT-${account.id.slice(-12)}`, status, currency: account.currency,
    member_since: isoOrNull(since),
    withdrawn_at: closed ? isoOrNull(account.closedAt) : null, projected_seq: closed ? 2 : 1,
  }
}

/** Learnt some seconds after it happened; a few reports came days late. */
function recordedAt({ at }: PatronageEvent, i: number): number {
  return Math.min(NOW - SECOND, at + (i % 97 === 11 ? 3 * DAY : 4 * SECOND))
}

function eventRow(world: World, patron: Patron, event: PatronageEvent, id: string, recorded: number, reverses: string | null): Row {
  return {
    brand_id: world.brand.id, id, created_at: iso(recorded),
    patron_id: patron.id, event_type: event.type, source_kind: event.source, amount_cents: event.amount, currency: patron.book.account.currency,
    payment_id: event.payment?.id ?? null,
    invoice_id: event.document?.id ?? null, product_id: event.product?.id ?? null, occurred_at: iso(event.at), recorded_at: iso(recorded),
    source_key: event.key, reverses_event_id: reverses, note: event.note,
  }
}

function eventRows(world: World, patron: Patron): Row[] {
  const ids = new Map<PatronageEvent, string>()
  return patron.book.patron.events.map((event, i) => {
    const recorded = recordedAt(event, i)
    const id = world.ids.next('cooperative.patronage_events', recorded)
    ids.set(event, id)
    return eventRow(world, patron, event, id, recorded, event.reverses === null ? null : (ids.get(event.reverses) ?? null))
  })
}

/** Hand-made corrections, the only events with a note. */
function adjustmentRows(world: World, patrons: readonly Patron[]): Row[] {
  return patrons.filter(({ since }, i) => since !== null && i % 15 === 0).map((patron, i) => {
    const at = NOW - (10 + i) * DAY
    const event: PatronageEvent = {
      type: 'ADJUSTMENT', source: 'MANUAL', amount: i % 2 === 0 ? 500 : -250, payment: null, document: null, product: null, at,
      key: `manual:${patron.id}:${i}`, reverses: null,
      note: 'Decided by the board after the review of the year',
    }
    return eventRow(world, patron, event, world.ids.next('cooperative.patronage_events', at + HOUR), at + HOUR, null)
  })
}

export function cooperativeSteps(world: World, { books }: BillingPlan): Step[] {
  const patrons = books.map((book) => patronOf(world, book))
  return [
    insert('cooperative.patrons', patrons.map((patron) => patronRow(world, patron))),
    insert('cooperative.patronage_events', [...patrons.flatMap((patron) => eventRows(world, patron)), ...adjustmentRows(world, patrons)]),
  ]
}
