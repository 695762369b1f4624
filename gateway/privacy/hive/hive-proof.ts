import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadKeys } from '../../../prisma/database/keys.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { projectFolder } from '../../../prisma/database/project-folder.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { DOOR } from '../../../schema/sdl/door-contract.ts'
import { subgraphAddresses } from '../../../schema/subgraph-addresses.ts'
import { claimsAuthenticator } from '../../fixture/claims-authenticator.ts'
import { openDoorState } from '../../budgets/open-door-state.ts'
import { doorLinks } from '../../door/door-links.ts'
import { openDoor } from '../../e2e/harness/door.ts'
import type { Door } from '../../e2e/harness/door.ts'
import { openDistributed } from '../../e2e/harness/open-distributed.ts'
import { TEST_KEYS } from '../../e2e/harness/test-keys.ts'
import { openHive } from '../../envelope-proxy/hive/open-hive.ts'
import { startProxy } from '../../envelope-proxy/start-proxy.ts'
import { httpLink } from '../../sources/http-link.ts'
import { loadSupergraph } from '../../supergraph.ts'
import { plantCanaries } from '../canary/plant-canaries.ts'
import { PLANTED } from '../canary/planted.ts'
import { readCells } from '../canary/cells.ts'
import { canaryFinder } from '../canary/find-canaries.ts'
import { runCanary } from '../canary/run-canary.ts'
import { atLeast } from '../at-least.ts'
import { PEOPLE } from '../person.ts'
import type { Proof, ProofDatabase } from '../proof.ts'

const GATEWAY_PORT = 4000

/** A gateway that knows nothing of sensitivity stands in front; what it may not show, it never gets. */
export const hiveProof: Proof = {
  name: 'hive',
  claim: 'The modules keep what they promise behind a router of another make',
  async run(ground, { seed, seconds, say }) {
    const database = await ground.copyOf(PLANTED, plantCanaries)
    const router = await openRouter(database, say)
    try {
      return await withClient(database.superuserUrl, async (client) => {
        const cells = await readCells(client)
        const run = await runCanary({ world: router.door, database: client, cells, find: canaryFinder(cells), people: PEOPLE, seed, share: 0.1, withinMs: seconds * 1000, tolerated: 'ANY' })
        const printed = canaryFinder(cells)(router.printed())
        return {
          figures: [['router', 'Hive Gateway, our envelope proxy, our modules as processes'], ['operations', run.operations], ['with a row', run.withRow], ['with an error', run.refused], ['coordinates seen raw by those who may', run.seen.size], ['leaks', run.faults.length + printed.length]],
          faults: [...atLeast(0.25 * Math.max(4, run.operations), run.withRow, 'operations with a row'), ...run.faults, ...printed.map(({ cell }) => `the processes printed ${cell?.of.coordinate ?? 'a piece of a canary'}`)],
        }
      })
    } finally {
      await router.stop()
      await database.drop()
    }
  },
}

interface Router {
  readonly door: Door
  printed(): string
  stop(): Promise<void>
}

/** The processes of docker-compose.yml, the proxy that signs, and the other router before it. */
async function openRouter(database: ProofDatabase, say: (line: string) => void): Promise<Router> {
  const distributed = await openDistributed(database)
  const { envelope } = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const offset = Number(new URL(distributed.url).port) - GATEWAY_PORT
  const addresses = await subgraphAddresses()
  const supergraph = loadSupergraph(undefined, modules)
  const links = supergraph.subgraphs.filter(({ name }) => name !== DOOR).map(({ name }) => httpLink({ name, url: here(addresses.get(name) ?? '', offset), connectMs: 1_000, answerMs: 10_000, connections: 8, keys: envelope }))
  const state = openDoorState({ connectionFor: database.connectionFor })
  const contracts = new Map(supergraph.subgraphs.map(({ name }) => [name, readFileSync(join(projectFolder, 'schema', `${name}.graphql`), 'utf8')] as const))
  const proxy = await startProxy({
    supergraph, contracts, envelopeKeys: envelope, state, host: '127.0.0.1', port: 0, authenticate: claimsAuthenticator(envelope),
    links: doorLinks({ supergraph, links, envelopeKeys: envelope, isDevelopment: true }),
  })
  const hive = await openHive({ folder: join(tmpdir(), 'veilgraph-hive'), supergraphSdl: readFileSync(join(projectFolder, 'schema', 'supergraph.graphql'), 'utf8'), proxyUrl: proxy.url, say })
  return {
    door: openDoor(hive.url, envelope),
    printed: distributed.printed,
    async stop() {
      await hive.stop()
      await proxy.stop()
      await state.close()
      await distributed.stop()
    },
  }
}

function here(address: string, offset: number): string {
  const url = new URL(address)
  url.hostname = '127.0.0.1'
  url.port = String(Number(url.port) + offset)
  return url.href
}
