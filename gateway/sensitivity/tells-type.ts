import { isAbstractType, Kind } from 'graphql'
import type { GraphQLCompositeType, GraphQLSchema, SelectionSetNode } from 'graphql'
import type { OutputGroups } from './output-groups.ts'

/**
 * Whether the rewrite asks an object for its type: where the fields depend on it, and where every other field may be switched off,
 * because a selection without a field is not GraphQL.
 */
export const tellsType = (
  { schema, groups }: { readonly schema: GraphQLSchema, readonly groups: OutputGroups }, parent: GraphQLCompositeType, set: SelectionSetNode,
): boolean => {
  if (parent === schema.getQueryType() || parent === schema.getMutationType()) return false
  return isAbstractType(parent)
    || set.selections.every(selection => selection.kind === Kind.FIELD && groups.ofField(parent, selection.name.value) !== undefined)
}
