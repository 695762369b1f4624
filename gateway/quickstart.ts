import { loadKeys } from '../prisma/database/keys.ts'
import { prepareDatabase } from '../prisma/database/prepare-database.ts'
import type { PreparedDatabase } from '../prisma/database/prepare-database.ts'
import { refreshCopies } from '../prisma/database/refresh-copies.ts'
import type { Settings } from '../prisma/database/settings.ts'
import { tellingSettings } from '../prisma/database/telling-settings.ts'
import { seedDatabase } from '../prisma/seed/seed.ts'
import { seedOnce } from '../prisma/seed/seed-once.ts'
import { tellQuarters } from '../prisma/seed/tell-quarters.ts'
import { brands } from '../prisma/seed/world/brands.ts'
import { modules } from '../schema/metadata/index.ts'
import { openSubgraphs, poolLimits } from '../subgraphs/serve.ts'
import { openAuthentication } from './authenticate/open-authentication.ts'
import { openDoorState } from './budgets/open-door-state.ts'
import { pagesForPeople } from './pages-for-people.ts'
import { endurance } from './endurance.ts'
import { exportLimits } from './exports/export-limits.ts'
import { RECORD_MESSAGE } from './exports/export-record.ts'
import { openExports } from './exports/open-exports.ts'
import { limitsOfSettings } from './limits/limits-of-settings.ts'
import { log, logFault } from './log.ts'
import { logRequests } from './observe/log-requests.ts'
import { startGateway } from './server.ts'
import type { RunningGateway } from './server.ts'
import { inProcessLink } from './sources/in-process-link.ts'
import { loadSupergraph } from './supergraph.ts'
import { openDocuments } from './trusted-documents/open-documents.ts'

type Say = (line: string) => void

const prepare = async (settings: Settings, say: Say): Promise<PreparedDatabase> => {
  const database = await prepareDatabase(settings)
  say(`database  ${database.place}${database.attached ? ' (was running)' : ''}`)
  if (settings.databaseUrl !== undefined) {
    for (const setting of await tellingSettings(database.connectionFor)) say(`warning   the log of this Postgres can hold values of people: ${setting}`)
  }
  if (database.migrated.length > 0) say(`migrated  ${database.migrated.length} migrations`)
  try {
    await seedOnce(database, { dataFolder: settings.dataFolder, say, seed: options => seedDatabase({ ...options, log: tellQuarters(say) }) })
    return database
  } catch (failure) {
    await database.stop()
    throw failure
  }
}

/** Everything in one process: Postgres where none is configured, migrations, demo data into an empty database, all modules, the gateway. */
export const quickstart = async (settings: Settings, say: Say): Promise<RunningGateway> => {
  const database = await prepare(settings, say)
  const keys = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  const state = openDoorState(database)
  const { values } = settings
  const documents = await openDocuments({
    mode: values.VEIL_TRUSTED_DOCUMENTS, file: values.VEIL_TRUSTED_DOCUMENTS_FILE, connectionFor: database.connectionFor,
    onFault: cause => logFault({ where: 'documents', cause }), onFree: log.freeDocument,
  })
  const authentication = openAuthentication({ settings, keys, connectionFor: database.connectionFor, defaultBrand: brands[0]?.id, onFault: logFault })
  const subgraphs = await openSubgraphs({
    connectionFor: database.connectionFor, keys, ...poolLimits(settings), onFault: cause => logFault({ where: 'subgraph', cause }), relay: state,
  })
  const exports = openExports({
    connectionFor: database.connectionFor, limits: exportLimits(settings), lanes: values.VEIL_JOBS ?? 1, onFault: logFault,
    recorder: subgraphs.flatMap(({ receivers }) => receivers).find(({ takes }) => takes(RECORD_MESSAGE)),
  })
  let isStopping = false
  let copies: Promise<unknown> | undefined
  const close = async (): Promise<void> => {
    isStopping = true
    await copies
    await exports.close()
    await Promise.all(subgraphs.map(subgraph => subgraph.close()))
    await state.close()
    await documents.close()
    await authentication.close()
    await database.stop()
  }
  const isDevelopment = settings.environment === 'development'
  const links = subgraphs.map(inProcessLink)
  try {
    const gateway = await startGateway({
      supergraph: loadSupergraph(undefined, modules),
      links,
      ...endurance(settings, { readSupergraph: () => loadSupergraph(undefined, modules), linksOf: () => links }),
      authenticate: authentication.authenticate, trustedProxies: authentication.trustedProxies,
      ...limitsOfSettings(settings), documents,
      envelopeKeys: keys.envelope, state, exports, isDevelopment, host: settings.host, port: settings.port, onFault: logFault, onDivergence: log.divergence,
      onRequest: logRequests(log, settings.values),
      pages: pagesForPeople(settings, keys.envelope),
    })
    // behind the first requests: a copy that is too old is not shown meanwhile
    copies = refreshCopies(database.connectionFor, () => isStopping).catch((cause: unknown) => { logFault({ where: 'copies', cause }) })
    return { ...gateway, stop: () => gateway.stop().then(close) }
  } catch (failure) {
    await close()
    throw failure
  }
}
