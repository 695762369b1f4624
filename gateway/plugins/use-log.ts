import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'
import type { RequestEntry } from '../log.ts'

/** Tells the log of every request that got as far as a context. Measures until the answer is ready to be sent, from the arrival where that is known. */
export const useLog = (write: (entry: RequestEntry) => void): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    const began = performance.now()
    return {
      async willSendResponse({ operation, response: { body }, contextValue: { scope } }) {
        const errors = body.kind === 'single' ? body.singleResult.errors ?? [] : []
        const { observation } = scope
        write({
          requestId: scope.requestId,
          traceId: observation?.trace?.span.spanContext().traceId,
          operationName: operation?.name?.value,
          operationHash: scope.facts.operationHash,
          principal: scope.principal,
          codes: errors.map(({ extensions }) => extensions?.code),
          durationMs: performance.now() - (observation?.started ?? began),
          plan: observation?.plan,
        })
      },
    }
  },
})
