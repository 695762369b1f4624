import { DAY, NOW } from '../clock.ts'
import type { IdSource } from '../ids.ts'
import type { KeyPlan, NumericKind, Overage, RulePlan } from './catalog.ts'
import type { Cause, Phase, PoolPlan, ProvisionPlan } from './provisions.ts'

/** One row of the ledger of what a provision adds to a numeric entitlement. */
export interface Contribution {
  readonly id: string
  readonly entitlement: NumericPlan
  readonly provision: ProvisionPlan
  readonly rule: RulePlan
  readonly seq: number
  readonly before: number
  readonly after: number
  readonly unlimited: boolean
  readonly rollover: number
  readonly quantity: number
  readonly expiresAt: number | null
  readonly reason: Cause
  readonly version: number
  readonly at: number
}

/** Limit of an entitlement from an instant on; null: unlimited. */
interface Step {
  readonly at: number
  readonly limit: number | null
  readonly rollover: number
}

export interface NumericPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly key: KeyPlan
  readonly kind: NumericKind
  readonly createdAt: number
  /** Newest contribution of each provision. */
  readonly latest: Map<ProvisionPlan, Contribution>
  readonly steps: Step[]
  version: number
}

export interface BooleanPlan {
  readonly id: string
  readonly pool: PoolPlan
  readonly key: KeyPlan
  readonly createdAt: number
  enabled: boolean
  denied: boolean
  decidedBy: ProvisionPlan | null
  contributors: number
  version: number
}

export interface Materialized {
  readonly pool: PoolPlan
  readonly version: number
  readonly at: number
  readonly tier: string
  readonly numerics: readonly NumericPlan[]
  readonly booleans: readonly BooleanPlan[]
  readonly contributions: readonly Contribution[]
  readonly provisions: readonly ProvisionPlan[]
  /** Provisions that count at the demo's now. */
  readonly active: readonly ProvisionPlan[]
}

interface State {
  readonly ids: IdSource
  readonly pool: PoolPlan
  readonly phases: Map<ProvisionPlan, Phase>
  readonly numerics: Map<KeyPlan, NumericPlan>
  readonly booleans: Map<KeyPlan, BooleanPlan>
  readonly contributions: Contribution[]
  version: number
}

/** First by priority, then by start, then by id: who decides among several. */
export function byPrecedence(a: ProvisionPlan, b: ProvisionPlan): number {
  return a.priority - b.priority || a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1)
}

function numericOf(state: State, key: KeyPlan, kind: NumericKind, at: number): NumericPlan {
  const known = state.numerics.get(key)
  if (known !== undefined) return known
  const made: NumericPlan = {
    id: state.ids.next('entitlements.numeric_entitlements', at), pool: state.pool, key, kind, createdAt: at, latest: new Map(), steps: [],
    version: state.version,
  }
  state.numerics.set(key, made)
  return made
}

/** The contributions that count: those that still give something. */
export function activeContributions({ latest }: NumericPlan): Contribution[] {
  return [...latest.values()].filter(({ unlimited, after }) => unlimited || after > 0)
}

/** Combination of amounts: the sum, or the largest where the key says so. */
export function combine(key: KeyPlan, amounts: readonly number[]): number {
  return key.combine === 'MAX' ? Math.max(0, ...amounts) : amounts.reduce((sum, amount) => sum + amount, 0)
}

function stepOf(entitlement: NumericPlan, at: number): Step {
  const counting = activeContributions(entitlement)
  const unlimited = counting.some((one) => one.unlimited)
  return {
    at,
    limit: unlimited ? null : combine(entitlement.key, counting.map(({ after }) => after)),
    rollover: combine(entitlement.key, counting.map(({ rollover }) => rollover)),
  }
}

function contribute(state: State, provision: ProvisionPlan, rule: RulePlan, phase: Phase): void {
  if (rule.key.kind === 'BOOLEAN') return
  const amount = phase.active && !rule.unlimited ? (rule.amount ?? 0) * (rule.perQuantity ? phase.quantity : 1) : 0
  const unlimited = phase.active && rule.unlimited
  const rollover = phase.active ? rule.rollover : 0
  const before = state.numerics.get(rule.key)?.latest.get(provision)
  if ((before?.after ?? 0) === amount && (before?.unlimited ?? false) === unlimited && (before?.rollover ?? 0) === rollover) return
  const entitlement = numericOf(state, rule.key, rule.key.kind, phase.at)
  const row: Contribution = {
    id: state.ids.next('entitlements.numeric_entitlement_contributions', phase.at),
    entitlement, provision, rule, seq: (before?.seq ?? 0) + 1, before: before?.after ?? 0, after: amount, unlimited, rollover, quantity: phase.quantity,
    expiresAt: rule.ttlDays === null ? null : provision.startsAt + rule.ttlDays * DAY, reason: phase.cause, version: state.version, at: phase.at,
  }
  entitlement.latest.set(provision, row)
  entitlement.version = state.version
  entitlement.steps.push(stepOf(entitlement, phase.at))
  state.contributions.push(row)
}

interface Flag {
  readonly provision: ProvisionPlan
  readonly value: boolean
}

function flagsOf(state: State, key: KeyPlan): Flag[] {
  return [...state.phases].filter(([, phase]) => phase.active).sort(([a], [b]) => byPrecedence(a, b))
    .flatMap(([provision]) => provision.rules.flatMap((rule): Flag[] => (rule.key === key && rule.flag !== null ? [{ provision, value: rule.flag }] : [])))
}

/** An explicit no decides; else the first yes. */
function decideFlag(state: State, key: KeyPlan, at: number): void {
  const flags = flagsOf(state, key)
  const no = flags.find(({ value }) => !value)
  const decider = no ?? flags[0]
  const known = state.booleans.get(key)
  const row: BooleanPlan = known ?? {
    id: state.ids.next('entitlements.boolean_entitlements', at), pool: state.pool, key, createdAt: at, enabled: false, denied: false, decidedBy: null,
    contributors: 0, version: state.version,
  }
  state.booleans.set(key, row)
  row.denied = no !== undefined
  row.enabled = no === undefined && flags.length > 0
  row.decidedBy = decider?.provision ?? null
  row.contributors = flags.length
  row.version = state.version
}

function apply(state: State, provision: ProvisionPlan, phase: Phase): void {
  state.phases.set(provision, phase)
  for (const rule of provision.rules) {
    if (rule.key.kind === 'BOOLEAN') decideFlag(state, rule.key, phase.at)
    else contribute(state, provision, rule, phase)
  }
}

/** Plays the inputs of a pool in the order of time; every instant at which something changed is one version. */
export function materialize(ids: IdSource, pool: PoolPlan, provisions: readonly ProvisionPlan[]): Materialized {
  const state: State = { ids, pool, phases: new Map(), numerics: new Map(), booleans: new Map(), contributions: [], version: 0 }
  const events = provisions.flatMap((provision) => provision.phases.map((phase) => ({ provision, phase }))).sort((a, b) => a.phase.at - b.phase.at)
  let last = pool.createdAt
  for (const { provision, phase } of events) {
    if (state.version === 0 || phase.at !== last) state.version++
    last = phase.at
    apply(state, provision, phase)
  }
  const active = provisions.filter((provision) => state.phases.get(provision)?.active === true).sort(byPrecedence)
  return {
    pool, version: state.version, at: last, tier: active.find(({ set }) => set?.tier !== null && set !== null)?.set?.tier ?? 'free',
    numerics: [...state.numerics.values()], booleans: [...state.booleans.values()], contributions: state.contributions, provisions, active,
  }
}

const LENIENCY: readonly Overage[] = ['BLOCK', 'BILL', 'ALLOW']

/** The most lenient policy among the rules that count. */
export function overageOf({ active }: Materialized, key: KeyPlan): Overage {
  const found = active.flatMap(({ rules }) => rules.filter((rule) => rule.key === key).map(({ overage }) => LENIENCY.indexOf(overage)))
  return LENIENCY[Math.max(0, ...found)] ?? 'BLOCK'
}

/** Limit and rollover in force at an instant. */
export function stepAt(entitlement: NumericPlan, at: number): Step {
  return entitlement.steps.reduce((found, step) => (step.at <= at ? step : found), { at: 0, limit: 0, rollover: 0 })
}

/** Earliest instant to come at which an input changes by itself. */
export function nextBoundary(provisions: readonly ProvisionPlan[], expiries: readonly (number | null)[] = []): number | null {
  const times = [...provisions.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt ?? 0]), ...expiries.map((at) => at ?? 0)].filter((at) => at > NOW)
  return times.length === 0 ? null : Math.min(...times)
}
