import { Kind } from 'graphql'
import type { FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'

const LISTS = ['types', 'directives', 'fields', 'inputFields', 'interfaces', 'possibleTypes']

/** A list of the schema costs a page, however little of it is asked for. */
const LIST: ReadonlyMap<string, number> = new Map([['__schema', 100], ['__type', 20]])

/** Lists in lists are the whole schema: a tenth of a second and a megabyte, as thousands of rows are. */
const WHOLE = 5_000

/** What a field that reads the schema costs; undefined for all others. Fragments have been found to be without circles. */
export const introspectionCost = ({ name, selectionSet }: FieldNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): number | undefined => {
  const listDepth = (set: SelectionSetNode | undefined): number => (set?.selections ?? []).reduce((deepest, selection) => {
    if (selection.kind === Kind.FIELD) return Math.max(deepest, listDepth(selection.selectionSet) + (LISTS.includes(selection.name.value) ? 1 : 0))
    return Math.max(deepest, listDepth(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet))
  }, 0)
  const list = LIST.get(name.value)
  return list !== undefined && listDepth(selectionSet) > 1 ? WHOLE : list
}
