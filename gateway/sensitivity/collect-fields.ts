import {
  GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, isAbstractType, isCompositeType, isObjectType, Kind, SchemaMetaFieldDef,
  TypeMetaFieldDef, TypeNameMetaFieldDef,
} from 'graphql'
import type { FieldNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, InlineFragmentNode, SelectionNode, SelectionSetNode } from 'graphql'

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

const META_FIELDS = new Map([SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef].map(field => [field.name, field]))

/** Definition of a selected field, those of introspection included. */
export const definitionOf = ({ parent, node }: Occurrence): GraphQLField<unknown, unknown> | undefined =>
  META_FIELDS.get(node.name.value) ?? ('getFields' in parent ? parent.getFields()[node.name.value] : undefined)

/** The selection set inside a fragment, with the type it is about; named fragments have been written out. */
export const insideFragment = (schema: GraphQLSchema, parent: GraphQLCompositeType, { typeCondition, selectionSet }: InlineFragmentNode): Selected => {
  const condition = typeCondition && schema.getType(typeCondition.name.value)
  return { parent: isCompositeType(condition) ? condition : parent, set: selectionSet }
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
  schema: GraphQLSchema, selected: readonly Selected[], { typeName, variables }: { readonly typeName: string, readonly variables: Readonly<Record<string, unknown>> },
): ReadonlyMap<string, readonly Occurrence[]> => {
  const found = new Map<string, Occurrence[]>()
  const collect = ({ parent, set }: Selected): void => {
    for (const selection of set.selections) {
      if (!isSelected(selection, variables)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        found.set(key, [...(found.get(key) ?? []), { parent, node: selection }])
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inside = insideFragment(schema, parent, selection)
        if (appliesTo(schema, inside.parent, typeName)) collect(inside)
      }
    }
  }
  selected.forEach(collect)
  return found
}
