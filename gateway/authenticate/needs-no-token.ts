import { Kind, OperationTypeNode, parse } from 'graphql'
import type { DefinitionNode, DocumentNode, SelectionNode } from 'graphql'

/** Commands of people who have no token yet, or report one that is not theirs. The modules that have them take them from nobody in particular. */
export const ANONYMOUS_COMMANDS: readonly string[] = ['signIn', 'reportLeakedToken']

const LONGEST = 4_000
const MOST_TOKENS = 300

const read = (query: string): DocumentNode | undefined => {
  try {
    return parse(query, { noLocation: true, maxTokens: MOST_TOKENS })
  } catch {
    return undefined
  }
}

const isAnonymousCommand = (selection: SelectionNode): boolean => selection.kind === Kind.FIELD && ANONYMOUS_COMMANDS.includes(selection.name.value)

const isAnonymous = (definition: DefinitionNode): boolean =>
  definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION && definition.selectionSet.selections.every(isAnonymousCommand)

/** Members of a request that name another document, which may be run in the place of the text. */
const namesAnother = (body: unknown): boolean => {
  if (typeof body !== 'object' || body === null) return false
  if ('documentId' in body) return true
  const extensions = 'extensions' in body ? body.extensions : undefined
  return typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions
}

/** Whether a request asks for nothing but that. What cannot be read asks for something else, so that nobody learns here what is wrong with it. */
export const needsNoToken = (body: unknown): boolean => {
  if (namesAnother(body)) return false
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined
  if (typeof query !== 'string' || query.length > LONGEST) return false
  // told apart cheaply, since anybody can send anything here
  if (!ANONYMOUS_COMMANDS.some(name => query.includes(name))) return false
  const definitions = read(query)?.definitions ?? []
  return definitions.length === 1 && definitions.every(isAnonymous)
}
