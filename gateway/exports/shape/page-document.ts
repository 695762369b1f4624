import { Kind, separateOperations, visit } from 'graphql'
import type { ArgumentNode, DocumentNode, FieldNode, NameNode, OperationDefinitionNode, SelectionSetNode, TypeNode, VariableDefinitionNode, VariableNode } from 'graphql'

/** Variables of a page; a client that has them itself is refused. */
export const PAGE_SIZE = '__exportFirst'
export const PAGE_AFTER = '__exportAfter'

/** Which page is no matter of the client: a file has all of them. */
const PAGE_ARGUMENTS = ['first', 'last', 'after', 'before', 'offset']

const name = (value: string): NameNode => ({ kind: Kind.NAME, value })

const field = (value: string, set?: SelectionSetNode): FieldNode => ({ kind: Kind.FIELD, name: name(value), ...set && { selectionSet: set } })

const selection = (...selections: readonly FieldNode[]): SelectionSetNode => ({ kind: Kind.SELECTION_SET, selections: [...selections] })

const variable = (value: string): VariableNode => ({ kind: Kind.VARIABLE, name: name(value) })

const defined = (value: string, type: TypeNode): VariableDefinitionNode => ({ kind: Kind.VARIABLE_DEFINITION, variable: variable(value), type })

const given = (argument: string, value: string): ArgumentNode => ({ kind: Kind.ARGUMENT, name: name(argument), value: variable(value) })

const named = (value: string): TypeNode => ({ kind: Kind.NAMED_TYPE, name: name(value) })

/** The list of an operation, and what is selected of a row. */
export interface ListParts {
  readonly list: FieldNode
  readonly rows: SelectionSetNode
}

/** Whether an operation names a variable that a page needs. */
export const namesPageVariable = ({ variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  variableDefinitions.some(({ variable: { name: { value } } }) => value === PAGE_SIZE || value === PAGE_AFTER)

/** Of a client's variables those that are still used: one that said which page has nothing to say any more. */
const withoutUnused = (document: DocumentNode): DocumentNode => {
  const used = new Set<string>()
  visit(document, {
    VariableDefinition: () => false,
    Variable: node => void used.add(node.name.value),
  })
  return visit(document, { VariableDefinition: node => (used.has(node.variable.name.value) ? undefined : null) })
}

/** The same list, page by page: with a size and a cursor in place of the client's own, and nothing but the rows and where they end. */
export const pageDocument = (document: DocumentNode, operation: OperationDefinitionNode, { list, rows }: ListParts): DocumentNode => {
  const page: FieldNode = {
    ...list,
    arguments: [...(list.arguments ?? []).filter(({ name: { value } }) => !PAGE_ARGUMENTS.includes(value)), given('first', PAGE_SIZE), given('after', PAGE_AFTER)],
    selectionSet: selection(field('nodes', rows), field('pageInfo', selection(field('hasNextPage'), field('endCursor')))),
  }
  const paged: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...operation.variableDefinitions ?? [], defined(PAGE_SIZE, named('Int')), defined(PAGE_AFTER, named('String'))],
    selectionSet: selection(page),
  }
  const whole = { ...document, definitions: document.definitions.map(definition => (definition === operation ? paged : definition)) }
  // with the fragments that are still spread
  return withoutUnused(separateOperations(whole)[operation.name?.value ?? ''] ?? whole)
}
