import { metricsPage } from '../schema/observe/metrics-page.ts'
import { eventsRoute } from './events-route.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { graphqlRoute } from './graphql-route.ts'
import { drain } from './health/drain.ts'
import { healthRoutes } from './health/health-routes.ts'
import { readiness } from './health/readiness.ts'
import { httpApp } from './http-app.ts'
import { listen } from './listen.ts'
import { observeContext, observeHttp } from './observe/observe-http.ts'
import { usePrincipal } from './plugins/use-principal.ts'
import { reloader } from './reload/reloader.ts'
import { serveGraph } from './served-graph.ts'

export type { GatewayOptions } from './gateway-options.ts'

/** A gateway that accepts requests. */
export interface RunningGateway {
  /** Where it listens, without a path. */
  readonly url: string
  /** Takes requests for as long as it was told to, then finishes those under way. */
  stop(): Promise<void>
}

/** One that can be told to read its files again, as SIGHUP does; resolves when they are served, or refused. */
export interface ReloadableGateway extends RunningGateway {
  reload(): Promise<void>
}

const REQUEST_MS = 10_000
/** An answer that was ready in time may take a moment to leave. */
const LEAVE_MS = 1_000

/** Starts the door: HTTP in front, the composed graph behind. */
export const startGateway = async (options: GatewayOptions): Promise<ReloadableGateway> => {
  const { envelopeKeys, state, path = '/graphql', requestMs = REQUEST_MS, drainMs = 0, onFault } = options
  const graph = await serveGraph(options)
  const app = httpApp(onFault)
  observeHttp(app, { path, trustedProxies: options.trustedProxies })
  const end = drain(app, { graceMs: drainMs, withinMs: requestMs + LEAVE_MS })
  const files = reloader(graph, options.reload)
  const openContext = observeContext(usePrincipal(options))
  graphqlRoute(app, { path, graph, requestMs, openContext: request => openContext(request.raw, request.id, request.body) })
  options.exports?.route(app, request => openContext(request.raw, request.id))
  healthRoutes(app, readiness({
    links: () => graph.links, isDatabaseReady: async () => state?.isReady?.() ?? true, files: () => files.states, isDraining: () => end.isDraining,
  }))
  if (state) eventsRoute(app, { ring: envelopeKeys, receivers: state.receivers })
  // names of the schema and counts; who may scrape outside of development is decided by where it is served, which is not here
  if (options.isDevelopment) app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metricsPage()
    return reply.type(type).send(text)
  })
  await options.pages?.(app)
  const url = await listen(app, options).catch(async (failure: unknown) => {
    files.stop()
    await graph.stop()
    throw failure
  })
  options.exports?.serve(graph)
  return {
    url,
    reload: files.reload,
    async stop() {
      files.stop()
      // a job is given back meanwhile
      await Promise.all([end.close(), options.exports?.stopWork()])
      await graph.stop()
    },
  }
}
