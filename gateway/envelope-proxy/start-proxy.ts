import { buildSubgraphSchema } from '@apollo/subgraph'
import { fastify } from 'fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { GraphQLError, parse } from 'graphql'
import { httpStatusOf, isErrorCode, messageOf } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import type { SubgraphError } from '../../schema/subgraph.ts'
import type { Authenticate } from '../authenticate/caller.ts'
import type { Networks } from '../authenticate/networks.ts'
import { closedDoorState } from '../budgets/door-state.ts'
import type { DoorState } from '../budgets/door-state.ts'
import type { Fault } from '../fault.ts'
import { listedFacts } from '../listed-facts.ts'
import { usePrincipal } from '../plugins/use-principal.ts'
import { useRequestId } from '../plugins/use-request-id.ts'
import { CHALLENGE, factsOf } from '../refusal.ts'
import { askTicket } from '../reveal/ask-ticket.ts'
import type { RunningGateway } from '../server.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import { listedCode, subgraphSource } from '../sources/subgraph-source.ts'
import { twoKeys } from '../sources/two-keys/two-keys.ts'
import type { Supergraph } from '../supergraph.ts'
import { requestJudge } from './judge-request.ts'
import { requestReader } from './read-request.ts'

/** What the proxy is made of. */
export interface ProxyOptions {
  readonly supergraph: Supergraph
  /** The contract of each subgraph, by its name. */
  readonly contracts: ReadonlyMap<string, string>
  /** The ways to them; each signs. */
  readonly links: readonly SubgraphLink[]
  readonly authenticate: Authenticate
  readonly trustedProxies?: Networks
  readonly envelopeKeys: KeyRing
  readonly state?: DoorState
  readonly host: string
  readonly port: number
  onFault?(fault: Fault): void
}

const BODY_LIMIT = 4 * 1024 * 1024
/** Room for the token of somebody who works in a thousand workspaces. */
const HEADER_LIMIT = 80_000

/** Answers the requests of one subgraph. */
type Handle = (request: FastifyRequest) => Promise<object>

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header)

const listedError = ({ path, extensions, ...rest }: SubgraphError): object => {
  const code = listedCode({ path, extensions, ...rest })
  return { message: messageOf(code), ...(path && { path }), extensions: { code, ...listedFacts(extensions) } }
}

const handler = (link: SubgraphLink, sdl: string, options: ProxyOptions): Handle => {
  const { supergraph, links, onFault, state = closedDoorState } = options
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  const read = requestReader(schema)
  const judge = requestJudge({ schema, labels: supergraph.labels, state, askTicket: askTicket(links) })
  const source = subgraphSource(link, {
    check: twoKeys({ ...supergraph, onDivergence: ({ coordinate }) => onFault?.({ where: link.name, cause: new Error(`divergence at ${coordinate}`) }) }),
    schema: supergraph.schema,
    onFailure: (where, cause) => onFault?.({ where, cause }),
  })
  const openContext = usePrincipal(options)
  return async ({ headers, raw, id, body }) => {
    const { scope } = await openContext(raw, id)
    const fetch = await judge(read(typeof body === 'string' ? body : ''), scope, single(headers['idempotency-key']))
    const { data, errors } = await source.ask(fetch, scope)
    return { ...(data !== undefined && { data }), ...(errors && { errors: errors.map(listedError) }) }
  }
}

const refusal = (failure: unknown, onFault: ProxyOptions['onFault']): { readonly code: ErrorCode, readonly body: object } => {
  const given = failure instanceof GraphQLError ? failure.extensions.code : undefined
  const code = isErrorCode(given) ? given : 'INTERNAL_SERVER_ERROR'
  if (code === 'INTERNAL_SERVER_ERROR') onFault?.({ where: 'proxy', cause: failure })
  return { code, body: { errors: [{ message: messageOf(code), extensions: { code, ...factsOf(failure) } }] } }
}

/** A refusal of what was asked is an answer of GraphQL; only who asks, and in which form, is told by the status. */
const STATUS_TOLD: readonly ErrorCode[] = ['UNAUTHENTICATED', 'BAD_REQUEST', 'BODY_TOO_LARGE', 'INTERNAL_SERVER_ERROR']

/**
 * Stands between a router of another make and our subgraphs, one route for each: `POST /<subgraph>`. It does for each of its requests what
 * our gateway does for an operation: it authenticates the caller, judges and pays, signs, and looks at the answer before handing it on.
 * Nothing of the request gets through but the operation and its variables.
 */
export const startProxy = async (options: ProxyOptions): Promise<RunningGateway> => {
  const { contracts, links, onFault, host, port } = options
  const handlers = new Map(links.flatMap(link => {
    const sdl = contracts.get(link.name)
    return sdl === undefined ? [] : [[link.name, handler(link, sdl, options)] as const]
  }))
  const app = fastify({ bodyLimit: BODY_LIMIT, http: { maxHeaderSize: HEADER_LIMIT }, exposeHeadRoutes: false, forceCloseConnections: 'idle', genReqId: ({ headers }) => useRequestId(headers) })
  const refuseWith = (reply: FastifyReply, failure: unknown): FastifyReply => {
    const { code, body } = refusal(failure, onFault)
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', CHALLENGE)
    return reply.status(STATUS_TOLD.includes(code) ? httpStatusOf(code) : 200).send(body)
  }
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', async (request, reply) => { reply.headers({ 'x-request-id': request.id, 'cache-control': 'private, no-store' }) })
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await Promise.all(links.map(link => link.isReady()))
    return ready.every(Boolean) ? { status: 'ready' } : reply.status(503).send({ status: 'waiting' })
  })
  app.post<{ Params: { subgraph: string } }>('/:subgraph', async (request, reply) => {
    const handle = handlers.get(request.params.subgraph)
    if (!handle) return reply.status(404).send({ errors: [{ message: messageOf('NOT_FOUND'), extensions: { code: 'NOT_FOUND' } }] })
    try {
      return reply.send(await handle(request))
    } catch (failure) {
      return refuseWith(reply, failure)
    }
  })
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
    const code: ErrorCode = status === 413 ? 'BODY_TOO_LARGE' : status === 415 ? 'UNSUPPORTED_MEDIA_TYPE' : status === 400 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'
    if (code === 'INTERNAL_SERVER_ERROR') onFault?.({ where: 'http', cause: error })
    return reply.status(httpStatusOf(code)).send({ errors: [{ message: messageOf(code), extensions: { code } }] })
  })
  const url = await app.listen({ host, port })
  return {
    url,
    async stop() {
      await app.close()
      await Promise.all(links.map(link => link.close()))
    },
  }
}
