import { DAY, HOUR, NOW } from '../clock.ts'
import { periodOf } from '../periods.ts'
import { addItem, bill, chargePeriod, currentItems, note } from './run.ts'
import type { Fate, Run, Sketch } from './run.ts'
import { restOf } from './proration.ts'
import type { Charge, SubscriptionPlan, Trouble } from './subscription-plan.ts'
import { seatsAt } from './subscription-plan.ts'
import { maybeTurn, momentInPeriod } from './turns.ts'

/** A draft waits an hour for late usage before it becomes a document. */
const GRACE = HOUR
/** Dunning gives up two weeks after the first failure. */
const DUNNING = 14 * DAY
const EXPIRY = 23 * HOUR

type Tools = Pick<Run, 'ids' | 'choice' | 'catalog'>

function openRun(sketch: Sketch, tools: Tools): Run {
  const anchor = sketch.trialEndsAt ?? sketch.startedAt
  return {
    ...sketch, ...tools, anchor,
    id: tools.ids.next('billing.subscriptions', sketch.startedAt),
    items: [], changes: [], bills: [], debits: new Map(), waiting: [], discount: null, running: null,
    status: 'INCOMPLETE', planNow: sketch.plan, k: 0, period: periodOf(anchor, 0, sketch.cadence),
    canceledAt: null, endedAt: null, pausedAt: null,
  }
}

function begin(run: Run): void {
  const at = run.startedAt
  addItem(run, run.price, at, run.seats)
  const extra = run.addOn === null ? null : addItem(run, run.addOn, at, 1)
  for (const meter of run.meters) addItem(run, meter, at, 0)
  if (run.coupon !== null) {
    const item = run.coupon.products.length > 0 ? extra : null
    run.discount = { id: run.ids.next('billing.discounts', at), coupon: run.coupon, item, startsAt: at }
    run.running = run.discount
  }
  const incomplete = run.fate.kind === 'INCOMPLETE' || run.fate.kind === 'INCOMPLETE_EXPIRED'
  run.status = incomplete ? 'INCOMPLETE' : run.trialEndsAt !== null ? 'TRIALING' : 'ACTIVE'
  note(run, { type: 'CREATED', at, actor: 'PERSON' })
  if (run.status === 'TRIALING') note(run, { type: 'TRIAL_STARTED', at })
  if (run.status === 'ACTIVE') note(run, { type: 'ACTIVATED', at })
}

/** Subscriptions that never came to a regular period: one first document at most. */
function stopEarly(run: Run): boolean {
  const at = run.startedAt
  if (run.fate.kind === 'TRIALING' && run.trialEndsAt !== null) {
    run.period = { start: at, end: run.trialEndsAt }
    return true
  }
  if (run.fate.kind !== 'INCOMPLETE' && run.fate.kind !== 'INCOMPLETE_EXPIRED') return false
  const expired = run.fate.kind === 'INCOMPLETE_EXPIRED'
  const trouble: Trouble = expired ? { kind: 'VOID', at: at + EXPIRY } : { kind: 'OPEN' }
  bill(run, { reason: 'SUBSCRIPTION_CREATE', createdAt: at, issuedAt: at, period: run.period, k: 0, charges: chargePeriod(run, run.period), usage: null, trouble })
  if (expired) {
    run.status = 'INCOMPLETE_EXPIRED'
    run.endedAt = at + EXPIRY
    note(run, { type: 'EXPIRED', at: at + EXPIRY })
  }
  return true
}

function renew(run: Run): void {
  const at = run.period.start
  if (run.k === 0) {
    if (run.trialEndsAt === null) return
    run.status = 'ACTIVE'
    note(run, { type: 'TRIAL_ENDED', at })
    note(run, { type: 'ACTIVATED', at })
    return
  }
  note(run, { type: 'RENEWED', at })
  const periods = run.running?.coupon.periods ?? null
  if (periods === null || run.k < periods) return
  run.running = null
  note(run, { type: 'DISCOUNT_CHANGED', at })
}

function troubleOf(run: Run, last: boolean): Trouble {
  const { fate, k } = run
  if (fate.kind === 'ENDED_UNPAID' && fate.k === k) return { kind: 'LOST' }
  if (last && (fate.kind === 'PAST_DUE' || fate.kind === 'UNPAID')) return { kind: 'OPEN' }
  const monthly = run.cadence.interval === 'MONTH' && run.account.collection === 'CHARGE_AUTOMATICALLY'
  const worthless = run.discount === null && run.price.unitAmount === 0
  if (!monthly || k === 0 || last || worthless || !run.choice.chance(0.05)) return { kind: 'NONE' }
  return { kind: 'RETRIED', days: run.choice.pick([1, 3]) }
}

function billPeriod(run: Run, trouble: Trouble): number {
  const { start } = run.period
  const first = run.k === 0
  const issuedAt = first ? start : start + GRACE
  const before = periodOf(run.anchor, run.k - 1, run.cadence)
  const charges = [...chargePeriod(run, run.period), ...run.waiting]
  run.waiting = []
  bill(run, {
    reason: first && run.trialEndsAt === null ? 'SUBSCRIPTION_CREATE' : 'SUBSCRIPTION_CYCLE',
    createdAt: start, issuedAt: issuedAt > NOW ? null : issuedAt, period: run.period, k: run.k, charges,
    usage: first || run.meters.length === 0 ? null : before, trouble,
  })
  return issuedAt
}

function suffer(run: Run, trouble: Trouble, failedAt: number): void {
  if (trouble.kind === 'NONE' || trouble.kind === 'VOID') return
  run.status = 'PAST_DUE'
  note(run, { type: 'PAST_DUE', at: failedAt, actor: 'PROVIDER' })
  if (trouble.kind === 'RETRIED') {
    run.status = 'ACTIVE'
    note(run, { type: 'RECOVERED', at: failedAt + trouble.days * DAY, actor: 'PROVIDER' })
  }
  if (trouble.kind === 'OPEN' && run.fate.kind === 'UNPAID') {
    run.status = 'UNPAID'
    note(run, { type: 'MARKED_UNPAID', at: failedAt + DUNNING })
  }
}

function end(run: Run, at: number, charges: readonly Charge[]): void {
  const last = [...run.waiting, ...charges]
  const usage = run.meters.length === 0 ? null : { start: run.period.start, end: at }
  run.waiting = []
  run.status = 'CANCELED'
  run.endedAt = at
  run.canceledAt = run.canceledAt ?? at
  const made = last.length === 0 && usage === null ? null
    : bill(run, { reason: 'SUBSCRIPTION_CANCEL', createdAt: at, issuedAt: at, period: null, k: run.k, charges: last, usage })
  note(run, { type: 'CANCELED', at, actor: 'SYSTEM', billId: made?.id ?? null, credit: charges.reduce((sum, { amount }) => sum + amount, 0) })
}

/** What is left of the paid period, given back when somebody leaves at once. */
function refundRest(run: Run, at: number): Charge[] {
  return [...run.debits].flatMap(([item, debit]): Charge[] => {
    const rest = restOf(debit.amount, debit.span, at)
    return rest === 0 ? [] : [{
      kind: 'PRORATION_CREDIT', item, seats: debit.seats, amount: -rest, span: { start: at, end: debit.span.end }, credits: debit, at, pendingId: null,
    }]
  })
}

/** True when the story ends in this period. */
function endedHere(run: Run, failedAt: number): boolean {
  const { fate, k, period } = run
  if (!('k' in fate) || fate.k !== k) return false
  if (fate.kind === 'ENDED_UNPAID') {
    run.canceledAt = failedAt + DUNNING
    end(run, failedAt + DUNNING, [])
    return true
  }
  const at = momentInPeriod(run)
  if (fate.kind === 'ENDED_AT_PERIOD') {
    run.canceledAt = at
    note(run, { type: 'CANCEL_SCHEDULED', at, actor: 'PERSON' })
    end(run, period.end, [])
    return true
  }
  end(run, at, run.choice.chance(0.6) ? refundRest(run, at) : [])
  return true
}

/** What is going on at the instant of the demo. */
function arriveNow(run: Run): void {
  const at = Math.max(run.period.start + 2 * HOUR, NOW - 2 * DAY)
  if (at >= NOW) return
  if (run.fate.kind === 'PAUSED') {
    run.status = 'PAUSED'
    run.pausedAt = at
    note(run, { type: 'PAUSED', at, actor: 'PERSON' })
  }
  if (run.fate.kind === 'SCHEDULED_END') {
    run.canceledAt = at
    note(run, { type: 'CANCEL_SCHEDULED', at, actor: 'PERSON' })
  }
  if (run.fate.kind === 'SCHEDULED_CHANGE') note(run, { type: 'CHANGE_SCHEDULED', at, actor: 'PERSON' })
}

/** A few take a break and come back within the period. */
function maybeRest(run: Run): void {
  if (run.cadence.interval !== 'MONTH' || !run.choice.chance(0.012)) return
  const at = run.period.start + 9 * DAY
  if (at + 8 * DAY >= Math.min(NOW, run.period.end) || run.status !== 'ACTIVE') return
  run.status = 'PAUSED'
  note(run, { type: 'PAUSED', at, actor: 'PERSON' })
  run.status = 'ACTIVE'
  note(run, { type: 'RESUMED', at: at + 6 * DAY, actor: 'PERSON' })
}

/** Plays one period; false when there is no next one. */
function playPeriod(run: Run, k: number): boolean {
  const period = periodOf(run.anchor, k, run.cadence)
  if (period.start >= NOW) return false
  run.k = k
  run.period = period
  renew(run)
  const last = period.end >= NOW
  const trouble = troubleOf(run, last)
  const issuedAt = billPeriod(run, trouble)
  suffer(run, trouble, issuedAt)
  if (endedHere(run, issuedAt)) return false
  if (last) {
    if (run.status === 'ACTIVE' && run.fate.kind === 'RUNNING') maybeTurn(run)
    arriveNow(run)
    return false
  }
  const before = run.changes.length
  maybeRest(run)
  if (run.changes.length === before) maybeTurn(run)
  return true
}

function scheduledOf(run: Run): SubscriptionPlan['scheduled'] {
  if (run.fate.kind !== 'SCHEDULED_CHANGE') return null
  const next = run.catalog.plans.find(({ rank }) => rank === run.planNow.rank + 1) ?? run.planNow
  const main = currentItems(run, NOW).find((item) => item.price.product.kind === 'PLAN')
  return { plan: next, seats: Math.max(next.includedSeats, main === undefined ? 1 : seatsAt(main, NOW)) }
}

function told(run: Run): SubscriptionPlan {
  const last = run.changes[run.changes.length - 1]
  if (last === undefined) throw new Error('a subscription without a story')
  const ending: Fate['kind'] = run.fate.kind
  const {
    id, account, workspace, primary, cadence, startedAt, trialEndsAt, anchor, items, changes, bills, waiting, discount, k, period, canceledAt,
    endedAt, pausedAt,
  } = run
  return {
    id, account, workspace, primary, cadence, startedAt, trialEndsAt, anchor, items, changes, bills, waiting, discount, k, period, canceledAt, endedAt, pausedAt,
    standing: last.to,
    cancelAtPeriodEnd: ending === 'SCHEDULED_END',
    cancellationReason: run.status !== 'CANCELED' ? null
      : ending === 'ENDED_UNPAID' ? 'PAYMENT_FAILURE' : account.closedAt !== null ? 'ACCOUNT_CLOSED' : run.choice.pick(['CUSTOMER_REQUEST', 'CUSTOMER_REQUEST', 'OTHER']),
    resumesAt: pausedAt !== null && run.choice.chance(0.5) ? pausedAt + 45 * DAY : null,
    scheduled: scheduledOf(run),
    defaultMethodId: account.methods.find(({ isDefault }) => isDefault && run.choice.chance(0.5))?.id ?? null,
    version: changes.length,
  }
}

/** Plays the whole life of a subscription up to now: periods, changes, bills. */
export function playSubscription(sketch: Sketch, tools: Tools): SubscriptionPlan {
  const run = openRun(sketch, tools)
  begin(run)
  if (stopEarly(run)) return told(run)
  for (let k = 0; playPeriod(run, k); k++);
  return told(run)
}

