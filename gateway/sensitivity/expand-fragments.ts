import { getNamedType, isAbstractType, isCompositeType, isObjectType, Kind } from 'graphql'
import type {
  FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, InlineFragmentNode, OperationDefinitionNode, SelectionNode,
  SelectionSetNode,
} from 'graphql'
import { definitionOf } from './collect-fields.ts'

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] }

/**
 * Writes an operation without named fragments and with no condition on a type that is known anyway, so that every field stands
 * below the most exact type that it can have: its label is that of the object and not of an interface. The gateway's library also needs it,
 * for it loses fields of an object behind a condition on its interface. The order of the keys stays; a selection may become empty.
 */
export const expandFragments = (
  schema: GraphQLSchema, root: GraphQLCompositeType, { operation, fragments }: { readonly operation: OperationDefinitionNode, readonly fragments: Fragments },
): OperationDefinitionNode => {
  const covers = (condition: GraphQLCompositeType, type: GraphQLCompositeType): boolean =>
    condition === type || (isAbstractType(condition) && 'getFields' in type && schema.isSubType(condition, type))

  const expandField = (parent: GraphQLCompositeType, node: FieldNode): FieldNode => {
    const type = definitionOf({ parent, node })?.type
    const below = type && getNamedType(type)
    return node.selectionSet && isCompositeType(below) ? { ...node, selectionSet: expandSet(below, node.selectionSet) } : node
  }
  const expandFragment = (parent: GraphQLCompositeType, selection: Exclude<SelectionNode, FieldNode>): readonly SelectionNode[] => {
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
    const named = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
    const condition = isCompositeType(named) ? named : parent
    const known = covers(condition, parent)
    if (!known && isObjectType(parent)) return []
    const { selections } = expandSet(known ? parent : condition, fragment?.selectionSet ?? EMPTY)
    const directives = selection.directives ?? []
    if (selections.length === 0 || (known && directives.length === 0)) return selections
    const inline: InlineFragmentNode = {
      kind: Kind.INLINE_FRAGMENT, directives, selectionSet: { kind: Kind.SELECTION_SET, selections },
      ...(!known && { typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: condition.name } } }),
    }
    return [inline]
  }
  const expandSet = (parent: GraphQLCompositeType, set: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: set.selections.flatMap(selection => (selection.kind === Kind.FIELD ? [expandField(parent, selection)] : expandFragment(parent, selection))),
  })
  return { ...operation, selectionSet: expandSet(root, operation.selectionSet) }
}
