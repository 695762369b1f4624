import { NOW, wholeSecond } from '../clock.ts'
import { findPrice } from './catalog.ts'
import type { PricePlan } from './catalog.ts'
import { restOf } from './proration.ts'
import { addItem, amountOf, bill, currentItems, note } from './run.ts'
import type { Run } from './run.ts'
import type { ChangeType, Charge, ItemPlan } from './subscription-plan.ts'
import { seatsAt } from './subscription-plan.ts'

interface Turn {
  readonly type: ChangeType
  readonly at: number
  /** Items whose paid rest is given back, and items that are charged for the rest. */
  readonly credited: readonly ItemPlan[]
  readonly charged: readonly ItemPlan[]
}

const mainItem = (run: Run, at: number) => currentItems(run, at).find((item) => item.price.product.kind === 'PLAN')
const addOnItem = (run: Run, at: number) => currentItems(run, at).find((item) => item.price.product.kind === 'ADD_ON')

/** Credits are measured before the change, from the charge that paid for the period. */
function creditsOf(run: Run, { at, credited }: Turn): Charge[] {
  return credited.flatMap((item): Charge[] => {
    const debit = run.debits.get(item)
    const rest = debit === undefined ? 0 : restOf(debit.amount, debit.span, at)
    if (debit === undefined || rest === 0) return []
    return [{ kind: 'PRORATION_CREDIT', item, seats: debit.seats, amount: -rest, span: { start: at, end: debit.span.end }, credits: debit, at, pendingId: null }]
  })
}

function chargesOf(run: Run, { at, charged }: Turn): Charge[] {
  return charged.flatMap((item): Charge[] => {
    const amount = restOf(amountOf(item, at), run.period, at)
    if (amount === 0) return []
    return [{ kind: 'PRORATION_CHARGE', item, seats: seatsAt(item, at), amount, span: { start: at, end: run.period.end }, credits: null, at, pendingId: null }]
  })
}

/** Invoices the difference at once, or lets it wait for the next document. */
function settle(run: Run, turn: Turn): void {
  const charges = [...creditsOf(run, turn), ...chargesOf(run, turn)]
  const sum = (kind: Charge['kind']) => charges.filter((one) => one.kind === kind).reduce((total, { amount }) => total + amount, 0)
  const amounts = { credit: sum('PRORATION_CREDIT'), charge: sum('PRORATION_CHARGE') }
  const short = run.cadence.interval === 'MONTH' && run.cadence.count === 1
  const at = turn.at
  if (charges.length === 0 || (short && run.choice.chance(0.65))) {
    run.waiting.push(...charges.map((one) => ({ ...one, pendingId: run.ids.next('billing.pending_charges', at) })))
    note(run, { type: turn.type, at, actor: run.choice.pick(['PERSON', 'PERSON', 'SERVICE_ACCOUNT']), ...amounts })
    return
  }
  const { id } = bill(run, { reason: 'SUBSCRIPTION_UPDATE', createdAt: at, issuedAt: at, period: null, k: run.k, charges, usage: null })
  note(run, { type: turn.type, at, actor: 'PERSON', billId: id, ...amounts })
}

function changeSeats(run: Run, at: number): void {
  const item = mainItem(run, at)
  if (item === undefined) return
  const now = seatsAt(item, at)
  const wanted = Math.max(run.planNow.includedSeats, now + run.choice.weighted([[5, 1], [4, 2], [3, 5], [2, -1], [2, -3]]))
  if (wanted === now) return
  item.seats.push({ at, seats: wanted })
  settle(run, { type: 'SEATS_CHANGED', at, credited: [item], charged: [item] })
}

function priceFor(run: Run, code: string): PricePlan | undefined {
  const { interval, count } = run.cadence
  return run.catalog.prices.find((price) =>
    price.product.code === `plan-${code}` && price.currency === run.account.currency && price.interval === interval && price.count === count)
}

function changePlan(run: Run, at: number): void {
  const item = mainItem(run, at)
  const step = run.choice.chance(0.75) ? 1 : -1
  const next = run.catalog.plans.find(({ rank, active }) => active && rank === run.planNow.rank + step)
  const price = next === undefined ? undefined : priceFor(run, next.code)
  if (item === undefined || next === undefined || price === undefined) return
  const seats = Math.max(next.includedSeats, seatsAt(item, at))
  item.removedAt = at
  run.planNow = next
  const added = addItem(run, price, at, seats)
  settle(run, { type: 'PLAN_CHANGED', at, credited: [item], charged: [added] })
}

function toggleAddOn(run: Run, at: number): void {
  const present = addOnItem(run, at)
  if (run.cadence.interval !== 'MONTH' || run.cadence.count !== 1) return
  if (present !== undefined) {
    present.removedAt = at
    settle(run, { type: 'ITEM_REMOVED', at, credited: [present], charged: [] })
    return
  }
  const product = run.choice.pick(['addon-extra-api', 'addon-priority-support'])
  const added = addItem(
    run, findPrice(run.catalog, { product, currency: run.account.currency, interval: 'MONTH' }), at,
    product === 'addon-extra-api' ? run.choice.int(1, 3) : 1,
  )
  settle(run, { type: 'ITEM_ADDED', at, credited: [], charged: [added] })
}

/** An instant inside the running period, late enough that a failed payment of its start is over. */
export function momentInPeriod(run: Run): number {
  const { start, end } = run.period
  return wholeSecond(start + Math.floor((end - start) * (0.35 + run.choice.next() * 0.5)))
}

/** Now and then something changes in the middle of a period. */
export function maybeTurn(run: Run): void {
  const at = momentInPeriod(run)
  if (!run.primary || at >= NOW || !run.choice.chance(run.cadence.interval === 'WEEK' ? 0.03 : 0.16)) return
  run.choice.weighted<(run: Run, at: number) => void>([[6, changeSeats], [2, changePlan], [2, toggleAddOn]])(run, at)
}
