import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pathToFileURL } from 'node:url'
import { createConnectionFor, type ConnectionFor } from '../prisma/database/connection.ts'
import { DatabaseError } from '../prisma/database/database-error.ts'
import { loadKeys } from '../prisma/database/keys.ts'
import { readSettings, type Settings } from '../prisma/database/settings.ts'
import { createTenantPool, type TenantPool } from '../prisma/database/tenant-pool.ts'
import type { Receiver } from '../schema/events/outbox-message.ts'
import { modules } from '../schema/metadata/index.ts'
import { startObserving } from '../schema/observe/start-observing.ts'
import { createSubgraphLog, type FetchEntry } from '../schema/observe/subgraph-log.ts'
import type { ModuleMetadata } from '../schema/model.ts'
import { PolicyFileError } from '../schema/policy/policy-file-error.ts'
import { adoptPolicy, currentPolicyFile, policies, readCurrentPolicy } from '../schema/policy/policies.ts'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { environment } from '../schema/settings/environment.ts'
import { warnOfUnknownNames } from '../schema/settings/unknown-names.ts'
import { onReload } from '../schema/reload/on-reload.ts'
import type { Subgraph } from '../schema/subgraph.ts'
import { buildSubgraph, type SubgraphKeys } from './engine/build-subgraph.ts'
import type { FaultReporter } from './engine/operation/subgraph-error.ts'
import { askRemotely } from './engine/command/ask-remotely.ts'
import { askWithin } from './engine/command/ask-within.ts'
import type { AskOwner } from './engine/command/command-engine.ts'
import { loadCommands, loadResolvers, loadTakings, type ModuleFolder } from './engine/load-module.ts'
import type { ReadLimits } from './engine/read/limits.ts'
import { openRelay, type Relay } from './engine/relay/relay.ts'
import { remoteReceivers } from './engine/relay/remote-receivers.ts'
import { wakingPool } from './engine/relay/waking-pool.ts'
import { serveHttp, type SubgraphServer } from './engine/serve-http.ts'

export interface OpenSubgraphsOptions {
  readonly connectionFor: ConnectionFor
  readonly keys: SubgraphKeys
  /** Connections that each module may open at once. */
  readonly poolSize: number
  /** How long a read waits for a connection, in milliseconds, and how many wait at most. */
  readonly waitMs?: number
  readonly mostWaiting?: number
  /** All modules, where it is left out. */
  readonly names?: readonly string[]
  readonly limits?: Partial<ReadLimits>
  readonly onFault?: FaultReporter
  /** Asks a module of another process, where a command needs it. */
  readonly askElsewhere?: AskOwner
  /** Takes what these modules commit to whom it concerns, with one connection more. Without it their outboxes are left alone. */
  readonly relay?: { /** Those that are no module of this process. */ readonly receivers: readonly Receiver[] }
}

/** A subgraph with the pool it reads through: one pool a module, on the module's own database login. */
export interface OpenSubgraph extends Subgraph {
  readonly pool: TenantPool
  /** What the module takes from the outboxes of others. */
  readonly receivers: readonly Receiver[]
  /** Resolves when what the modules of this process have committed has arrived; for tests. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** Opens modules in this process. */
export async function openSubgraphs({ names, relay: wanted, askElsewhere, ...options }: OpenSubgraphsOptions): Promise<OpenSubgraph[]> {
  const open = names ?? modules.map(({ name }) => name)
  let relay: Relay | undefined
  const all: Subgraph[] = []
  const askOwner = askWithin(() => all, askElsewhere)
  const subgraphs = await Promise.all(open.map((name) => openSubgraph(moduleNamed(name), { ...options, askOwner, wake: () => relay?.wake(name) })))
  all.push(...subgraphs)
  relay = wanted && openRelay({
    connectionString: options.connectionFor('vg_relay'), modules: open, receivers: [...subgraphs.flatMap(({ receivers }) => receivers), ...wanted.receivers],
    onFault: options.onFault ?? (() => undefined),
  })
  return subgraphs.map((subgraph) => ({
    ...subgraph,
    flush: async () => relay?.flush(),
    // what the relay is about to write needs the pools
    close: async () => {
      await relay?.close()
      await Promise.all([subgraph.pool.end(), subgraph.database?.end()])
    },
  }))
}

type ModuleOptions = Omit<OpenSubgraphsOptions, 'names' | 'relay' | 'askElsewhere'> & { readonly askOwner: AskOwner; wake(): void }

async function openSubgraph(metadata: ModuleMetadata, { connectionFor, keys, poolSize, waitMs, mostWaiting, limits, onFault, askOwner, wake }: ModuleOptions) {
  const { name } = metadata
  const folder = folderOf(name)
  const own = createTenantPool({ connectionString: connectionFor(`vg_${name}`), max: poolSize, waitMs, mostWaiting, applicationName: `veilgraph ${name}` })
  const pool = wakingPool(own, wake)
  const [sdl, resolvers, takings, commands] = await Promise.all([
    readFile(new URL(`../schema/${name}.graphql`, import.meta.url), 'utf8'), loadResolvers(folder, pool), loadTakings(folder), loadCommands(folder),
  ])
  // Prisma is large, and most modules only answer
  const database = commands.length === 0 ? undefined : (await import('./engine/command/command-database.ts')).openCommandDatabase({ connectionString: connectionFor(`vg_${name}`), max: poolSize, wake })
  const subgraph = buildSubgraph({ metadata, sdl, resolvers, commands, database, askOwner, pool, keys, limits, onFault })
  return { ...subgraph, pool, database, receivers: takings.open(own) }
}

function folderOf(name: string): ModuleFolder {
  return { name, url: new URL(`./${name}/`, import.meta.url) }
}

function moduleNamed(name: string): ModuleMetadata {
  const module = modules.find((candidate) => candidate.name === name)
  if (!module) throw new DatabaseError('SETTINGS_INVALID', `There is no module of this name; there are ${modules.map((candidate) => candidate.name).join(', ')}.`)
  return module
}

export interface ServeOptions {
  readonly host: string
  readonly port: number
  readonly ring: KeyRing
  readonly drainMs?: number
  readonly onAnswer?: (entry: FetchEntry) => void
}

/** An open module over HTTP; the ring signs what the relays of other processes bring. */
export function serveSubgraph(subgraph: OpenSubgraph, { ring, ...options }: ServeOptions): Promise<SubgraphServer> {
  return serveHttp({ ...options, subgraph, isReady: () => answers(subgraph.pool), policies: knownPolicies, events: { audience: subgraph.name, ring, receivers: subgraph.receivers } })
}

/** What the settings say of connections. */
export function poolLimits({ poolSize, values: { VEIL_POOL_WAIT_MS: waitMs, VEIL_POOL_QUEUE: mostWaiting } }: Settings): Pick<OpenSubgraphsOptions, 'poolSize' | 'waitMs' | 'mostWaiting'> {
  return { poolSize, waitMs, mostWaiting }
}

/** `serve.ts <module> --port <port>`: one module as an HTTP service, in the distributed start. */
async function main(): Promise<void> {
  // nobody is answered by a policy that cannot be read
  policies()
  const { positionals: [name = ''], values } = parseArgs({ allowPositionals: true, options: { port: { type: 'string' }, host: { type: 'string' } } })
  warnOfUnknownNames((line) => process.stderr.write(`${line}\n`))
  const settings = readSettings(environment(), { mode: 'distributed' })
  const log = createSubgraphLog(name, settings.values.VEIL_LOG_LEVEL)
  if (settings.databaseUrl === undefined) throw new DatabaseError('SETTINGS_INVALID', 'A subgraph of its own needs DATABASE_URL: the address of the Postgres that all subgraphs share.')
  const connectionFor = createConnectionFor({ ...settings, databaseUrl: settings.databaseUrl, trusted: false })
  const keys = loadKeys({ mode: settings.mode, folder: settings.dataFolder })
  const askElsewhere = askRemotely(keys.envelope, environment().SUBGRAPHS ?? '')
  const receivers = remoteReceivers({ ring: keys.envelope, types: await typesOfOthers(name), environment: environment() })
  const [subgraph] = await openSubgraphs({ names: [name], connectionFor, keys, ...poolLimits(settings), onFault: log.fault, askElsewhere, relay: receivers && { receivers } })
  if (!subgraph) return
  if (!receivers) process.stderr.write(`${name} keeps its events and audit records: SUBGRAPHS or VEIL_GATEWAY does not say where they go\n`)
  const server = await serveSubgraph(subgraph, { host: values.host ?? settings.host, port: Number(values.port ?? settings.port), ring: keys.envelope, drainMs: drainOf(settings), onAnswer: log.fetch })
  onReload({ files: [currentPolicyFile()], everyMs: settings.values.VEIL_WATCH_MS, reload: reloadPolicy })
  const observing = await startObserving(`veilgraph-${name}`, settings.values)
  process.stdout.write(`${name} answers at ${server.url}/graphql${observing.metricsUrl === undefined ? '' : `, metrics at ${observing.metricsUrl}`}\n`)
  let stopping: Promise<void> | undefined
  // both may come: Ctrl-C from the terminal, and the end from whoever started this process
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => { stopping ??= server.stop().then(() => subgraph.close()).then(() => observing.stop()).then(() => process.exit(0)) })
  }
}

function drainOf({ environment: kind, values }: Settings): number {
  return values.VEIL_DRAIN_MS ?? (kind === 'production' ? DRAIN_MS : 0)
}

async function typesOfOthers(name: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const others = modules.filter((module) => module.name !== name)
  return new Map(await Promise.all(others.map(async (module) => [module.name, (await loadTakings(folderOf(module.name))).types] as const)))
}

/** Longer than the gateway keeps a connection that it does not use. */
const DRAIN_MS = 5_000

const NO_BRAND = '00000000-0000-0000-0000-000000000000'

async function answers(pool: TenantPool): Promise<boolean> {
  return pool.query(NO_BRAND, { text: 'select 1', values: [] }).then(() => true, () => false)
}

function knownPolicies(): readonly string[] {
  const { current, previous } = policies()
  return [current.version, ...previous ? [previous.version] : []]
}

/** A file that is no good changes nothing; the gateway waits until every subgraph knows the new one. */
function reloadPolicy(): void {
  try {
    if (adoptPolicy(readCurrentPolicy())) process.stdout.write('reloaded  policy\n')
  } catch (error) {
    process.stderr.write(`refused   policy, the old one goes on: ${error instanceof PolicyFileError ? error.message : 'it cannot be read'}\n`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error: unknown) => {
    const isExpected = error instanceof DatabaseError || error instanceof PolicyFileError
    process.stderr.write(`${isExpected ? error.message : 'The subgraph could not start.'}\n`)
    if (!isExpected) createSubgraphLog('start', undefined).fault(error)
    process.exitCode = 1
  })
}
