import { Kind, visit } from 'graphql'
import type { ApolloServerPlugin } from '@apollo/server'
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql'
import type { GatewayContext } from '../gateway-context.ts'
import { measureOperation } from '../limits/measure-document.ts'
import type { Limits } from '../limits/limits.ts'
import { refuse } from '../refusal.ts'

const isOperation = (definition: DocumentNode['definitions'][number]): definition is OperationDefinitionNode =>
  definition.kind === Kind.OPERATION_DEFINITION

const excessOf = (document: DocumentNode, operation: OperationDefinitionNode, limits: Limits): GraphQLError | undefined => {
  const measure = measureOperation(document, operation)
  if (measure.depth > limits.depth) return refuse('DEPTH_LIMIT', { limit: limits.depth })
  const counts = { ...measure, variables: operation.variableDefinitions?.length ?? 0 }
  for (const rule of ['fields', 'rootFields', 'aliases', 'directives', 'variables'] as const) {
    if (counts[rule] > limits[rule]) return refuse(rule === 'aliases' ? 'ALIAS_LIMIT' : 'COST_LIMIT', { rule, limit: limits[rule] })
  }
  return undefined
}

/** How deep literals and types are nested; walked without recursion, because whatever reads them later recurses. */
const nestingOf = (document: DocumentNode): number => {
  let depth = 0
  let deepest = 0
  const level = { enter: () => { deepest = Math.max(deepest, ++depth) }, leave: () => { depth -= 1 } }
  visit(document, { ObjectValue: level, ListValue: level, ListType: level })
  return deepest
}

/** What a document exceeds, if anything; every operation counts, because validation would read them all. */
export const documentExcess = (document: DocumentNode, limits: Limits): GraphQLError | undefined => {
  const operations = document.definitions.filter(isOperation)
  if (operations.length > limits.operations) return refuse('COST_LIMIT', { rule: 'operations', limit: limits.operations })
  if (nestingOf(document) > limits.values) return refuse('DEPTH_LIMIT', { rule: 'values', limit: limits.values })
  for (const operation of operations) {
    const excess = excessOf(document, operation, limits)
    if (excess) return excess
  }
  return undefined
}

/** Refuses documents that are too large, before validation: comparing fields with each other is itself what an attacker multiplies. */
export const useLimits = (limits: Limits): ApolloServerPlugin<GatewayContext> => {
  const judged = new WeakMap<DocumentNode, GraphQLError | 'FITS'>()
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document }) {
          const verdict = judged.get(document) ?? documentExcess(document, limits) ?? 'FITS'
          judged.set(document, verdict)
          if (verdict !== 'FITS') throw verdict
        },
      }
    },
  }
}
