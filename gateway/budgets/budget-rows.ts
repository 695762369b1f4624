import type { Principal } from '../../schema/policy/principal.ts'
import type { Demand } from './door-state.ts'

/** One counter that a demand is taken from: that of somebody, in the running hour or day. */
export interface BudgetRow {
  /** Kind and id of who spends, or BRAND. */
  readonly spender: string
  readonly kind: 'REVEAL' | 'LOOKUP'
  readonly span: 'HOUR' | 'DAY'
  readonly amount: number
  /** The counter never passes it. */
  readonly limit: number
}

/** How much may be asked for. People whose raw values are read count once for every field that shows one. */
export const BUDGET_LIMITS = { revealHour: 100, revealDay: 500, lookupHour: 60, lookupDay: 500, brandLookupDay: 5000 } as const

/** A person has one budget, however many accounts and tokens. */
export const spenderOf = ({ kind, id, personId }: Pick<Principal, 'kind' | 'id' | 'personId'>): string => `${kind}:${personId ?? id}`

const hourAndDay = (spender: string, kind: BudgetRow['kind'], amount: number): readonly BudgetRow[] => {
  const [hour, day] = kind === 'REVEAL' ? [BUDGET_LIMITS.revealHour, BUDGET_LIMITS.revealDay] : [BUDGET_LIMITS.lookupHour, BUDGET_LIMITS.lookupDay]
  return [{ spender, kind, span: 'HOUR', amount, limit: hour }, { spender, kind, span: 'DAY', amount, limit: day }]
}

const keyOf = ({ spender, kind, span }: BudgetRow): string => `${spender} ${kind} ${span}`

/**
 * The counters of a demand, in one order for everybody, so that two requests never wait for each other. Raw values are paid by who acts;
 * looking up is paid by the person in whose name it is done too, and by the brand.
 */
export const budgetRows = ({ onBehalfOf, ...principal }: Principal, { subjects, lookups }: Demand): readonly BudgetRow[] => {
  const spender = spenderOf(principal)
  const partner = onBehalfOf && spenderOf({ kind: 'PERSON', ...onBehalfOf })
  const rows: readonly BudgetRow[] = [
    ...(subjects > 0 ? hourAndDay(spender, 'REVEAL', subjects) : []),
    ...(lookups > 0 ? hourAndDay(spender, 'LOOKUP', lookups) : []),
    ...(lookups > 0 && partner !== undefined && partner !== spender ? hourAndDay(partner, 'LOOKUP', lookups) : []),
    ...(lookups > 0 ? [{ spender: 'BRAND', kind: 'LOOKUP', span: 'DAY', amount: lookups, limit: BUDGET_LIMITS.brandLookupDay } as const] : []),
  ]
  return [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
