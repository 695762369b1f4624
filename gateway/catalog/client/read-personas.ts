import { fetchJson } from '../../explorer/client/fetch-json.ts'
import { PATHS } from '../../explorer/paths.ts'
import { personaList, type ExplorerPersona } from '../../explorer/wire.ts'

/** People of the demo data whom one can read the catalog as; none where the gateway is not one for development. */
export const readPersonas = (): Promise<readonly ExplorerPersona[]> => fetchJson(PATHS.personas, personaList).catch(() => [])
