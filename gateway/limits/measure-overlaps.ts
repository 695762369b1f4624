import { Kind } from 'graphql'
import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'

/** Selections that are read of one document, over and over where fragments hold fragments. */
const MOST_READ = 20_000

/** A selection, and the fragments that lead to it: one that leads to itself counts nothing there and is left to validation. */
interface Place {
  readonly set: SelectionSetNode
  readonly spread: readonly string[]
}

interface Occurrence {
  readonly node: FieldNode
  readonly spread: readonly string[]
}

/**
 * How many pairs of fields share a key of the answer at one place, in one operation or in one fragment, whether it is used or not: validation
 * compares each with each, and all below them. Infinity as soon as too many selections were read, as where fragments spread each other.
 */
export const measureOverlaps = ({ definitions }: DocumentNode): number => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  let read = 0

  const collect = ({ set: { selections }, spread }: Place, into: Map<string, Occurrence[]>): void => {
    for (const selection of selections) {
      read += 1
      if (read > MOST_READ) return
      if (selection.kind === Kind.INLINE_FRAGMENT) collect({ set: selection.selectionSet, spread }, into)
      else if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value
        const fields = into.get(key)
        if (fields) fields.push({ node: selection, spread })
        else into.set(key, [{ node: selection, spread }])
      } else {
        const { value: name } = selection.name
        const fragment = fragments.get(name)
        if (fragment && !spread.includes(name)) collect({ set: fragment.selectionSet, spread: [...spread, name] }, into)
      }
    }
  }
  const pairsIn = (places: readonly Place[]): number => {
    const fields = new Map<string, Occurrence[]>()
    for (const place of places) collect(place, fields)
    let pairs = 0
    for (const group of fields.values()) {
      if (read > MOST_READ) return Infinity
      pairs += group.length * (group.length - 1) / 2 + pairsIn(group.flatMap(({ node: { selectionSet: set }, spread }) => (set ? [{ set, spread }] : [])))
    }
    return pairs
  }
  return definitions.reduce((most, definition) => (
    'selectionSet' in definition ? Math.max(most, pairsIn([{ set: definition.selectionSet, spread: [] }])) : most), 0)
}
