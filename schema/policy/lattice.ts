import type { Purpose } from './principal.ts'

/** What may happen to one value on its way out, the most open first. MASK and PSEUDONYM are not comparable. */
export const ACTIONS = ['REVEAL', 'MASK', 'PSEUDONYM', 'REDACT', 'REFUSE'] as const
export type Action = (typeof ACTIONS)[number]

const HEIGHT: Readonly<Record<Action, number>> = { REVEAL: 3, MASK: 2, PSEUDONYM: 2, REDACT: 1, REFUSE: 0 }

/** True where `a` shows nothing that `b` does not show. */
export function isAtMost(a: Action, b: Action): boolean {
  return a === b || HEIGHT[a] < HEIGHT[b]
}

/** The most that both allow; a mask and a pseudonym together would tell more than either, so they leave nothing. */
export function meet(a: Action, b: Action): Action {
  if (isAtMost(a, b)) return a
  return isAtMost(b, a) ? b : 'REDACT'
}

/** Which of mask and pseudonym is given where both are granted: work on many rows wants values that can be told apart. */
export function preferred(purpose: Purpose): 'MASK' | 'PSEUDONYM' {
  return purpose === 'ANALYTICS' || purpose === 'RESEARCH' ? 'PSEUDONYM' : 'MASK'
}

/** The action of several grants on one row: always that of one of them, never a mixture. Undefined without a grant. */
export function best(granted: readonly Action[], purpose: Purpose): Action | undefined {
  const [first, second] = preferred(purpose) === 'MASK' ? ['MASK', 'PSEUDONYM'] as const : ['PSEUDONYM', 'MASK'] as const
  return (['REVEAL', first, second, 'REDACT', 'REFUSE'] as const).find((action) => granted.includes(action))
}
