import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { loadKeys } from '../../prisma/database/keys.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { allowingAnonymous } from '../authenticate/allowing-anonymous.ts'
import { refuseEverybody } from '../authenticate/refuse-everybody.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { startGateway } from '../server.ts'
import type { RunningGateway } from '../server.ts'
import { subgraphLinks } from '../sources/subgraph-links.ts'
import { foreignSupergraph } from '../supergraph.ts'

/** A subgraph of the graph under test. */
export interface RoutedSubgraph {
  readonly name: string
  readonly url: string
  readonly sdl: string
}

/** The subgraphs that Apollo's tests bring along. */
export function shippedSubgraphs(tests: string): readonly RoutedSubgraph[] {
  return [['inventory', 4003] as const, ['users', 4002] as const].map(([name, port]) => ({
    name, url: `http://localhost:${port}/`, sdl: readFileSync(join(tests, 'dist', 'subgraphs', name, `${name}.graphql`), 'utf8'),
  }))
}

/** Our gateway in the router's place, with the sensitivity layer on. */
export function serveRouter(subgraphs: readonly RoutedSubgraph[], { port }: { readonly port: number }): Promise<RunningGateway> {
  const { supergraphSdl, errors } = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })))
  if (supergraphSdl === undefined) throw new Error(`The graph cannot be composed: ${errors?.map(({ message }) => message).join('; ') ?? ''}`)
  const { envelope } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const supergraph = foreignSupergraph(supergraphSdl, 'the graph of the tests')
  const linksOf = subgraphLinks({ keys: envelope, addresses: new Map(), values: readSettings({}).values })
  return startGateway({
    supergraph, authenticate: allowingAnonymous(refuseEverybody), envelopeKeys: envelope,
    links: linksOf(supergraph), isDevelopment: true, host: 'localhost', port, path: '/',
  })
}
