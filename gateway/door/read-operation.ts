import { getVariableValues, Kind, parse } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Limits } from '../limits/limits.ts'
import { documentExcess } from '../plugins/use-limits.ts'
import { invalidity } from '../plugins/use-validation.ts'
import { refuse } from '../refusal.ts'
import { isReservedVariable } from '../sensitivity/reserved-names.ts'

type Variables = Readonly<Record<string, unknown>>

/** What an operation is read against. */
export interface ReadGraph {
  readonly schema: GraphQLSchema
  readonly limits: Limits
}

/** A document with one operation. */
export interface ReadOperation {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

const parsed = (text: string, { tokens }: Limits): DocumentNode => {
  try {
    return parse(text, { maxTokens: tokens })
  } catch {
    throw refuse('GRAPHQL_PARSE_FAILED')
  }
}

const onlyOperation = ({ definitions }: DocumentNode): OperationDefinitionNode => {
  const operations = definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (!operation || operations.length > 1) throw refuse('OPERATION_RESOLUTION_FAILURE')
  return operation
}

/** Reads a text as that of a request: within the limits, and valid. Throws what the request would end with. */
export const readOperation = ({ schema, limits }: ReadGraph, text: string): ReadOperation => {
  const document = parsed(text, limits)
  const excess = documentExcess(document, limits)
  if (excess) throw excess
  const invalid = invalidity(schema, document)
  if (invalid !== 'VALID') throw invalid
  const operation = onlyOperation(document)
  if (!schema.getRootType(operation.operation)) throw refuse('OPERATION_REFUSED')
  return { document, operation }
}

/** Values of the variables of an operation, with defaults; throws what the request would end with. */
export const coercedVariables = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode, given: Variables): Variables => {
  const names = [...Object.keys(given), ...variableDefinitions.map(({ variable }) => variable.name.value)]
  if (names.some(isReservedVariable)) throw refuse('RESERVED_NAME')
  const { coerced: values } = getVariableValues(schema, variableDefinitions, given, { maxErrors: 1 })
  if (!values) throw refuse('BAD_USER_INPUT')
  return values
}
