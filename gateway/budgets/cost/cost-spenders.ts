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

/** The counters that one request is paid from: who asks, the person in whose name, and the brand. */
export const costSpenders = (principal: Principal, address: string | undefined, { minute, brandMinute }: MinuteLimits): readonly Spender[] => {
  const { onBehalfOf } = principal
  const people = new Set([callerOf(principal, address), ...onBehalfOf ? [spenderOf({ kind: 'PERSON', ...onBehalfOf })] : []])
  return [
    ...minute > 0 ? [...people].map(spender => ({ spender, limit: minute })) : [],
    ...brandMinute > 0 ? [{ spender: 'BRAND', limit: brandMinute }] : [],
  ]
}
