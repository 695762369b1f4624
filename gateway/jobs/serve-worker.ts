import { createConnectionFor } from '../../prisma/database/connection.ts'
import { loadKeys } from '../../prisma/database/keys.ts'
import { modules } from '../../schema/metadata/index.ts'
import { refuseEverybody } from '../authenticate/refuse-everybody.ts'
import { openDoorState } from '../budgets/open-door-state.ts'
import type { GatewayConfig } from '../config.ts'
import { exportLimits } from '../exports/export-limits.ts'
import { openExports } from '../exports/open-exports.ts'
import { remoteRecorder } from '../exports/remote-recorder.ts'
import { GatewayError } from '../gateway-error.ts'
import { limitsOfSettings } from '../limits/limits-of-settings.ts'
import { log, logFault } from '../log.ts'
import { serveGraph } from '../served-graph.ts'
import { subgraphLinks } from '../sources/subgraph-links.ts'
import { loadSupergraph } from '../supergraph.ts'

/** A process that works on jobs and answers nobody. */
export interface RunningWorker {
  stop(): Promise<void>
}

/** Opens the graph of the distributed start as a gateway does, without a door; several of these share the queue. */
export const serveWorker = async ({ settings, addresses }: GatewayConfig): Promise<RunningWorker> => {
  const { databaseUrl, roleUrls, roleSecret, values } = settings
  if (databaseUrl === undefined) throw new GatewayError('SETTINGS_INVALID', 'A worker needs DATABASE_URL: its queue is in the database of the modules.')
  const connectionFor = createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false })
  const { envelope: envelopeKeys } = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  const supergraph = loadSupergraph(undefined, modules)
  const state = openDoorState({ connectionFor })
  const exports = openExports({
    connectionFor, limits: exportLimits(settings), lanes: values.VEIL_JOBS ?? 1, recorder: remoteRecorder(envelopeKeys, addresses), onFault: logFault,
  })
  const graph = await serveGraph({
    supergraph, links: subgraphLinks({ keys: envelopeKeys, addresses, values })(supergraph), authenticate: refuseEverybody, ...limitsOfSettings(settings),
    envelopeKeys, state, exports, isDevelopment: false, host: settings.host, port: settings.port, onFault: logFault, onDivergence: log.divergence,
  })
  exports.serve(graph)
  return {
    async stop() {
      await exports.close()
      await graph.stop()
      await state.close()
    },
  }
}
