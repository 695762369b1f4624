import type { Receiver } from '../../schema/events/outbox-message.ts'
import type { BreakGlass, Principal } from '../../schema/policy/principal.ts'
import { costBudget } from './cost/cost-budget.ts'
import type { CostBudget } from './cost/cost-budget.ts'
import { localLeases } from './cost/lease-store.ts'
import type { UsageStore } from '../usage/usage-store.ts'

/** What one operation asks for, before anything is read. */
export interface Demand {
  /** People whose raw values it may read. */
  readonly subjects: number
  /** Values that it compares with columns which its caller cannot read. */
  readonly lookups: number
}

/** What the door has to remember across requests and processes. */
export interface DoorState {
  /** Takes the demand from the budgets, all of it or nothing; false where some budget has no room. What was taken is never given back. */
  reserve(principal: Principal, demand: Demand): Promise<boolean>
  /** Whether an emergency access still runs, and is that of this person. */
  isRunning(principal: Principal, breakGlass: BreakGlass): Promise<boolean>
  /** Whether what it remembers can be read. */
  isReady?(): Promise<boolean>
  /** What of the schema is used; absent where nothing is kept. */
  readonly usage?: UsageStore
  /** What callers may spend in a minute. */
  readonly costs: CostBudget
  /** What keeps it up to date: events of the modules. */
  readonly receivers: readonly Receiver[]
  close(): Promise<void>
}

/** Grants nothing that must be remembered elsewhere: without counters nobody reads a raw value on request. Costs are counted in this process alone. */
export const closedDoorState: DoorState = {
  reserve: async () => false,
  isRunning: async () => false,
  costs: costBudget(localLeases()),
  receivers: [],
  close: async () => {},
}
