import type { Experimental_DidResolveQueryPlanCallback } from '@apollo/gateway'
import type { GatewayExecutor, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface'
import type { QueryPlan } from './query-plan.ts'

/** Gets the plan of an operation out of the library, which offers none without running it. */
export interface PlanCapture {
  /** To be called by the library between planning and running. */
  readonly didResolveQueryPlan: Experimental_DidResolveQueryPlanCallback
  /** Undefined where the library refuses the operation before it is planned. */
  planOf(execute: GatewayExecutor, context: GatewayGraphQLRequestContext): Promise<QueryPlan | undefined>
}

/** Stops the library after planning: for requests that only want the plan, its own hook throws it. */
export const planCapture = (onRun: (plan: QueryPlan, context: Record<string, unknown>) => void): PlanCapture => {
  const captured = new WeakMap<object, { plan?: QueryPlan }>()
  const stop = new Error('Only the plan was asked for.')
  return {
    didResolveQueryPlan({ queryPlan, requestContext }) {
      const capture = captured.get(requestContext)
      if (!capture) return onRun(queryPlan, { ...requestContext.context })
      capture.plan = queryPlan
      throw stop
    },
    async planOf(execute, context) {
      const capture: { plan?: QueryPlan } = {}
      captured.set(context, capture)
      await execute(context).catch((failure: unknown) => {
        if (failure !== stop) throw failure
      })
      captured.delete(context)
      return capture.plan
    },
  }
}
