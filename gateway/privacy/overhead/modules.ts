import { loadKeys } from '../../../prisma/database/keys.ts'
import { openSubgraphs, serveSubgraph } from '../../../subgraphs/serve.ts'
import { TEST_KEYS } from '../../e2e/harness/test-keys.ts'
import { databaseAt } from '../ground.ts'
import { printAnswer } from '../patched/run-patched.ts'

/** `modules.ts <database>`: the modules of the graph over HTTP, in a process of their own. Prints their names and addresses. */
const [url = ''] = process.argv.slice(2)
const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
const subgraphs = await openSubgraphs({ connectionFor: databaseAt(url).connectionFor, keys, poolSize: 3, relay: { receivers: [] } })
const servers = await Promise.all(subgraphs.map(async (subgraph) => [subgraph.name, `${(await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, ring: keys.envelope })).url}/graphql`] as const))
printAnswer(servers)
