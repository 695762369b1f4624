import { Kind } from 'graphql'
import type { DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'

/** A key of the answer with the keys below it, in the order of the operation. */
export interface SelectionTree {
  readonly key: string
  /** Every place of the document that selects it; several where fragments overlap. */
  readonly nodes: readonly FieldNode[]
  /** Empty for a value. */
  readonly children: readonly SelectionTree[]
}

/** The operation that a name means; the only one where there is no name. */
export const operationNamed = ({ definitions }: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined => {
  const operations = definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  return name ? operations.find(operation => operation.name?.value === name) : operations[0]
}

/** Keys that an operation asks for; fragments are written out, and equal keys are one. */
export const selectionTree = (document: DocumentNode, { selectionSet }: OperationDefinitionNode): readonly SelectionTree[] => {
  const fragments = new Map(document.definitions.flatMap(definition => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])))
  const fieldsIn = (set: SelectionSetNode, within: ReadonlySet<FragmentDefinitionNode>): readonly FieldNode[] => set.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet, within)
    const fragment = fragments.get(selection.name.value)
    return fragment && !within.has(fragment) ? fieldsIn(fragment.selectionSet, new Set([...within, fragment])) : []
  })
  const treesOf = (sets: readonly SelectionSetNode[]): readonly SelectionTree[] => {
    const byKey = new Map<string, FieldNode[]>()
    for (const node of sets.flatMap(set => fieldsIn(set, new Set()))) {
      const key = (node.alias ?? node.name).value
      byKey.set(key, [...byKey.get(key) ?? [], node])
    }
    return [...byKey].map(([key, nodes]) => ({ key, nodes, children: treesOf(nodes.flatMap(node => node.selectionSet ?? [])) }))
  }
  return treesOf([selectionSet])
}
