import type { GraphQLSchema, OperationDefinitionNode } from 'graphql'
import { compileCost } from '../cost/compile-cost.ts'
import type { CostProgram } from '../cost/compile-cost.ts'
import type { CostBudget } from '../budgets/cost/cost-budget.ts'
import { costSpenders } from '../budgets/cost/cost-spenders.ts'
import type { CostLimits } from '../cost/cost-options.ts'
import { countCost, estimateCost } from '../cost/cost-program.ts'
import { costRules } from '../cost/cost-rules.ts'
import type { Fault } from '../fault.ts'
import type { RequestScope } from '../gateway-context.ts'
import { counter, histogram } from '../metrics.ts'
import { refuse } from '../refusal.ts'
import type { RequestStage } from './in-order.ts'

/** What the stage knows of the graph, and how much may be asked for. */
export interface CostOptions {
  /** The composed schema, with its directives. */
  readonly schema: GraphQLSchema
  readonly limits: CostLimits
  /** Of all requests of the process, and of other processes. */
  readonly budget: CostBudget
  onFault?(fault: Fault): void
}

const estimates = histogram('veil_operation_cost', 'Estimated cost of operations, in rows.', [1, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000])
const refusals = counter('veil_cost_refused_total', 'Operations refused for what they cost: alone, or with the others of their minute.', { outcome: ['operation', 'minute'] })

/** A job leaves half of the minute to whoever asked for it. */
const halfOf = ({ minute, brandMinute }: CostLimits) => ({ minute: Math.ceil(minute / 2), brandMinute: Math.ceil(brandMinute / 2) })

/** Even an operation that reads nothing is one more request. */
const LEAST = 1

/**
 * Says what an operation costs, and refuses one that costs too much before it is planned. The estimate is made of the operation and its variables,
 * what it has cost of its answer, so neither tells of a row that the caller does not see.
 */
export const useCost = ({ schema, limits, budget, onFault }: CostOptions): RequestStage => {
  const graph = { schema, rules: costRules(schema), listSize: limits.listSize }
  const spendersOf = costSpenders(limits)
  const spendersOfJob = costSpenders(halfOf(limits))
  const programs = new WeakMap<OperationDefinitionNode, CostProgram>()

  /** Seconds to wait, where the caller or the brand has spent the minute's budget; nothing to wait for where this process has a lease. */
  const waitOf = ({ principal, address, job }: RequestScope, estimated: number): Promise<number | undefined> | undefined =>
    budget.take(principal.brandId, (job ? spendersOfJob : spendersOf)(principal, address), Math.max(Math.ceil(estimated), LEAST))?.catch((cause: unknown) => {
      onFault?.({ where: 'budget', cause })
      throw refuse('SUBGRAPH_UNAVAILABLE')
    })
  return {
    begin() {
      let program: CostProgram | undefined
      let estimated = 0
      return {
        didResolveOperation({ document, operation, contextValue: { scope }, response }) {
          if (!operation) return undefined
          program = programs.get(operation) ?? compileCost(graph, document, operation)
          programs.set(operation, program)
          if (!program.isWellSliced) throw refuse('VALIDATION_FAILED', { rule: 'slicingArguments' })
          estimated = estimateCost(program.root, scope.variables ?? {})
          estimates.observe(estimated)
          if (estimated > limits.operation) refusals.add({ outcome: 'operation' })
          if (estimated > limits.operation) throw refuse('COST_LIMIT', { rule: 'cost', estimated, limit: limits.operation })
          return waitOf(scope, estimated)?.then(seconds => {
            if (seconds === undefined) return
            refusals.add({ outcome: 'minute' })
            response.http.headers.set('retry-after', String(seconds))
            throw refuse('RATE_LIMITED')
          })
        },
        willSendResponse({ response: { body } }) {
          if (!program || body.kind !== 'single' || body.singleResult.data === undefined) return
          const { data } = body.singleResult
          body.singleResult.extensions = { ...body.singleResult.extensions, cost: { estimated, actual: data ? countCost(program.root, data) : 0 } }
        },
      }
    },
  }
}
