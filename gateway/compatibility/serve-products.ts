import { loadKeys } from '../../prisma/database/keys.ts'
import { buildSubgraph } from '../../subgraphs/engine/build-subgraph.ts'
import { serveHttp } from '../../subgraphs/engine/serve-http.ts'
import type { SubgraphServer } from '../../subgraphs/engine/serve-http.ts'
import { TEST_KEYS } from '../e2e/harness/test-keys.ts'
import { references, resolvers } from './products-module.ts'

const noTable = () => Promise.reject(new Error('There is no table to read.'))

/** Serves the schema of Apollo's tests by the engine that serves our modules: a module without tables, open to everybody. */
export function serveProducts(sdl: string, { port }: { readonly port: number }): Promise<SubgraphServer> {
  const subgraph = buildSubgraph({
    metadata: { name: 'products', order: 0, schema: 'products', entities: [], enums: [] }, sdl, resolvers, references, isOpen: true, hasTraces: true,
    keys: loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS }),
    pool: { query: noTable, queryAndWrite: noTable },
  })
  return serveHttp({ host: 'localhost', port, subgraph, isReady: async () => true })
}
