import type { Action } from './lattice.ts'
import type { Decision } from './decision.ts'
import { reaches, type Reach } from './reach.ts'
import type { RowRelation } from './row-relation.ts'

/** Reads a decision for one row: the order in which whoever compiles it to SQL must ask. */
export function actionOnRow({ reveal, mask, pseudonym, first, otherwise }: Decision, relations: readonly RowRelation[]): Action {
  const applies = (reach: Reach) => reaches(reach, relations)
  if (applies(reveal)) return 'REVEAL'
  const [leading, following] = first === 'MASK' ? [mask, pseudonym] : [pseudonym, mask]
  if (applies(leading)) return first
  if (applies(following)) return first === 'MASK' ? 'PSEUDONYM' : 'MASK'
  return otherwise
}
