import { parse, print } from 'graphql'
import type { PlanNode, QueryPlan } from '../execution/query-plan.ts'
import { PLAN_HEADER } from './paths.ts'
import type { RequestStage } from '../plugins/in-order.ts'
import type { PlanStep } from './wire.ts'

const stepOf = (node: PlanNode, path?: readonly string[]): PlanStep => {
  const at = path && { path }
  switch (node.kind) {
    case 'Fetch': return { kind: node.kind, service: node.serviceName, ...at, operation: print(node.operationDocumentNode ?? parse(node.operation, { noLocation: true })) }
    case 'Flatten': return stepOf(node.node, node.path.map(String))
    case 'Sequence': case 'Parallel': return { kind: node.kind, ...at, steps: node.nodes.map(child => stepOf(child)) }
    case 'Condition': return {
      kind: node.kind, condition: node.ifClause ? node.condition : `!${node.condition}`,
      steps: [node.ifClause, node.elseClause].flatMap(child => (child ? [stepOf(child)] : [])),
    }
    default: return { kind: node.kind, ...at }
  }
}

const known = new WeakMap<QueryPlan, PlanStep>()

const drawn = (plan: QueryPlan): PlanStep | undefined => {
  const found = known.get(plan) ?? (plan.node && stepOf(plan.node))
  if (found) known.set(plan, found)
  return found
}

/**
 * Tells in `extensions.plan` how the caller's own operation was fetched, where they ask for it by header. For development only: a plan says
 * which subgraphs there are. It is made of the caller's document and the schema, and of no row.
 */
export const usePlan = (): RequestStage => ({
  every: {
    willSendResponse({ request: { http }, response: { body }, contextValue: { scope: { observation } } }) {
      const plan = http?.headers.has(PLAN_HEADER) && observation?.plan && drawn(observation.plan)
      if (!plan || body.kind !== 'single' || body.singleResult.data === undefined) return
      body.singleResult.extensions = { ...body.singleResult.extensions, plan }
    },
  },
})
