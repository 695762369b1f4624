import { isAbstractType, Kind } from 'graphql'
import type { GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode } from 'graphql'
import { insideFragment } from './collect-fields.ts'
import type { Selected } from './collect-fields.ts'
import type { OutputGroups } from './output-groups.ts'

const CONDITIONS = ['skip', 'include']

/**
 * Whether the rewrite asks an object for its type: where the keys of the answer depend on it, and where every field may be left out.
 * A selection without a field is not GraphQL, and the planner takes an object whose fields share a condition for conditional itself.
 */
export const tellsType = (
  { schema, groups }: { readonly schema: GraphQLSchema, readonly groups: OutputGroups }, parent: GraphQLCompositeType, set: SelectionSetNode,
): boolean => {
  const isOptional = (selection: SelectionNode, type: GraphQLCompositeType): boolean => {
    if (selection.directives?.some(({ name }) => CONDITIONS.includes(name.value))) return true
    if (selection.kind === Kind.FIELD) return groups.ofField(type, selection) !== undefined
    return selection.kind === Kind.INLINE_FRAGMENT && allOptional(insideFragment(schema, type, selection))
  }
  const allOptional = (selected: Selected): boolean => selected.set.selections.every(selection => isOptional(selection, selected.parent))
  if (parent === schema.getQueryType() || parent === schema.getMutationType()) return set.selections.length === 0
  return (isAbstractType(parent) && groups.all().length > 0) || allOptional({ parent, set })
}
