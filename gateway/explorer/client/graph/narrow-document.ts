import { Kind, parse, print, visit } from 'graphql'
import type { DocumentNode, OperationDefinitionNode } from 'graphql'
import { operationNamed } from './selection-tree.ts'

const usedNames = (node: OperationDefinitionNode | DocumentNode, kind: 'variables' | 'fragments'): ReadonlySet<string> => {
  const names = new Set<string>()
  visit(node, kind === 'variables' ? { Variable({ name: { value } }) { names.add(value) } } : { FragmentSpread({ name: { value } }) { names.add(value) } })
  return names
}

/** Only what the operation uses, since a document with more is no valid one. */
export const withoutUnused = (operation: OperationDefinitionNode, { definitions }: DocumentNode): DocumentNode => {
  const fragments = definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION)
  const wanted = new Set<string>()
  const follow = (spread: ReadonlySet<string>): void => spread.forEach(fragment => {
    const definition = fragments.find(candidate => candidate.name.value === fragment)
    if (!definition || wanted.has(fragment)) return
    wanted.add(fragment)
    follow(usedNames({ kind: Kind.DOCUMENT, definitions: [definition] }, 'fragments'))
  })
  follow(usedNames(operation, 'fragments'))
  const kept = fragments.filter(definition => wanted.has(definition.name.value))
  const used = usedNames({ kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions: [] }, ...kept] }, 'variables')
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value))
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, variableDefinitions }, ...kept] }
}

/** Raw values that were asked for with a reason stay on the screen: a file is asked for without the directive. */
export const withoutReveals = (document: DocumentNode): DocumentNode => visit(document, { Directive: ({ name: { value } }) => (value === 'reveal' ? null : undefined) })

/** The text of an operation without its reveals, and without what only those used. */
export const plainQuery = (query: string, operationName: string | undefined): string => {
  const document = withoutReveals(parse(query))
  const operation = operationNamed(document, operationName)
  return operation ? print(withoutUnused(operation, document)) : query
}
