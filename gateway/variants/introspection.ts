import { executeSync, getIntrospectionQuery, Kind, parse, visit } from 'graphql'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { refuse } from '../refusal.ts'
import { forgetOldest } from '../reveal/forget-oldest.ts'
import type { Verdict } from '../sensitivity/verdict.ts'
import { measureIntrospection } from './measure-introspection.ts'
import { dataPart, introspects, rootKeys, schemaPart } from './split-introspection.ts'

type Row = Readonly<Record<string, unknown>>

/** What an operation that reads the schema comes to. */
export interface Introspected {
  /** The part of the answer that is about the schema. */
  readonly schemaData: Row
  /** What has to be fetched besides; without it the answer is complete. */
  readonly rest?: { readonly document: DocumentNode, readonly operation: OperationDefinitionNode }
  /** Both parts as one answer, in the order of the operation. */
  together(data: Row): Record<string, unknown>
}

/** An operation, judged, and what it asks with. */
export interface IntrospectionRequest {
  readonly schema: GraphQLSchema
  readonly verdict: Verdict
  readonly variables: Row
}

/** Answers of all callers that are kept together: tools send the same few documents, and a whole schema is some megabytes. */
const MOST_ANSWERS = 20

/** The whole schema asked for by a tool, and some more. */
const ROOM = 2

const WHOLE = parse(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, oneOf: true }))

/** The document of a tool without its fragments. */
const wholeOperation = (): OperationDefinitionNode => {
  const fragments = new Map(WHOLE.definitions.flatMap(definition => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [])))
  const [operation] = WHOLE.definitions.filter(definition => definition.kind === Kind.OPERATION_DEFINITION)
  if (!operation) throw new Error('The introspection query of the library has no operation.')
  const inlined = (node: OperationDefinitionNode): OperationDefinitionNode => visit(node, {
    FragmentSpread: ({ name }) => {
      const selectionSet = fragments.get(name.value)
      return selectionSet && { kind: Kind.INLINE_FRAGMENT, selectionSet }
    },
  })
  return inlined(operation)
}

const usedVariables = (operation: OperationDefinitionNode): ReadonlySet<string> => {
  const names = new Set<string>()
  visit({ ...operation, variableDefinitions: [] }, { Variable({ name }) { names.add(name.value) } })
  return names
}

/** Reads a schema for its callers. Answers are kept by operation and schema, so that who asks like others costs nothing. */
export const introspection = () => {
  const limits = new WeakMap<GraphQLSchema, number>()
  const answers = new WeakMap<OperationDefinitionNode, Map<string, Row>>()
  const numbers = new WeakMap<GraphQLSchema, number>()
  const remember = forgetOldest(MOST_ANSWERS)
  let schemas = 0

  const limitOf = (schema: GraphQLSchema): number => {
    const limit = limits.get(schema) ?? ROOM * measureIntrospection(schema, wholeOperation().selectionSet, { variables: {}, most: Infinity })
    limits.set(schema, limit)
    return limit
  }
  const numberOf = (schema: GraphQLSchema): number => {
    const number = numbers.get(schema) ?? (schemas += 1)
    numbers.set(schema, number)
    return number
  }
  const read = (schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Row): Row => {
    const limit = limitOf(schema)
    if (measureIntrospection(schema, operation.selectionSet, { variables, most: limit }) > limit) throw refuse('COST_LIMIT', { rule: 'introspection', limit })
    const { data, errors } = executeSync({ schema, document: { kind: Kind.DOCUMENT, definitions: [operation] }, variableValues: variables })
    if (errors || !data) throw refuse('OPERATION_REFUSED')
    return data
  }
  const readOnce = (schema: GraphQLSchema, whole: OperationDefinitionNode, given: Row): Row => {
    const part = schemaPart(whole)
    const used = usedVariables(part)
    const variables = Object.fromEntries(Object.entries(given).filter(([name]) => used.has(name)))
    const operation = { ...part, variableDefinitions: (part.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)) }
    const known = answers.get(whole) ?? new Map<string, Row>()
    answers.set(whole, known)
    const key = JSON.stringify([numberOf(schema), variables])
    const found = known.get(key)
    if (found) return found
    const answer = read(schema, operation, variables)
    known.set(key, answer)
    remember(() => known.delete(key))
    return answer
  }
  /** Undefined where the operation does not read the schema. */
  return ({ schema, verdict: { analysis: { operation: asked }, document, operation }, variables }: IntrospectionRequest): Introspected | undefined => {
    if (!introspects(asked)) return undefined
    const schemaData = readOnce(schema, asked, variables)
    const rest = dataPart(document, operation)
    return {
      schemaData, ...rest && { rest },
      together(data) {
        const both: Row = { ...data, ...schemaData }
        return Object.fromEntries(rootKeys(asked.selectionSet).flatMap(key => (Object.hasOwn(both, key) ? [[key, both[key]] as const] : [])))
      },
    }
  }
}
