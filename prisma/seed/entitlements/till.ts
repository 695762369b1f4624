import { DAY, HOUR } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import { monthOf } from '../periods.ts'
import type { KeyPlan } from './catalog.ts'
import { overageOf, stepAt } from './materialize.ts'
import type { Materialized, NumericPlan } from './materialize.ts'
import type { PoolPlan, ProvisionPlan } from './provisions.ts'

/** A running counter: one a limit, one a month of a quota, one a lot of credit. */
export interface CounterPlan {
  readonly id: string
  readonly entitlement: NumericPlan
  readonly lot: ProvisionPlan | null
  readonly start: number | null
  readonly end: number | null
  used: number
  overage: number
  rolledIn: number
  limitAtClose: number | null
  closedAt: number | null
  lastEventAt: number | null
}

/** The counters of a pool while its use is charged in the order of time. */
export interface Till {
  readonly ids: IdSource
  readonly supply: Materialized
  readonly counters: Map<string, CounterPlan>
  /** Keys of which more than the quota may be used. */
  readonly beyond: ReadonlySet<KeyPlan>
}

export function openTill(ids: IdSource, supply: Materialized, billable: ReadonlySet<PoolPlan>): Till {
  const beyond = supply.numerics.map(({ key }) => key).filter((key) => {
    const policy = overageOf(supply, key)
    return policy === 'ALLOW' || (policy === 'BILL' && billable.has(supply.pool))
  })
  return { ids, supply, counters: new Map(), beyond: new Set(beyond) }
}

/** How a use was covered. */
export interface Split {
  readonly within: number
  readonly credit: number
  readonly overage: number
  readonly periodStart: number | null
}

function counterOf(till: Till, entitlement: NumericPlan, lot: ProvisionPlan | null, start: number | null): CounterPlan {
  const name = `${entitlement.id}/${lot?.id ?? ''}/${start ?? ''}`
  const known = till.counters.get(name)
  if (known !== undefined) return known
  const made: CounterPlan = {
    id: till.ids.next('entitlements.numeric_entitlement_usage', start ?? entitlement.createdAt), entitlement, lot, start,
    end: start === null ? null : monthOf(start).end,
    used: 0, overage: 0, rolledIn: 0, limitAtClose: null, closedAt: null, lastEventAt: null,
  }
  till.counters.set(name, made)
  return made
}

/** Closes the month before and carries over what the rules let through. */
export function openMonth(till: Till, entitlement: NumericPlan, start: number): CounterPlan {
  const known = till.counters.get(`${entitlement.id}//${start}`)
  if (known !== undefined) return known
  const first = monthOf(entitlement.createdAt).start
  const before = start <= first ? null : openMonth(till, entitlement, monthOf(start - DAY).start)
  const counter = counterOf(till, entitlement, null, start)
  if (before === null) return counter
  const { limit, rollover } = stepAt(entitlement, start - 1)
  before.limitAtClose = limit
  before.closedAt = start + HOUR
  counter.rolledIn = limit === null ? 0 : Math.min(rollover, Math.max(0, limit + before.rolledIn - before.used))
  return counter
}

export function chargeQuota(till: Till, entitlement: NumericPlan, quantity: number, at: number): Split | null {
  const counter = openMonth(till, entitlement, monthOf(at).start)
  const { limit } = stepAt(entitlement, at)
  const within = limit === null ? quantity : Math.min(quantity, Math.max(0, limit + counter.rolledIn - counter.used))
  const overage = quantity - within
  if (overage > 0 && !till.beyond.has(entitlement.key)) return null
  counter.used += within
  counter.overage += overage
  counter.lastEventAt = Math.max(counter.lastEventAt ?? 0, at)
  return { within, credit: 0, overage, periodStart: counter.start }
}

function chargeLimit(till: Till, entitlement: NumericPlan, quantity: number, at: number): Split | null {
  const counter = counterOf(till, entitlement, null, null)
  const { limit } = stepAt(entitlement, at)
  if (quantity > 0 && limit !== null && counter.used + quantity > limit) return null
  if (counter.used + quantity < 0) return null
  counter.used += quantity
  counter.lastEventAt = at
  return { within: quantity, credit: 0, overage: 0, periodStart: null }
}

/** Burns lots of prepaid units in the order in which they were bought. */
function chargeCredit(till: Till, entitlement: NumericPlan, quantity: number, at: number): Split | null {
  const lots = [...entitlement.latest.values()].filter((one) => one.at <= at && one.provision.startsAt <= at)
    .sort((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity) || a.at - b.at || (a.provision.id < b.provision.id ? -1 : 1))
    .map((one) => ({ counter: counterOf(till, entitlement, one.provision, null), amount: one.after }))
  if (lots.reduce((left, { counter, amount }) => left + amount - counter.used, 0) < quantity) return null
  let rest = quantity
  for (const { counter, amount } of lots) {
    const part = Math.min(rest, amount - counter.used)
    counter.used += part
    rest -= part
    if (part > 0) counter.lastEventAt = at
  }
  return { within: 0, credit: quantity, overage: 0, periodStart: null }
}

/** Charges a use to the entitlement of its kind; null where the rules refuse it. */
export function chargeTo(till: Till, entitlement: NumericPlan, quantity: number, at: number): Split | null {
  if (entitlement.kind === 'QUOTA') return chargeQuota(till, entitlement, quantity, at)
  return entitlement.kind === 'LIMIT' ? chargeLimit(till, entitlement, quantity, at) : chargeCredit(till, entitlement, quantity, at)
}
