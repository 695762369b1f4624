import type { ApolloServerPlugin } from '@apollo/server'
import { closedDoorState } from './budgets/door-state.ts'
import { DEFAULT_COST_LIMITS } from './cost/cost-options.ts'
import { usePlan } from './explorer/use-plan.ts'
import type { GatewayContext } from './gateway-context.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { DEFAULT_LIMITS } from './limits/limits.ts'
import { useOutcome } from './observe/use-outcome.ts'
import { usePhase } from './observe/use-phase.ts'
import { inOrder } from './plugins/in-order.ts'
import { useCacheHeaders } from './plugins/use-cache-headers.ts'
import { useCost } from './plugins/use-cost.ts'
import { useDocuments } from './plugins/use-documents.ts'
import { useIdempotencyKey } from './plugins/use-idempotency-key.ts'
import { useIntrospection } from './plugins/use-introspection.ts'
import { useLegacyStatus } from './plugins/use-legacy-status.ts'
import { useLimits } from './plugins/use-limits.ts'
import { useLog } from './plugins/use-log.ts'
import { useOperationHash } from './plugins/use-operation-hash.ts'
import { usePageSize } from './plugins/use-page-size.ts'
import { useReveals } from './plugins/use-reveals.ts'
import { useSensitivity } from './plugins/use-sensitivity.ts'
import { useShownNames } from './plugins/use-shown-names.ts'
import { useUsage } from './plugins/use-usage.ts'
import { useValidation } from './plugins/use-validation.ts'
import { useVariables } from './plugins/use-variables.ts'
import { askTicket } from './reveal/ask-ticket.ts'
import { ownQueries } from './trusted-documents/own-queries.ts'

/** What an operation passes between parsing and planning, and on its way back, one after the other. */
export const requestStages = (options: GatewayOptions): ApolloServerPlugin<GatewayContext> => {
  const { supergraph, links, isDevelopment, state = closedDoorState, onRequest } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return inOrder([
    useDocuments({ mode: 'off', ...options.documents, own: ownQueries(), tokens: limits.tokens }),
    useLimits(limits),
    useValidation(),
    usePhase('parse'),
    useOperationHash(),
    useVariables(),
    usePageSize(limits),
    useCost({ schema: supergraph.schema, limits: { ...DEFAULT_COST_LIMITS, ...options.cost }, budget: state.costs, onFault: options.onFault }),
    useSensitivity(supergraph),
    useShownNames(supergraph.schema),
    useIntrospection(supergraph, isDevelopment),
    useIdempotencyKey(supergraph),
    useReveals({ state, askTicket: askTicket(links) }),
    ...(state.usage ? [useUsage(state.usage)] : []),
    usePhase('policy'),
    ...(isDevelopment ? [usePlan()] : []),
    useCacheHeaders(),
    useOutcome(),
    ...(onRequest ? [useLog(onRequest)] : []),
    useLegacyStatus(),
  ])
}
