import { getNamedType, isAbstractType, isCompositeType, Kind } from 'graphql'
import type { GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode } from 'graphql'
import { definitionOf, insideFragment } from './collect-fields.ts'
import type { Selected } from './collect-fields.ts'
import type { OutputGroups } from './output-groups.ts'

const CONDITIONS = ['skip', 'include']

/**
 * Whether the rewrite asks an object for its type: where the keys of the answer depend on it, and where every field may be left out.
 * A selection without a field is not GraphQL, and the planner takes an object whose fields share a condition for conditional itself.
 */
export const tellsType = (
  analysis: { readonly schema: GraphQLSchema, readonly groups: OutputGroups }, parent: GraphQLCompositeType, set: SelectionSetNode,
): boolean => {
  const { schema, groups } = analysis
  const isOptional = (selection: SelectionNode, type: GraphQLCompositeType): boolean => {
    if (selection.directives?.some(({ name }) => CONDITIONS.includes(name.value))) return true
    if (selection.kind === Kind.FIELD) return groups.ofField(type, selection) !== undefined
    return selection.kind === Kind.INLINE_FRAGMENT && allOptional(insideFragment(schema, type, selection))
  }
  const allOptional = (selected: Selected): boolean => selected.set.selections.every(selection => isOptional(selection, selected.parent))
  if (parent === schema.getQueryType() || parent === schema.getMutationType()) return set.selections.length === 0
  // what is asked of an object below has to be taken out again, and by which of its fields depends on the type
  const tellsBelow = (selected: Selected): boolean => selected.set.selections.some(selection => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return tellsBelow(insideFragment(schema, selected.parent, selection))
    if (selection.kind !== Kind.FIELD || !selection.selectionSet) return false
    const field = definitionOf({ parent: selected.parent, node: selection })
    const type = field && getNamedType(field.type)
    return isCompositeType(type) && (tellsType(analysis, type, selection.selectionSet) || tellsBelow({ parent: type, set: selection.selectionSet }))
  })
  return (isAbstractType(parent) && (groups.all().length > 0 || tellsBelow({ parent, set }))) || allOptional({ parent, set })
}
