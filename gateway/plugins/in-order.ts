import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLRequestListener } from '@apollo/server'
import type { GatewayContext } from '../gateway-context.ts'

type Listener = GraphQLRequestListener<GatewayContext>
type Hook<Name extends 'didResolveOperation' | 'willSendResponse'> = (request: Parameters<NonNullable<Listener[Name]>>[0]) => Promise<void> | void

/** What a stage does with a request; nobody waits for one that has nothing to wait for. */
export interface RequestHooks {
  readonly didResolveOperation?: Hook<'didResolveOperation'>
  readonly willSendResponse?: Hook<'willSendResponse'>
}

/** A stage of every request. */
export interface RequestStage {
  /** The same for all requests. */
  readonly every?: RequestHooks
  /** For a stage that keeps something from one hook of a request to its next. */
  readonly begin?: (start: GraphQLRequestContext<GatewayContext>) => Promise<RequestHooks | undefined> | RequestHooks
}

/**
 * Runs the stages of a request one after the other, in the order of the list.
 * Apollo starts the hooks of all plugins at once: a later stage would already read an operation that an earlier one refuses.
 */
export const inOrder = (stages: readonly RequestStage[]): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart(start) {
    const hooks: RequestHooks[] = []
    for (const { every, begin } of stages) {
      if (every) hooks.push(every)
      const begun = begin?.(start)
      const own = begun instanceof Promise ? await begun : begun
      if (own) hooks.push(own)
    }
    return {
      async didResolveOperation(request) {
        for (const { didResolveOperation } of hooks) {
          const waiting = didResolveOperation?.(request)
          if (waiting) await waiting
        }
      },
      async willSendResponse(request) {
        for (const { willSendResponse } of hooks) {
          const waiting = willSendResponse?.(request)
          if (waiting) await waiting
        }
      },
    }
  },
})
