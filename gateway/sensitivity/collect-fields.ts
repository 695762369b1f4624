import { GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, isAbstractType, isCompositeType, isObjectType, Kind } from 'graphql'
import type { FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, SelectionNode, SelectionSetNode } from 'graphql'

/** A selection set and the type that its fields belong to. */
export interface Selected {
  readonly parent: GraphQLCompositeType
  readonly set: SelectionSetNode
}

/** A field as it stands in a selection set. */
export interface Occurrence {
  readonly parent: GraphQLCompositeType
  readonly node: FieldNode
}

/** What selections are read against. */
export interface Reading {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
}

const EMPTY: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] }

/** Definition of a selected field; `__typename` and the like have none. */
export const definitionOf = ({ parent, node }: Occurrence): GraphQLField<unknown, unknown> | undefined =>
  'getFields' in parent ? parent.getFields()[node.name.value] : undefined

/** The selection set inside a fragment, with the type it is about. */
export const insideFragment = (
  { schema, fragments }: Reading, parent: GraphQLCompositeType, selection: Exclude<SelectionNode, FieldNode>,
): Selected => {
  const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)
  const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value)
  return { parent: isCompositeType(condition) ? condition : parent, set: fragment?.selectionSet ?? EMPTY }
}

const isSelected = (node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true
  && getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false

const appliesTo = (schema: GraphQLSchema, condition: GraphQLCompositeType, typeName: string): boolean => {
  const type = schema.getType(typeName)
  return condition.name === typeName || (isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type))
}

/** The keys of an object of one type with all their occurrences, in the order in which an answer has them. */
export const collectFields = (
  reading: Reading, selected: readonly Selected[], { typeName, variables }: { readonly typeName: string, readonly variables: Readonly<Record<string, unknown>> },
): ReadonlyMap<string, readonly Occurrence[]> => {
  const found = new Map<string, Occurrence[]>()
  const collect = ({ parent, set }: Selected): void => {
    for (const selection of set.selections) {
      if (!isSelected(selection, variables)) continue
      if (selection.kind !== Kind.FIELD) {
        const inside = insideFragment(reading, parent, selection)
        if (appliesTo(reading.schema, inside.parent, typeName)) collect(inside)
        continue
      }
      const key = selection.alias?.value ?? selection.name.value
      found.set(key, [...(found.get(key) ?? []), { parent, node: selection }])
    }
  }
  selected.forEach(collect)
  return found
}
