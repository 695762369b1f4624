import type { SubgraphLink } from '../sources/subgraph-link.ts'

/** How a part of the gateway is. SHUT: it is not asked, because it failed too often. REFUSED: a new file was no good, the old one holds. */
export type PartState = 'READY' | 'DOWN' | 'SHUT' | 'REFUSED' | 'WAITING'

/** What /health/ready says; names of subgraphs and codes, and nothing else. */
export interface Readiness {
  /** Degraded: some answers lack what a subgraph that is down would have given. It is sent requests like a ready one. */
  readonly status: 'ready' | 'degraded' | 'waiting' | 'draining'
  readonly parts: {
    readonly database: PartState
    readonly supergraph: PartState
    readonly policy: PartState
    readonly subgraphs: Readonly<Record<string, PartState>>
  }
}

/** What readiness depends on. */
export interface ReadinessOptions {
  links(): readonly SubgraphLink[]
  isDatabaseReady(): Promise<boolean>
  files(): { readonly supergraph: PartState, readonly policy: PartState }
  isDraining(): boolean
}

type Asked = Pick<Readiness['parts'], 'database' | 'subgraphs'>

/** A flood of questions costs the subgraphs one a while. */
const GOOD_FOR_MS = 500

const stateOf = async (link: SubgraphLink): Promise<readonly [string, PartState]> => {
  const isReady = await link.isReady()
  return [link.name, isReady ? (link.isShut?.() ? 'SHUT' : 'READY') : 'DOWN']
}

/**
 * Whether this gateway should be sent requests. It begins when every subgraph has been there once; from then on a missing one makes it
 * degraded and no more: the others answer, and if every gateway left because of one subgraph, one outage would become that of everything.
 * Without the database nobody has rights, so nobody is answered.
 */
export const readiness = ({ links, isDatabaseReady, files, isDraining }: ReadinessOptions): (() => Promise<Readiness>) => {
  let hasBegun = false
  let known: { readonly at: number, readonly parts: Promise<Asked> } | undefined

  const look = async (): Promise<Asked> => {
    const [isDatabase, ...subgraphs] = await Promise.all([isDatabaseReady(), ...links().map(stateOf)])
    return { database: isDatabase ? 'READY' : 'DOWN', subgraphs: Object.fromEntries(subgraphs) }
  }
  const statusOf = ({ database, subgraphs }: Asked): Readiness['status'] => {
    const states = Object.values(subgraphs)
    const areAll = states.every(state => state === 'READY')
    if (isDraining()) return 'draining'
    if (database !== 'READY' || !(areAll || (hasBegun && states.includes('READY')))) return 'waiting'
    hasBegun = true
    return areAll ? 'ready' : 'degraded'
  }
  return async () => {
    if (!known || Date.now() - known.at > GOOD_FOR_MS) known = { at: Date.now(), parts: look() }
    const parts = await known.parts
    return { status: statusOf(parts), parts: { ...parts, ...files() } }
  }
}
