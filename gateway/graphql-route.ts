import { HeaderMap } from '@apollo/server'
import type { ApolloServer } from '@apollo/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { GatewayContext } from './gateway-context.ts'

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

/** Serves GraphQL over HTTP at /graphql; the server decides which methods mean something. */
export const graphqlRoute = (
  app: FastifyInstance, server: ApolloServer<GatewayContext>, openContext: (request: FastifyRequest) => Promise<GatewayContext>,
): void => {
  app.route({
    method: [...METHODS],
    url: '/graphql',
    async handler(request, reply) {
      const { status, headers, body } = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method, headers: headersOf(request), search: searchOf(request), body: request.body },
        context: () => openContext(request),
      })
      for (const [name, value] of headers) reply.header(name, value)
      if (body.kind !== 'complete') throw new Error('The gateway answers in one piece.')
      return reply.status(status ?? 200).send(body.string)
    },
  })
}
