import { Kind } from 'graphql'
import type { DocumentNode, FieldNode, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql'

const META = ['__schema', '__type']

/** Whether a field of a root reads the schema. */
const isMeta = ({ name }: FieldNode): boolean => META.includes(name.value)

const isTypeName = ({ name }: FieldNode): boolean => name.value === '__typename'

/** A root selection with the fields that are wanted; fragments at the root have been written out. */
const withFields = ({ selections, ...set }: SelectionSetNode, isWanted: (field: FieldNode) => boolean): SelectionSetNode => ({
  ...set,
  selections: selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FIELD) return isWanted(selection) ? [selection] : []
    if (selection.kind !== Kind.INLINE_FRAGMENT) return []
    const inner = withFields(selection.selectionSet, isWanted)
    return inner.selections.length === 0 ? [] : [{ ...selection, selectionSet: inner }]
  }),
})

const isEmpty = ({ selections }: SelectionSetNode): boolean => selections.length === 0

const known = new WeakMap<OperationDefinitionNode, boolean>()

/** Whether an operation reads the schema; only its root can. Looked at once. */
export const introspects = (operation: OperationDefinitionNode): boolean => {
  const found = known.get(operation) ?? !isEmpty(withFields(operation.selectionSet, isMeta))
  known.set(operation, found)
  return found
}

/** What an operation asks of the schema. Where it asks for data too, the name of the type is part of that. */
export const schemaPart = (operation: OperationDefinitionNode): OperationDefinitionNode => {
  const isPure = isEmpty(withFields(operation.selectionSet, field => !isMeta(field) && !isTypeName(field)))
  return { ...operation, selectionSet: withFields(operation.selectionSet, field => isMeta(field) || (isPure && isTypeName(field))) }
}

/** What else it asks for; undefined where that is nothing. */
export const dataPart = (document: DocumentNode, operation: OperationDefinitionNode): { readonly document: DocumentNode, readonly operation: OperationDefinitionNode } | undefined => {
  const isPure = isEmpty(withFields(operation.selectionSet, field => !isMeta(field) && !isTypeName(field)))
  if (isPure) return undefined
  const rest = { ...operation, selectionSet: withFields(operation.selectionSet, field => !isMeta(field)) }
  return { document: { ...document, definitions: document.definitions.map(definition => (definition === operation ? rest : definition)) }, operation: rest }
}

/** Keys of the root in the order of the operation. */
export const rootKeys = ({ selections }: SelectionSetNode): readonly string[] => selections.flatMap(selection => {
  if (selection.kind === Kind.FIELD) return [(selection.alias ?? selection.name).value]
  return selection.kind === Kind.INLINE_FRAGMENT ? rootKeys(selection.selectionSet) : []
})
