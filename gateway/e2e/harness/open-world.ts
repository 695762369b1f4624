import { AsyncLocalStorage } from 'node:async_hooks'
import type { ConnectionFor } from '../../../prisma/database/connection.ts'
import { loadKeys } from '../../../prisma/database/keys.ts'
import type { Keys } from '../../../prisma/database/keys.ts'
import { readSettings } from '../../../prisma/database/settings.ts'
import { brands } from '../../../prisma/seed/world/brands.ts'
import { modules } from '../../../schema/metadata/index.ts'
import { openSubgraphs } from '../../../subgraphs/serve.ts'
import type { OpenSubgraph } from '../../../subgraphs/serve.ts'
import type { Authenticate } from '../../authenticate/caller.ts'
import { openAuthentication } from '../../authenticate/open-authentication.ts'
import { claimsAuthenticator } from '../../fixture/claims-authenticator.ts'
import { eitherAuthenticator } from '../../fixture/either-authenticator.ts'
import { openDoorState } from '../../budgets/open-door-state.ts'
import { DEFAULT_EXPORT_LIMITS } from '../../exports/export-limits.ts'
import { RECORD_MESSAGE } from '../../exports/export-record.ts'
import { openExports } from '../../exports/open-exports.ts'
import type { ExportsOptions } from '../../exports/open-exports.ts'
import { startGateway } from '../../server.ts'
import type { GatewayOptions } from '../../server.ts'
import { inProcessLink } from '../../sources/in-process-link.ts'
import type { Fetch as SubgraphFetch, SubgraphLink } from '../../sources/subgraph-link.ts'
import { loadSupergraph } from '../../supergraph.ts'
import { openDoor } from './door.ts'
import type { Door } from './door.ts'
import { TEST_KEYS } from './test-keys.ts'

/** One fetch that the gateway made, and the statements that it cost. */
export interface Fetch {
  readonly subgraph: string
  readonly request: SubgraphFetch
  readonly statements: string[]
}

/** The whole graph in this process, over a seeded database. */
export interface World extends Door {
  readonly keys: Keys
  readonly subgraphs: readonly OpenSubgraph[]
  /** As it says who asks. */
  readonly authenticate: Authenticate
  /** Fetches since the last call. */
  fetches(): readonly Fetch[]
  /** Faults of our own side since the last call; a request of somebody must not cause any. */
  faults(): readonly unknown[]
  /** Resolves when what was committed has arrived: records are chained, events consumed. */
  flush(): Promise<void>
  stop(): Promise<void>
}

export interface WorldOptions {
  readonly connectionFor: ConnectionFor
  readonly poolSize?: number
  /** Replaces the way to a subgraph, to take it away. */
  readonly relink?: (link: SubgraphLink) => SubgraphLink
  /** Runs plans by the library's executor. */
  readonly isStock?: boolean
  /** Leaves the outboxes alone: records of reading are written, but nobody who may read the log sees them come. */
  readonly isQuiet?: boolean
  /** Asks with tokens that say who comes and nothing else; rights are those of the database. */
  readonly isReal?: boolean
  /** Says who asks; where it is left out, either kind of token is believed. */
  readonly authenticate?: Authenticate
  /** Name of the brand at a host of this machine; only what the product believes is then believed. */
  readonly brand?: string
  /** What operations may cost; where it is left out, a minute has no end: all tests ask as the same few people, at the same time. */
  readonly cost?: GatewayOptions['cost']
  /** Lets callers have exports, and works on them; most tests have no use for a worker. */
  readonly exports?: Partial<ExportsOptions>
  /** False: as it stands in the open, without what is there for developers. */
  readonly isDevelopment?: boolean
  /** Pages of the same server. */
  readonly pages?: GatewayOptions['pages']
}

const NO_BUDGETS = { minute: 0, brandMinute: 0 } as const

/** Starts it on a port of its own; what is asked goes over HTTP as a client would send it. */
export async function openWorld({ connectionFor, poolSize = 2, relink = (link) => link, isStock, isQuiet = false, authenticate: own, brand, isDevelopment = true, isReal, cost = NO_BUDGETS, exports: wanted, pages }: WorldOptions): Promise<World> {
  const keys = loadKeys({ mode: 'distributed', folder: '', environment: TEST_KEYS })
  const faults: unknown[] = []
  const fetches: Fetch[] = []
  const current = new AsyncLocalStorage<Fetch>()
  const state = openDoorState({ connectionFor })
  const subgraphs = await openSubgraphs({ connectionFor, keys, poolSize, onFault: (cause) => void faults.push(cause), relay: isQuiet ? undefined : state })
  for (const { pool } of subgraphs) pool.onStatement(({ text }) => current.getStore()?.statements.push(text))
  const recorded = (link: SubgraphLink): SubgraphLink => ({
    ...link,
    call(request, facts) {
      const fetch: Fetch = { subgraph: link.name, request, statements: [] }
      fetches.push(fetch)
      return current.run(fetch, () => link.call(request, facts))
    },
  })
  const authentication = openAuthentication({ settings: readSettings({ VEIL_ENVIRONMENT: 'development' }), keys, connectionFor, defaultBrand: brand ?? brands[0]?.id })
  const authenticate = own ?? (brand === undefined ? eitherAuthenticator(claimsAuthenticator(keys.envelope), authentication.authenticate) : authentication.authenticate)
  const exports = wanted && openExports({
    connectionFor, limits: DEFAULT_EXPORT_LIMITS, lanes: 1, pollMs: 50, onFault: (fault) => void faults.push(fault),
    recorder: subgraphs.flatMap(({ receivers }) => receivers).find(({ takes }) => takes(RECORD_MESSAGE)), ...wanted,
  })
  const gateway = await startGateway({
    supergraph: loadSupergraph(undefined, modules),
    links: subgraphs.map((subgraph) => relink(recorded(inProcessLink(subgraph)))),
    authenticate, envelopeKeys: keys.envelope, state, cost, exports, isDevelopment, isStock, host: '127.0.0.1', port: 0, pages,
    onFault: (fault) => void faults.push(fault),
  })
  return {
    ...openDoor(gateway.url, keys.envelope, isReal),
    keys, subgraphs, authenticate,
    fetches: () => fetches.splice(0),
    faults: () => faults.splice(0),
    flush: async () => void await Promise.all(subgraphs.map((subgraph) => subgraph.flush())),
    async stop() {
      await gateway.stop()
      await exports?.close()
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()))
      await state.close()
      await authentication.close()
    },
  }
}
