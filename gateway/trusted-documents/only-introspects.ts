import { Kind, parse } from 'graphql'
import type { DefinitionNode } from 'graphql'

const SCHEMA_FIELDS = ['__schema', '__type', '__typename']

const isIntrospection = (definition: DefinitionNode): boolean => definition.kind !== Kind.OPERATION_DEFINITION
  || definition.selectionSet.selections.every(selection => selection.kind === Kind.FIELD && SCHEMA_FIELDS.includes(selection.name.value))

/** Whether a text asks for the schema and nothing else; a text that is no document asks for nothing. */
export const onlyIntrospects = (text: string, maxTokens: number): boolean => {
  try {
    return parse(text, { noLocation: true, maxTokens }).definitions.every(isIntrospection)
  } catch {
    return false
  }
}
