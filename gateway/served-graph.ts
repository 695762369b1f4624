import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server'
import { doorLinks } from './door/door-links.ts'
import type { GatewayContext } from './gateway-context.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { startGraphServer } from './graph-server.ts'
import { admitSchemaNames } from './observe/admit-schema-names.ts'
import type { SubgraphLink } from './sources/subgraph-link.ts'

/** One request of GraphQL over HTTP, and how its caller is found out. */
export interface GraphRequest {
  readonly httpGraphQLRequest: HTTPGraphQLRequest
  context(): Promise<GatewayContext>
}

/** The graph that is served at the moment, and its replacement. */
export interface ServedGraph {
  execute(request: GraphRequest): Promise<HTTPGraphQLResponse>
  /** Serves another one from the next request on; rejects, and changes nothing, where that cannot be served. What is under way ends on the old one. */
  replace(change: Pick<GatewayOptions, 'supergraph' | 'links'>): Promise<void>
  readonly links: readonly SubgraphLink[]
  readonly options: GatewayOptions
  /** Waits for what is under way. */
  stop(): Promise<void>
}

const open = async (given: GatewayOptions) => {
  const options = { ...given, links: doorLinks(given) }
  const server = await startGraphServer(options)
  admitSchemaNames(options.supergraph)
  let running = 0
  let idle: (() => void) | undefined
  return {
    options,
    async execute(request: GraphRequest): Promise<HTTPGraphQLResponse> {
      running += 1
      try {
        return await server.executeHTTPGraphQLRequest(request)
      } finally {
        running -= 1
        if (running === 0) idle?.()
      }
    },
    async stop() {
      if (running > 0) await new Promise<void>(resolve => { idle = resolve })
      await server.stop()
    },
  }
}

/** Serves one graph, and others after it, without a request in between that nobody answers. */
export const serveGraph = async (given: GatewayOptions): Promise<ServedGraph> => {
  let current = await open(given)
  const retiring = new Set<Promise<unknown>>()

  const retire = async (old: typeof current): Promise<void> => {
    await old.stop()
    // a subgraph that stays keeps its connections
    await Promise.all(old.options.links.filter(link => !current.options.links.includes(link)).map(link => link.close()))
  }
  return {
    execute: request => current.execute(request),
    async replace(change) {
      const next = await open({ ...current.options, ...change })
      const old = current
      current = next
      const leaving = retire(old).finally(() => retiring.delete(leaving))
      retiring.add(leaving)
    },
    get links() {
      return current.options.links
    },
    get options() {
      return current.options
    },
    async stop() {
      await current.stop()
      await Promise.all(retiring)
      await Promise.all(current.options.links.map(link => link.close()))
    },
  }
}
