import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createConnectionFor } from '../../prisma/database/connection.ts'
import { loadKeys } from '../../prisma/database/keys.ts'
import { projectFolder } from '../../prisma/database/project-folder.ts'
import { readSettings } from '../../prisma/database/settings.ts'
import { modules } from '../../schema/metadata/index.ts'
import { policies } from '../../schema/policy/policies.ts'
import { DOOR } from '../../schema/sdl/door-contract.ts'
import { foreignAuthentication } from '../authenticate/foreign-authentication.ts'
import { openAuthentication } from '../authenticate/open-authentication.ts'
import { closedDoorState } from '../budgets/door-state.ts'
import { openDoorState } from '../budgets/open-door-state.ts'
import { doorLinks } from '../door/door-links.ts'
import { logFault } from '../log.ts'
import { httpLink } from '../sources/http-link.ts'
import { loadSupergraph } from '../supergraph.ts'
import { startProxy } from './start-proxy.ts'

/** `npm run envelope-proxy`: lets a router of another make stand in front of our subgraphs. Options and environment are those of a distributed gateway. */

const CONNECT_MS = 1000
const ANSWER_MS = 7000
const CONNECTIONS = 16
const PORT = '4100'

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { port: { type: 'string', default: PORT } } })
  policies()
  const settings = readSettings()
  const supergraph = loadSupergraph(undefined, modules)
  const keys = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  const { envelope: envelopeKeys } = keys
  const isDevelopment = settings.environment === 'development'
  const addresses = settings.values.SUBGRAPHS ?? new Map<string, readonly string[]>()
  const { databaseUrl, roleUrls, roleSecret } = settings
  const connectionFor = databaseUrl === undefined ? undefined : createConnectionFor({ databaseUrl, roleUrls, roleSecret, trusted: false })
  const state = connectionFor ? openDoorState({ connectionFor }) : closedDoorState
  const authentication = connectionFor ? openAuthentication({ settings, keys, connectionFor, onFault: logFault }) : foreignAuthentication(settings, keys)
  const links = supergraph.subgraphs.filter(({ name }) => name !== DOOR).map(({ name, url }) =>
    httpLink({ name, url: addresses.get(name)?.[0] ?? url, connectMs: CONNECT_MS, answerMs: ANSWER_MS, connections: CONNECTIONS, keys: envelopeKeys }))
  const contracts = new Map(supergraph.subgraphs.map(({ name }) => [name, readFileSync(join(projectFolder, 'schema', `${name}.graphql`), 'utf8')] as const))
  const proxy = await startProxy({
    supergraph, contracts, envelopeKeys, state, host: settings.host, port: Number(values.port), onFault: logFault,
    links: doorLinks({ supergraph, links, envelopeKeys, isDevelopment, onFault: logFault }),
    authenticate: authentication.authenticate, trustedProxies: authentication.trustedProxies,
  })
  process.stdout.write(`envelope proxy at ${proxy.url}/<subgraph>\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void proxy.stop().then(() => Promise.all([state.close(), authentication.close()])).then(() => process.exit(0)))
  }
}

await main().catch((failure: unknown) => {
  process.stderr.write(`Cannot start: ${failure instanceof Error ? failure.message.split('\n')[0] ?? '' : 'unknown reason'}\n`)
  process.exit(1)
})
