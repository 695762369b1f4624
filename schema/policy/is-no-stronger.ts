import { actionOnRow } from './action-on-row.ts'
import type { Decision } from './decision.ts'
import { isAtMost } from './lattice.ts'
import { reaches, relationsOf, type Reach } from './reach.ts'
import type { RowRelation } from './row-relation.ts'

/** Whether one decision shows on no row more than another, and logs no raw value with less. Asked only where the two differ. */
export function isNoStronger(one: Decision, other: Decision): boolean {
  return subsetsOf(relationsIn([one, other])).every((relations) => {
    const action = actionOnRow(one, relations)
    if (!isAtMost(action, actionOnRow(other, relations))) return false
    return action !== 'REVEAL' || traceOf(one, relations) >= traceOf(other, relations)
  })
}

/** The relations that a decision depends on. */
export function relationsIn(decisions: readonly Decision[]): readonly RowRelation[] {
  const named = (reach: Reach): readonly RowRelation[] => reach === 'ALL' ? [] : reach.flatMap(relationsOf)
  return [...new Set(decisions.flatMap(({ reveal, mask, pseudonym, unlogged, counted }) => [reveal, mask, pseudonym, unlogged, counted].flatMap(named)))]
}

/** How much of a raw value on such a row the access log holds: nothing, a count, the subject. */
function traceOf({ unlogged, counted }: Decision, relations: readonly RowRelation[]): number {
  if (reaches(unlogged, relations)) return 0
  return reaches(counted, relations) ? 1 : 2
}

function subsetsOf(relations: readonly RowRelation[]): readonly (readonly RowRelation[])[] {
  return relations.reduce<readonly (readonly RowRelation[])[]>((subsets, relation) => [...subsets, ...subsets.map((subset) => [...subset, relation])], [[]])
}
