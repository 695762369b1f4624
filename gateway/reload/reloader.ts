import { setTimeout as sleep } from 'node:timers/promises'
import { adoptPolicy, policyVersion } from '../../schema/policy/policies.ts'
import { PolicyFileError } from '../../schema/policy/policy-file-error.ts'
import type { Policy } from '../../schema/policy/policy.ts'
import { onReload } from '../../schema/reload/on-reload.ts'
import { GatewayError } from '../gateway-error.ts'
import type { PartState } from '../health/readiness.ts'
import { counter } from '../metrics.ts'
import type { ServedGraph } from '../served-graph.ts'
import type { GraphFiles } from './graph-files.ts'

/** Reads the files again while the gateway runs. */
export interface Reloader {
  readonly states: { readonly supergraph: PartState, readonly policy: PartState }
  /** Resolves when what stands in the files is served, or was refused. */
  reload(): Promise<void>
  stop(): void
}

const reloads = counter('veil_reload_total', 'Files that were read again, by what became of them.', { what: ['supergraph', 'policy'], outcome: ['taken', 'refused'] })

const ASK_AGAIN_MS = 250
/** Somebody changes a file in several steps. */
const SETTLE_MS = 50

const reasonOf = (failure: unknown): string =>
  (failure instanceof GatewayError || failure instanceof PolicyFileError ? failure.message : 'it cannot be served')

/** Takes a new supergraph or policy into use, or keeps the old one and says why. */
export const reloader = (graph: ServedGraph, files: GraphFiles | undefined): Reloader => {
  const states: { supergraph: PartState, policy: PartState } = { supergraph: 'READY', policy: 'READY' }
  let isStopped = false

  const attempt = async (what: keyof typeof states, take: () => Promise<boolean>): Promise<void> => {
    try {
      const hasChanged = await take()
      states[what] = 'READY'
      if (!hasChanged) return
      reloads.add({ what, outcome: 'taken' })
      files?.say(`reloaded  ${what}`)
    } catch (failure) {
      states[what] = 'REFUSED'
      reloads.add({ what, outcome: 'refused' })
      files?.say(`refused   ${what}, the old one goes on: ${reasonOf(failure)}`)
    }
  }
  const takeSupergraph = async ({ readSupergraph, linksOf }: GraphFiles): Promise<boolean> => {
    const supergraph = readSupergraph()
    if (supergraph.sdl === graph.options.supergraph.sdl) return false
    const links = linksOf(supergraph, graph.links)
    await graph.replace({ supergraph, links }).catch(async (failure: unknown) => {
      await Promise.all(links.filter(link => !graph.links.includes(link)).map(link => link.close()))
      throw failure
    })
    return true
  }
  const know = async ({ version }: Policy): Promise<boolean> => (await Promise.all(graph.links.map(link => link.knowsPolicy?.(version) ?? true))).every(Boolean)

  // a subgraph refuses what was decided by a policy that it does not know
  const takePolicy = async ({ readPolicy }: GraphFiles): Promise<boolean> => {
    let policy = readPolicy()
    while (policy.version !== policyVersion() && !await know(policy)) {
      states.policy = 'WAITING'
      await sleep(ASK_AGAIN_MS, undefined, { ref: false })
      if (isStopped) return false
      // it may be changed back, or once more
      policy = readPolicy()
    }
    return adoptPolicy(policy)
  }
  const reload = async (): Promise<void> => {
    if (!files) return
    await sleep(SETTLE_MS)
    await attempt('policy', () => takePolicy(files))
    await attempt('supergraph', () => takeSupergraph(files))
  }
  const stopWatching = files && onReload({ files: files.paths, everyMs: files.everyMs, reload })
  return {
    states, reload,
    stop() {
      isStopped = true
      stopWatching?.()
    },
  }
}
