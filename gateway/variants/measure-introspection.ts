import { getNamedType, isObjectType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef } from 'graphql'
import type { FieldNode, GraphQLField, GraphQLObjectType, GraphQLSchema, SelectionSetNode } from 'graphql'
import { argumentValues } from '../argument-values.ts'

type Variables = Readonly<Record<string, unknown>>

const META = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map(field => [field.name, field]))

/** Fields of a selection, through fragments; what is skipped counts as well. */
const fieldsIn = ({ selections }: SelectionSetNode): readonly FieldNode[] => selections.flatMap(selection => {
  if (selection.kind === Kind.FIELD) return [selection]
  return selection.kind === Kind.INLINE_FRAGMENT ? fieldsIn(selection.selectionSet) : []
})

const itemsOf = (value: unknown): readonly object[] => {
  if (Array.isArray(value)) return value.flatMap(itemsOf)
  return typeof value === 'object' && value !== null ? [value] : []
}

/**
 * How many fields the answer to an introspection has, counted without making it: each selection is read once for each part of the schema,
 * however many ways lead there. Infinity as soon as more than `most` of those were read.
 */
export const measureIntrospection = (
  schema: GraphQLSchema, set: SelectionSetNode, { variables, most }: { readonly variables: Variables, readonly most: number },
): number => {
  const known = new Map<SelectionSetNode, Map<object, number>>()
  let read = 0

  const ofField = (field: GraphQLField<unknown, unknown> | undefined, source: unknown, node: FieldNode): number => {
    if (!field || read > most) return 1
    const type = getNamedType(field.type)
    if (!node.selectionSet || !isObjectType(type) || !field.resolve) return 1
    const value: unknown = Reflect.apply(field.resolve, undefined, [source, argumentValues(field, node, variables), undefined, { schema }])
    const inner = node.selectionSet
    return itemsOf(value).reduce((sum, item) => sum + ofObject(type, item, inner), 1)
  }
  const ofObject = (type: GraphQLObjectType, source: object, selected: SelectionSetNode): number => {
    const ofSet = known.get(selected) ?? new Map<object, number>()
    known.set(selected, ofSet)
    const counted = ofSet.get(source)
    if (counted !== undefined) return counted
    read += 1
    const fields = type.getFields()
    const size = fieldsIn(selected).reduce((sum, node) => sum + ofField(fields[node.name.value], source, node), 0)
    ofSet.set(source, size)
    return size
  }
  const size = fieldsIn(set).reduce((sum, node) => sum + ofField(META.get(node.name.value), undefined, node), 0)
  return read > most ? Infinity : size
}
