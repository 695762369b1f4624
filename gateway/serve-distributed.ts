import { createConnectionFor } from '../prisma/database/connection.ts'
import { loadKeys } from '../prisma/database/keys.ts'
import type { Keys } from '../prisma/database/keys.ts'
import type { Settings } from '../prisma/database/settings.ts'
import { modules } from '../schema/metadata/index.ts'
import { allowingAnonymous } from './authenticate/allowing-anonymous.ts'
import { foreignAuthentication } from './authenticate/foreign-authentication.ts'
import { openAuthentication } from './authenticate/open-authentication.ts'
import type { Authentication } from './authenticate/open-authentication.ts'
import { closedDoorState } from './budgets/door-state.ts'
import type { DoorState } from './budgets/door-state.ts'
import { openDoorState } from './budgets/open-door-state.ts'
import type { GatewayConfig } from './config.ts'
import { pagesForPeople } from './pages-for-people.ts'
import { endurance } from './endurance.ts'
import { exportLimits } from './exports/export-limits.ts'
import { openExports } from './exports/open-exports.ts'
import type { Exports } from './exports/open-exports.ts'
import { limitsOfSettings } from './limits/limits-of-settings.ts'
import { log, logFault } from './log.ts'
import { logRequests } from './observe/log-requests.ts'
import { startGateway } from './server.ts'
import type { RunningGateway } from './server.ts'
import { subgraphLinks } from './sources/subgraph-links.ts'
import { loadSupergraph } from './supergraph.ts'
import type { Supergraph } from './supergraph.ts'
import { openDocuments } from './trusted-documents/open-documents.ts'

/** The counters are in the database of the modules; a gateway that does not know it reads no raw value on request. */
const stateOf = ({ databaseUrl, roleUrls, roleSecret }: Settings, { isForeign }: Supergraph): DoorState =>
  (databaseUrl === undefined || isForeign ? closedDoorState : openDoorState({ connectionFor: createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false }) }))

/** Who asks is in the same database; without one there are the demo people, in development. */
const authenticationOf = (settings: Settings, keys: Keys): Authentication => {
  const { databaseUrl, roleUrls, roleSecret } = settings
  if (databaseUrl === undefined) return foreignAuthentication(settings, keys)
  return openAuthentication({ settings, keys, connectionFor: createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false }), onFault: logFault })
}

/** Registered documents are in the same database, and in a file. */
const documentsOf = ({ databaseUrl, roleUrls, roleSecret, values }: Settings, { isForeign }: Supergraph): ReturnType<typeof openDocuments> => openDocuments({
  mode: values.VEIL_TRUSTED_DOCUMENTS, file: values.VEIL_TRUSTED_DOCUMENTS_FILE,
  connectionFor: databaseUrl === undefined || isForeign ? undefined : createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false }),
  onFault: cause => logFault({ where: 'documents', cause }), onFree: log.freeDocument,
})

/** What callers ask for is in the same database; workers of their own make it. */
const exportsOf = (settings: Settings, { isForeign }: Supergraph): Exports | undefined => {
  const { databaseUrl, roleUrls, roleSecret, values } = settings
  if (databaseUrl === undefined || isForeign) return undefined
  return openExports({
    connectionFor: createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false }), limits: exportLimits(settings), lanes: values.VEIL_JOBS ?? 0, onFault: logFault,
  })
}

/** Starts a gateway whose subgraphs are HTTP services: our own ones in several processes, or those of another graph. */
export const serveDistributed = async ({ settings, supergraphFile, foreign, addresses, allowAnonymous }: GatewayConfig): Promise<RunningGateway> => {
  const supergraph = loadSupergraph(supergraphFile, modules, foreign)
  const keys = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  const { envelope: envelopeKeys } = keys
  const isDevelopment = settings.environment === 'development'
  const { authenticate, trustedProxies, close } = authenticationOf(settings, keys)
  const state = stateOf(settings, supergraph)
  const documents = await documentsOf(settings, supergraph)
  const exports = exportsOf(settings, supergraph)
  const linksOf = subgraphLinks({ keys: envelopeKeys, addresses, values: settings.values })
  const gateway = await startGateway({
    supergraph,
    links: linksOf(supergraph),
    ...endurance(settings, { supergraphFile, readSupergraph: () => loadSupergraph(supergraphFile, modules, foreign), linksOf }),
    authenticate: allowAnonymous ? allowingAnonymous(authenticate) : authenticate, trustedProxies,
    ...limitsOfSettings(settings), documents,
    envelopeKeys, state, exports, isDevelopment, host: settings.host, port: settings.port, onFault: logFault, onDivergence: log.divergence,
    onRequest: logRequests(log, settings.values),
    pages: supergraph.isForeign ? undefined : pagesForPeople(settings, envelopeKeys),
  })
  return { ...gateway, stop: () => gateway.stop().then(() => Promise.all([state.close(), exports?.close(), documents.close(), close()])).then(() => undefined) }
}
