import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'
import { operationHashOf } from '../operation-hash.ts'

/** Gives the operation its name in logs, before any stage has something to log of it. */
export const useOperationHash = (): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, contextValue: { scope } }) {
        if (operation) scope.facts = { ...scope.facts, operationHash: operationHashOf(document, operation) }
      },
    }
  },
})
