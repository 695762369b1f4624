import type { Principal } from '../../../schema/policy/principal.ts'
import { spenderOf } from '../budget-rows.ts'
import type { Spender } from './lease-store.ts'
import { networkOf } from './network-of.ts'

/** What callers and brands may spend in a minute; 0 for as much as they like. */
export interface MinuteLimits {
  readonly minute: number
  readonly brandMinute: number
}

const callerOf = (principal: Principal, address: string | undefined): string =>
  (principal.kind === 'ANONYMOUS' ? `ANONYMOUS:${networkOf(address ?? '')}` : spenderOf(principal))

/** The counters that requests are paid from: who asks, the person in whose name, and the brand; the same list for the same principal. */
export const costSpenders = (limits: MinuteLimits): ((principal: Principal, address: string | undefined) => readonly Spender[]) => {
  const known = new WeakMap<Principal, readonly Spender[]>()
  return (principal, address) => {
    // nobody is told apart by the address
    const spenders = known.get(principal) ?? spendersOf(principal, address, limits)
    if (principal.kind !== 'ANONYMOUS') known.set(principal, spenders)
    return spenders
  }
}

const spendersOf = (principal: Principal, address: string | undefined, { minute, brandMinute }: MinuteLimits): readonly Spender[] => {
  const { onBehalfOf } = principal
  const people = new Set([callerOf(principal, address), ...onBehalfOf ? [spenderOf({ kind: 'PERSON', ...onBehalfOf })] : []])
  return [
    ...minute > 0 ? [...people].map(spender => ({ spender, limit: minute })) : [],
    ...brandMinute > 0 ? [{ spender: 'BRAND', limit: brandMinute }] : [],
  ]
}
