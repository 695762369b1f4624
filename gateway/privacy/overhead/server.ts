import { openSubgraphs } from '../../../subgraphs/serve.ts'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { claimsAuthenticator } from '../../fixture/claims-authenticator.ts'
import { openDoorState } from '../../budgets/open-door-state.ts'
import { TEST_KEYS } from '../../e2e/harness/test-keys.ts'
import { databaseAt } from '../ground.ts'
import { printAnswer } from '../patched/run-patched.ts'
import { startGateway } from '../../server.ts'
import { httpLink } from '../../sources/http-link.ts'
import { inProcessLink } from '../../sources/in-process-link.ts'
import type { SubgraphLink } from '../../sources/subgraph-link.ts'
import { loadSupergraph } from '../../supergraph.ts'

/** `server.ts <database> [<addresses of modules as JSON>]`: a gateway over modules in this process, or over those that listen elsewhere. Prints its url. */
const [url = '', addresses] = process.argv.slice(2)
const { connectionFor } = databaseAt(url)
const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })

const near = async (): Promise<readonly SubgraphLink[]> =>
  (await openSubgraphs({ connectionFor, keys, poolSize: 3, relay: { receivers: [] } })).map((subgraph) => inProcessLink(subgraph))
const far = (given: unknown): readonly SubgraphLink[] =>
  (Array.isArray(given) ? given : []).map((each: readonly string[]) => httpLink({ name: each[0] ?? '', url: each[1] ?? '', connectMs: 1_000, answerMs: 10_000, connections: 8, keys: keys.envelope }))

const gateway = await startGateway({
  supergraph: loadSupergraph(undefined, modules), links: addresses === undefined ? await near() : far(JSON.parse(addresses)), authenticate: claimsAuthenticator(keys.envelope),
  envelopeKeys: keys.envelope, state: openDoorState({ connectionFor }), isDevelopment: true, host: '127.0.0.1', port: 0,
})
printAnswer(gateway.url)
