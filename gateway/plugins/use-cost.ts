import type { ApolloServerPlugin } from '@apollo/server'
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { compileCost } from '../cost/compile-cost.ts'
import type { CostProgram } from '../cost/compile-cost.ts'
import type { CostLimits } from '../cost/cost-options.ts'
import { countCost, estimateCost } from '../cost/cost-program.ts'
import { costRules } from '../cost/cost-rules.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'

/** What the stage knows of the graph, and how much may be asked for. */
export interface CostOptions {
  /** The composed schema, with its directives. */
  readonly schema: GraphQLSchema
  readonly limits: CostLimits
}

/**
 * Says what an operation costs, and refuses one that costs too much before it is planned. The estimate is made of the operation and its variables,
 * what it has cost of its answer, so neither tells of a row that the caller does not see.
 */
export const useCost = ({ schema, limits }: CostOptions): ApolloServerPlugin<GatewayContext> => {
  const graph = { schema, rules: costRules(schema), listSize: limits.listSize }
  const programs = new WeakMap<OperationDefinitionNode, CostProgram>()
  return {
    async requestDidStart() {
      let program: CostProgram | undefined
      let estimated = 0
      return {
        async didResolveOperation({ document, operation, contextValue: { scope: { variables = {} } } }) {
          if (!operation) return
          program = programs.get(operation) ?? compileCost(graph, document, operation)
          programs.set(operation, program)
          if (!program.isWellSliced) throw refuse('VALIDATION_FAILED', { rule: 'slicingArguments' })
          estimated = estimateCost(program.root, variables)
          if (estimated > limits.operation) throw refuse('COST_LIMIT', { rule: 'cost', estimated, limit: limits.operation })
        },
        async willSendResponse({ response: { body } }) {
          if (!program || body.kind !== 'single' || body.singleResult.data === undefined) return
          const { data } = body.singleResult
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { estimated, actual: data ? countCost(program.root, data) : 0 } }
        },
      }
    },
  }
}
