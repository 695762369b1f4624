import { Kind } from 'graphql'
import type { DocumentNode, GraphQLError, OperationDefinitionNode } from 'graphql'
import { inputExcess } from '../limits/input-excess.ts'
import { measureOperation } from '../limits/measure-document.ts'
import { measureOverlaps } from '../limits/measure-overlaps.ts'
import type { Limits } from '../limits/limits.ts'
import { measureText } from '../limits/measure-text.ts'
import { refuse } from '../refusal.ts'
import type { RequestStage } from './in-order.ts'

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

/** What the text exceeds before its fragments are spread out; afterwards recursion is safe. */
const textExcess = (document: DocumentNode, limits: Limits): GraphQLError | undefined => {
  const measure = measureText(document)
  for (const rule of ['values', 'nesting'] as const) if (measure[rule] > limits[rule]) return refuse('DEPTH_LIMIT', { rule, limit: limits[rule] })
  for (const rule of ['list', 'fields', 'directives', 'fragments'] as const) if (measure[rule] > limits[rule]) return refuse('COST_LIMIT', { rule, limit: limits[rule] })
  return undefined
}

/** What a document exceeds, if anything; every operation counts, because validation would read them all. */
export const documentExcess = (document: DocumentNode, limits: Limits): GraphQLError | undefined => {
  const operations = document.definitions.filter(isOperation)
  if (operations.length > limits.operations) return refuse('COST_LIMIT', { rule: 'operations', limit: limits.operations })
  const excess = textExcess(document, limits)
  if (excess) return excess
  for (const operation of operations) {
    const excess = excessOf(document, operation, limits)
    if (excess) return excess
  }
  return measureOverlaps(document) > limits.overlaps ? refuse('COST_LIMIT', { rule: 'overlaps', limit: limits.overlaps }) : undefined
}

/** Refuses documents that are too large, before validation: comparing fields with each other is itself what an attacker multiplies. */
export const useLimits = (limits: Limits): RequestStage => {
  const judged = new WeakMap<DocumentNode, GraphQLError | 'FITS'>()
  return {
    every: {
      didResolveOperation({ document, request: { variables = {} } }) {
        const verdict = judged.get(document) ?? documentExcess(document, limits) ?? 'FITS'
        judged.set(document, verdict)
        const refused = verdict === 'FITS' ? inputExcess(variables, limits) : verdict
        if (refused) throw refused
      },
    },
  }
}
