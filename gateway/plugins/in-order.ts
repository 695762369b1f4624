import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'

type Listener = GraphQLRequestListener<GatewayContext>

/**
 * Runs the request stages of the plugins one after the other, in the order of the list.
 * Apollo starts the hooks of all plugins at once: a later stage would already read an operation that an earlier one refuses.
 */
export const inOrder = (plugins: readonly ApolloServerPlugin<GatewayContext>[]): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart(start) {
    const listeners: Listener[] = []
    for (const plugin of plugins) {
      const listener = await plugin.requestDidStart?.(start)
      if (listener) listeners.push(listener)
    }
    return {
      async didResolveOperation(request) {
        for (const listener of listeners) await listener.didResolveOperation?.(request)
      },
      async willSendResponse(request) {
        for (const listener of listeners) await listener.willSendResponse?.(request)
      },
    }
  },
})
