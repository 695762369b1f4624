import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'
import type { RequestEntry } from '../log.ts'

/** Tells the log of every request that got as far as a context. Measures until the answer is ready to be sent. */
export const useLog = (write: (entry: RequestEntry) => void): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    const started = performance.now()
    return {
      async willSendResponse({ operation, response: { body }, contextValue: { scope } }) {
        const errors = body.kind === 'single' ? body.singleResult.errors ?? [] : []
        write({
          requestId: scope.requestId,
          operationName: operation?.name?.value,
          operationHash: scope.facts.operationHash,
          principal: scope.principal,
          codes: errors.map(({ extensions }) => extensions?.code),
          durationMs: performance.now() - started,
        })
      },
    }
  },
})
