import type { ApolloServerPlugin } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'
import { endPhase } from './observation.ts'
import type { Phase } from './observation.ts'

/** Stands among the stages of a request where a part of it ends. */
export const usePhase = (phase: Phase): ApolloServerPlugin<GatewayContext> => {
  const listener = {
    async didResolveOperation({ contextValue: { scope } }: { readonly contextValue: GatewayContext }) {
      endPhase(scope.observation, phase)
    },
  }
  return { requestDidStart: async () => listener }
}
