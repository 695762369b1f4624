import { HeaderMap } from '@apollo/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GatewayContext } from './gateway-context.ts'
import type { ServedGraph } from './served-graph.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const

const headersOf = ({ headers }: FastifyRequest): HeaderMap => {
  const map = new HeaderMap()
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value)
  return map
}

const searchOf = ({ url }: FastifyRequest): string => {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start)
}

/** What is served, and where. */
export interface GraphqlRouteOptions {
  readonly path: string
  readonly graph: ServedGraph
  /** From the arrival of a request to its answer; what is not there by then is answered as TIMEOUT. */
  readonly requestMs: number
  openContext(request: FastifyRequest): Promise<GatewayContext>
}

/** Serves GraphQL over HTTP; the server decides which methods mean something. */
export const graphqlRoute = (app: FastifyInstance, { path, graph, requestMs, openContext }: GraphqlRouteOptions): void => {
  app.route({
    method: [...METHODS],
    url: path,
    async handler(request, reply) {
      const deadline = Date.now() + requestMs
      const { status, headers, body } = await graph.execute({
        httpGraphQLRequest: { method: request.method, headers: headersOf(request), search: searchOf(request), body: request.body },
        async context() {
          const context = await openContext(request)
          context.scope.deadline = deadline
          return context
        },
      })
      for (const [name, value] of headers) reply.header(name, value)
      if (body.kind !== 'complete') throw new Error('The gateway answers in one piece.')
      return reply.status(status ?? 200).send(body.string)
    },
  })
}
