import { ROW_RELATIONS, type RowRelation } from './row-relation.ts'

/** Rows with one relation, or with all of several: two decisions about one row can ask for both of theirs. */
export type Term = RowRelation | readonly RowRelation[]

/** Rows on which something holds: all rows that the caller sees, or those of one of the terms. Empty: none. */
export type Reach = 'ALL' | readonly Term[]

/** The relations of a term that a row must have, all of them. */
export function relationsOf(term: Term): readonly RowRelation[] {
  return typeof term === 'string' ? [term] : term
}

/** Whether a row with these relations is reached. */
export function reaches(reach: Reach, relations: readonly RowRelation[]): boolean {
  return reach === 'ALL' || reach.some((term) => relationsOf(term).every((relation) => relations.includes(relation)))
}

/** Rows of either reach. */
export function union(a: Reach, b: Reach): Reach {
  return a === 'ALL' || b === 'ALL' ? 'ALL' : normal([...a, ...b])
}

/** Rows of both reaches. */
export function intersection(a: Reach, b: Reach): Reach {
  if (a === 'ALL') return b
  if (b === 'ALL') return a
  return normal(a.flatMap((one) => b.map((other) => [...relationsOf(one), ...relationsOf(other)])))
}

/** What is left to say of a reach behind one that goes first; rows that both name may stay, the order decides about them. */
export function without(reach: Reach, taken: Reach): Reach {
  if (taken === 'ALL') return []
  return reach === 'ALL' ? 'ALL' : reach.filter((term) => !taken.some((other) => covers(other, term)))
}

// One writing per set of rows, so that equal decisions look equal: relations in their order, terms in theirs, none that another one covers.
function normal(terms: readonly Term[]): Reach {
  const sorted = terms.map((term) => ROW_RELATIONS.filter((relation) => relationsOf(term).includes(relation)))
  const distinct = [...new Map(sorted.map((term) => [term.join(), term])).values()]
  const needed = distinct.filter((term) => !distinct.some((other) => other !== term && covers(other, term)))
  return needed.sort(byPlace).map((term) => term.length === 1 && term[0] !== undefined ? term[0] : term)
}

function covers(wide: Term, narrow: Term): boolean {
  return relationsOf(wide).every((relation) => relationsOf(narrow).includes(relation))
}

function byPlace(a: readonly RowRelation[], b: readonly RowRelation[]): number {
  const places = (term: readonly RowRelation[]) => term.map((relation) => String(ROW_RELATIONS.indexOf(relation)).padStart(2, '0')).join()
  return a.length - b.length || (places(a) < places(b) ? -1 : 1)
}
