import { getOperationAST, getVariableValues, parse, validate } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { z } from 'zod'
import { inputExcess } from '../limits/input-excess.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import type { Limits } from '../limits/limits.ts'
import { documentExcess } from '../plugins/use-limits.ts'
import { refuse } from '../refusal.ts'

/** A request of a router to one subgraph, understood as far as its text says. */
export interface SubgraphOperation {
  readonly query: string
  readonly operationName: string | undefined
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As they came: the subgraph coerces them itself. */
  readonly given: Readonly<Record<string, unknown>>
  readonly variables: Readonly<Record<string, unknown>>
}

const content = z.object({
  query: z.string(), variables: z.record(z.string(), z.unknown()).nullish(), operationName: z.string().nullish(),
})

const MOST_DOCUMENTS = 500
/** A text of 4000 tokens is no longer; one with a book for a comment is read anew each time. */
const LONGEST_KEPT = 50_000

/** Those of the gateway; but a router puts many roots and aliases of its own into one request. */
const LIMITS: Limits = { ...DEFAULT_LIMITS, rootFields: DEFAULT_LIMITS.fields, aliases: DEFAULT_LIMITS.fields }

/** A router asks for as many entities at once as it has; but nothing it sends is deep, and whatever reads it recurses. */
const DEEP: Limits = { ...LIMITS, list: Infinity, inputs: Infinity }

const bodyOf = (text: string): z.infer<typeof content> => {
  try {
    return content.parse(JSON.parse(text))
  } catch {
    // what is wrong with it could repeat a value
    throw refuse('BAD_REQUEST')
  }
}

const read = (schema: GraphQLSchema, query: string): DocumentNode => {
  const document = parsed(query)
  // before anything spreads fragments out
  const excess = documentExcess(document, LIMITS)
  if (excess) throw excess
  if (validate(schema, document).length > 0) throw refuse('GRAPHQL_VALIDATION_FAILED')
  return document
}

const parsed = (query: string): DocumentNode => {
  try {
    return parse(query, { noLocation: true, maxTokens: DEFAULT_LIMITS.tokens })
  } catch {
    throw refuse('GRAPHQL_PARSE_FAILED')
  }
}

/** Reads requests to one subgraph; a text is parsed and validated once. */
export const requestReader = (schema: GraphQLSchema) => {
  const documents = new Map<string, DocumentNode>()

  return (body: string): SubgraphOperation => {
    const { query, variables, operationName } = bodyOf(body)
    const document = documents.get(query) ?? read(schema, query)
    if (documents.size >= MOST_DOCUMENTS) documents.clear()
    if (query.length <= LONGEST_KEPT) documents.set(query, document)
    const operation = getOperationAST(document, operationName)
    if (!operation) throw refuse('OPERATION_RESOLUTION_FAILURE')
    const given = variables ?? {}
    const excess = inputExcess(given, DEEP)
    if (excess) throw excess
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: 1 })
    if (!coerced) throw refuse('BAD_USER_INPUT')
    return { query, operationName: operationName ?? undefined, document, operation, given, variables: coerced }
  }
}
