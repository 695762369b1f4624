import type { Action } from './lattice.ts'
import type { Decision } from './decide.ts'

/** The action where it is the same on every row, else ROW. REDACT and REFUSE mean that the column need not be fetched. */
export function staticAction({ reveal, mask, pseudonym, otherwise }: Decision): Action | 'ROW' {
  const some = [reveal, mask, pseudonym].filter((reach) => reach.length > 0)
  if (some.length === 0) return otherwise
  if (some.length > 1) return 'ROW'
  if (reveal === 'ALL') return 'REVEAL'
  if (mask === 'ALL') return 'MASK'
  return pseudonym === 'ALL' ? 'PSEUDONYM' : 'ROW'
}
