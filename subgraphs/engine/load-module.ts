import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { Receiver } from '../../schema/events/outbox-message.ts'
import type { Command } from './command/define-command.ts'
import { isModuleDeclaration } from './module.ts'
import type { ModuleStore } from './module-store.ts'
import { consumerReceiver } from './relay/event-consumer.ts'
import type { EventConsumer } from './relay/event-consumer.ts'
import { resolversOf } from './resolvers-of.ts'
import type { Resolvers } from './resolvers.ts'
import { isRecord } from '../../schema/is-record.ts'

/** Where a module's own code lies: `subgraphs/<module>/`. */
export interface ModuleFolder {
  readonly name: string
  readonly url: URL
}

/** What a module writes by hand to take messages of others; the types are known before anything is opened. */
export interface Takings {
  readonly types: readonly string[]
  open(store: ModuleStore): readonly Receiver[]
}

/** Fields written by hand: over the caller's view, and the few that read the module's schema themselves. */
export async function loadResolvers({ url }: ModuleFolder, store: ModuleStore): Promise<Resolvers> {
  const loaded = await load(new URL('resolvers.ts', url))
  if (loaded === undefined) return {}
  const overView = resolversOf(loaded)
  if (!('openResolvers' in loaded) || typeof loaded.openResolvers !== 'function') return overView
  return merge(overView, resolversOf({ resolvers: loaded.openResolvers(store) }))
}

/** What a module says can be done with it. */
export async function loadCommands({ name, url }: ModuleFolder): Promise<readonly Command[]> {
  const loaded = await load(new URL('module.ts', url))
  if (!isModuleDeclaration(loaded?.default)) throw new Error(`subgraphs/${name}/module.ts must export the result of defineModule as default.`)
  return loaded.default.commands
}

/** Everything that a module takes: what its `receivers.ts` declares, and a consumer a file of `consumers/`. */
export async function loadTakings(folder: ModuleFolder): Promise<Takings> {
  const [receivers, consumers] = await Promise.all([load(new URL('receivers.ts', folder.url)), loadConsumers(folder)])
  const declared = receivers && isTakings(receivers.takings) ? receivers.takings : undefined
  return {
    types: [...declared?.types ?? [], ...consumers.flatMap(({ types }) => types)],
    open: (store) => [...declared?.open(store) ?? [], ...consumers.map((consumer) => consumerReceiver({ module: folder.name, store }, consumer))],
  }
}

async function loadConsumers({ name, url }: ModuleFolder): Promise<readonly EventConsumer[]> {
  const folder = new URL('consumers/', url)
  if (!existsSync(folder)) return []
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return Promise.all(files.map(async (file) => {
    const loaded = await load(new URL(file, folder))
    if (!loaded || !isConsumer(loaded.consumer)) throw new Error(`subgraphs/${name}/consumers/${file} must export a \`consumer\`.`)
    return loaded.consumer
  }))
}

async function load(file: URL): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (!existsSync(file)) return undefined
  const loaded: unknown = await import(file.href)
  return isRecord(loaded) ? loaded : undefined
}

function merge(left: Resolvers, right: Resolvers): Resolvers {
  const types = [...new Set([...Object.keys(left), ...Object.keys(right)])]
  return Object.fromEntries(types.map((type) => [type, { ...left[type], ...right[type] }]))
}

function isTakings(value: unknown): value is Takings {
  return isRecord(value) && Array.isArray(value.types) && typeof value.open === 'function'
}

function isConsumer(value: unknown): value is EventConsumer {
  return isRecord(value) && typeof value.name === 'string' && Array.isArray(value.types) && typeof value.consume === 'function'
}
