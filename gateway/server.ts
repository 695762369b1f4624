import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { fastify } from 'fastify'
import type { ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { messageOf } from '../schema/policy/error-codes.ts'
import type { ErrorCode } from '../schema/policy/error-codes.ts'
import type { Authenticate } from './authenticate/caller.ts'
import { closedDoorState } from './budgets/door-state.ts'
import type { DoorState } from './budgets/door-state.ts'
import { doorLinks } from './door/door-links.ts'
import { eventsRoute } from './events-route.ts'
import { gatewayExecutor } from './executor.ts'
import type { Fault } from './fault.ts'
import type { GatewayContext } from './gateway-context.ts'
import { GatewayError } from './gateway-error.ts'
import { graphqlRoute } from './graphql-route.ts'
import { documentStore } from './limits/document-store.ts'
import { DEFAULT_LIMITS } from './limits/limits.ts'
import type { Limits } from './limits/limits.ts'
import type { RequestEntry } from './log.ts'
import { inOrder } from './plugins/in-order.ts'
import { useCacheHeaders } from './plugins/use-cache-headers.ts'
import { useErrors } from './plugins/use-errors.ts'
import { useIdempotencyKey } from './plugins/use-idempotency-key.ts'
import { useIntrospection } from './plugins/use-introspection.ts'
import { useLog } from './plugins/use-log.ts'
import { useLegacyStatus } from './plugins/use-legacy-status.ts'
import { useLimits } from './plugins/use-limits.ts'
import { useOperationHash } from './plugins/use-operation-hash.ts'
import { usePageSize } from './plugins/use-page-size.ts'
import { usePrincipal } from './plugins/use-principal.ts'
import { useRequestId } from './plugins/use-request-id.ts'
import { useReveals } from './plugins/use-reveals.ts'
import { useSensitivity } from './plugins/use-sensitivity.ts'
import { useValidation } from './plugins/use-validation.ts'
import { useVariables } from './plugins/use-variables.ts'
import { askTicket } from './reveal/ask-ticket.ts'
import { counter, metricsText } from './metrics.ts'
import { silentLogger } from './silent-logger.ts'
import { subgraphSource } from './sources/subgraph-source.ts'
import type { SubgraphLink } from './sources/subgraph-link.ts'
import { maskForeign } from './sources/two-keys/mask-foreign.ts'
import { twoKeys } from './sources/two-keys/two-keys.ts'
import type { CheckAnswer, DivergenceReport } from './sources/two-keys/two-keys.ts'
import type { Supergraph } from './supergraph.ts'

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly supergraph: Supergraph
  readonly links: readonly SubgraphLink[]
  readonly authenticate: Authenticate
  /** Verify what we signed ourselves: the capabilities of emergency access. */
  readonly envelopeKeys: KeyRing
  /** Budgets and running emergency accesses; without it nobody reads a raw value on request. */
  readonly state?: DoorState
  readonly isDevelopment: boolean
  /** Runs plans by the library's executor instead of ours; the tests compare the two. */
  readonly isStock?: boolean
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly limits?: Partial<Limits>
  /** Further pages of the same server; the explorer is one. */
  pages?(app: FastifyInstance): Promise<void> | void
  onPlan?(plan: object): void
  onFault?(fault: Fault): void
  /** After each request, where somebody wants to know. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** The alarm: a subgraph decided otherwise than the policy here, and its value was withheld. */
  onDivergence?(divergence: DivergenceReport & { readonly subgraph: string }): void
}

/** A gateway that accepts requests. */
export interface RunningGateway {
  /** Where it listens, without a path. */
  readonly url: string
  /** Finishes the requests under way, but not for longer than ten seconds. */
  stop(): Promise<void>
}

const divergences = counter('veil_policy_divergence_total', 'Values withheld because a subgraph decided otherwise than the gateway.')

const BODY_LIMIT = 100_000
const STOP_WITHIN_MS = 10_000
/** Room for the token of somebody who works in a thousand workspaces. */
const HEADER_LIMIT = 80_000
const REQUEST_WITHIN_MS = 20_000

/** Our own subgraphs have to agree with the policy here; those of other people are masked. */
const checks = ({ supergraph, onDivergence }: GatewayOptions): (subgraph: string) => CheckAnswer => {
  const foreign = maskForeign(supergraph)
  return name => (supergraph.isForeignSubgraph(name) ? foreign : twoKeys({ ...supergraph, onDivergence(divergence) {
    divergences.add({ subgraph: name, coordinate: divergence.coordinate })
    onDivergence?.({ subgraph: name, ...divergence })
  } }))
}

const apolloServer = (options: GatewayOptions): ApolloServer<GatewayContext> => {
  const { supergraph, links, isDevelopment, isStock, onPlan, onFault } = options
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  const checkOf = checks(options)
  return new ApolloServer<GatewayContext>({
    gateway: gatewayExecutor({
      supergraphSdl: supergraph.sdl,
      isForeign: supergraph.isForeign,
      isForeignSubgraph: supergraph.isForeignSubgraph,
      isStock,
      onPlan,
      onFault: cause => onFault?.({ where: 'executor', cause }),
      sourceOf: name => {
        const link = links.find(candidate => candidate.name === name)
        if (!link) throw new GatewayError('SUBGRAPH_UNKNOWN', `The supergraph has a subgraph ${name}, but no address of it is known.`)
        return subgraphSource(link, { check: checkOf(name), schema: supergraph.schema, onFailure: (where, cause) => onFault?.({ where, cause }) })
      },
    }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: documentStore(),
    // validated by a stage of ours, after the limits
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: limits.tokens },
    includeStacktraceInErrorResponses: false,
    formatError: useErrors(cause => onFault?.({ where: 'request', cause })),
    stopOnTerminationSignals: false,
    logger: silentLogger,
    plugins: [
      inOrder([
        useLimits(limits),
        useValidation(),
        useOperationHash(),
        useVariables(),
        useIntrospection(isDevelopment),
        usePageSize(limits),
        useSensitivity(supergraph),
        useIdempotencyKey(),
        useReveals({ state: options.state ?? closedDoorState, askTicket: askTicket(links) }),
        useCacheHeaders(),
        ...(options.onRequest ? [useLog(options.onRequest)] : []),
        useLegacyStatus(),
      ]),
      ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled(),
    ],
  })
}

const CODE_OF_STATUS: ReadonlyMap<unknown, ErrorCode> = new Map([
  [400, 'BAD_REQUEST'], [404, 'NOT_FOUND'], [405, 'METHOD_NOT_ALLOWED'], [413, 'BODY_TOO_LARGE'], [415, 'UNSUPPORTED_MEDIA_TYPE'],
])

const errorBody = (code: ErrorCode) => ({ errors: [{ message: messageOf(code), extensions: { code } }] })

/** What fails before GraphQL begins is answered in the same form. */
const withErrors = (app: FastifyInstance, onFault: GatewayOptions['onFault']): void => {
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined
    const code = CODE_OF_STATUS.get(status)
    if (code === undefined) onFault?.({ where: 'http', cause: error })
    return reply.status(code !== undefined && typeof status === 'number' ? status : 500).send(errorBody(code ?? 'INTERNAL_SERVER_ERROR'))
  })
  app.setNotFoundHandler((_request, reply) => reply.status(404).send(errorBody('NOT_FOUND')))
}

const withHealth = (app: FastifyInstance, links: readonly SubgraphLink[]): void => {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    const ready = await Promise.all(links.map(link => link.isReady()))
    return ready.every(Boolean) ? { status: 'ready' } : reply.status(503).send({ status: 'waiting' })
  })
}

const listen = async (app: FastifyInstance, { host, port }: GatewayOptions): Promise<string> => {
  try {
    return await app.listen({ host, port })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'EADDRINUSE') throw new GatewayError('PORT_TAKEN', `Port ${port} is taken. Stop what listens there, or choose another with --port.`)
    if (code === 'EACCES') throw new GatewayError('PORT_REFUSED', `Port ${port} may not be used by this user. Choose another with --port.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new GatewayError('HOST_UNKNOWN', `This machine has no address ${host}. Set HOST to one that it has.`)
    throw cause
  }
}

const start = async (server: ApolloServer<GatewayContext>): Promise<void> => {
  try {
    await server.start()
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : '').split('\n')
    throw cause instanceof GatewayError ? cause : new GatewayError('SUPERGRAPH_REFUSED', `The supergraph cannot be served: ${line}`)
  }
}

// Before routing there is no reply whose type knows a status.
const sendRaw = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

/** Starts the door: HTTP in front, the composed graph behind. */
export const startGateway = async (given: GatewayOptions): Promise<RunningGateway> => {
  const options = { ...given, links: doorLinks(given) }
  const server = apolloServer(options)
  await start(server)
  const app = fastify({
    bodyLimit: BODY_LIMIT, requestTimeout: REQUEST_WITHIN_MS, http: { maxHeaderSize: HEADER_LIMIT },
    exposeHeadRoutes: false, forceCloseConnections: 'idle', genReqId: ({ headers }) => useRequestId(headers),
    // an address that cannot be read; the default would repeat it
    frameworkErrors: (_error, _request, reply) => { sendRaw(reply.hijack().raw, 400, errorBody('BAD_REQUEST')) },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' })
  })
  const openContext = usePrincipal(options)
  graphqlRoute(app, server, request => openContext(request.raw, request.id))
  withHealth(app, options.links)
  if (options.state) eventsRoute(app, { ring: options.envelopeKeys, receivers: options.state.receivers })
  // names of the schema and counts; who may scrape outside of development is decided by where it is served, which is not here
  if (options.isDevelopment) app.get('/metrics', (_request, reply) => reply.type('text/plain; version=0.0.4').send(metricsText()))
  withErrors(app, options.onFault)
  await options.pages?.(app)
  const url = await listen(app, options).catch(async (failure: unknown) => {
    await server.stop()
    throw failure
  })
  return {
    url,
    async stop() {
      const deadline = setTimeout(() => app.server.closeAllConnections(), STOP_WITHIN_MS)
      await app.close()
      clearTimeout(deadline)
      await server.stop()
      await Promise.all(options.links.map(link => link.close()))
    },
  }
}
