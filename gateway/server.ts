import { metricsPage } from '../schema/observe/metrics-page.ts'
import { doorLinks } from './door/door-links.ts'
import { eventsRoute } from './events-route.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { graphqlRoute } from './graphql-route.ts'
import { startGraphServer } from './graph-server.ts'
import { healthRoutes } from './health/health-routes.ts'
import { httpApp } from './http-app.ts'
import { listen } from './listen.ts'
import { admitSchemaNames } from './observe/admit-schema-names.ts'
import { usePrincipal } from './plugins/use-principal.ts'

export type { GatewayOptions } from './gateway-options.ts'

/** A gateway that accepts requests. */
export interface RunningGateway {
  /** Where it listens, without a path. */
  readonly url: string
  /** Finishes the requests under way, but not for longer than ten seconds. */
  stop(): Promise<void>
}

const STOP_WITHIN_MS = 10_000

/** Starts the door: HTTP in front, the composed graph behind. */
export const startGateway = async (given: GatewayOptions): Promise<RunningGateway> => {
  const options = { ...given, links: doorLinks(given) }
  admitSchemaNames(options.supergraph)
  const server = await startGraphServer(options)
  const app = httpApp(options.onFault)
  const openContext = usePrincipal(options)
  graphqlRoute(app, server, request => openContext(request.raw, request.id))
  healthRoutes(app, options.links)
  if (options.state) eventsRoute(app, { ring: options.envelopeKeys, receivers: options.state.receivers })
  // names of the schema and counts; who may scrape outside of development is decided by where it is served, which is not here
  if (options.isDevelopment) app.get('/metrics', async (_request, reply) => {
    const { type, text } = await metricsPage()
    return reply.type(type).send(text)
  })
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
