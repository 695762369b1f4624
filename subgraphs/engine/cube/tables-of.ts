import { conditionsOf, isCountedWithin } from '../../../schema/published-families.ts'
import type { Contribution } from './cube-cell.ts'
import type { Addend, Figure } from './figure-of.ts'

/** Amounts that somebody can come to know totals of: a table that has to be protected. */
export interface AddedTable {
  /** One for each unit and finest cell; it may be nothing. */
  readonly contributions: readonly Contribution[]
  /** Whether a cell without rows tells about those who are counted there by other tables: none of them is counted here. */
  readonly isZeroTold: boolean
}

/**
 * Every table that what is shown of some metrics tells about: what each is made of, and what is left when one is taken from another
 * over the same rows. Where all rows but a few are counted by a second metric, the difference is about those few.
 */
export function tablesOf(figures: readonly Figure[]): readonly AddedTable[] {
  const addends = distinct(figures.flatMap((figure) => figure.addends))
  const rests = pairsOf(addends).filter(([one, other]) => canBeSubtracted(one, other))
  return [
    ...addends.map(({ contributions, isTold }) => ({ contributions: added(contributions), isZeroTold: isTold })),
    ...figures.flatMap(({ total }) => total ? [{ contributions: added(total), isZeroTold: true }] : []),
    ...rests.map(([one, other]) => ({ contributions: added(difference(one, other)), isZeroTold: one.isTold && other.isTold })),
  ]
}

function distinct(addends: readonly Addend[]): readonly Addend[] {
  const named = new Map(addends.map((addend) => [JSON.stringify([addend.part.entity, addend.adds, addend.adds !== 'COUNT' && addend.part.measure, conditionsOf(addend.part), addend.part.via]), addend]))
  return [...named.values()]
}

/** Counts of rows from each other, and sums from each other where rows of one are rows of the other. */
function canBeSubtracted(one: Addend, other: Addend): boolean {
  return one.adds === other.adds && one.adds !== 'THINGS' && (isCountedWithin(one.part, other.part) || isCountedWithin(other.part, one.part))
}

function difference(one: Addend, other: Addend): readonly Contribution[] {
  return [...one.contributions, ...other.contributions.map((contribution) => ({ ...contribution, amount: -contribution.amount }))]
}

function added(contributions: readonly Contribution[]): readonly Contribution[] {
  const sums = new Map<string, { values: Contribution['values']; unit: string; amount: bigint }>()
  for (const { values, unit, amount } of contributions) {
    const name = JSON.stringify([values, unit])
    const sum = sums.get(name) ?? { values, unit, amount: 0n }
    sums.set(name, sum)
    sum.amount += amount
  }
  return [...sums.values()]
}

function pairsOf<Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other) => [one, other] as const))
}
