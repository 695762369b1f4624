import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { DOOR } from '../../schema/sdl/door-contract.ts'
import type { DoorState } from '../budgets/door-state.ts'
import type { Exports } from '../exports/open-exports.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import type { Limits } from '../limits/limits.ts'
import { inProcessLink } from '../sources/in-process-link.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import type { Supergraph } from '../supergraph.ts'
import { doorSubgraph } from './door-subgraph.ts'

/** What a gateway knows when it starts. */
export interface DoorLinksOptions {
  readonly supergraph: Supergraph
  readonly links: readonly SubgraphLink[]
  readonly envelopeKeys: KeyRing
  readonly isDevelopment: boolean
  readonly limits?: Partial<Limits>
  readonly state?: Pick<DoorState, 'usage'>
  readonly exports?: Pick<Exports, 'resolvers'>
  onFault?(fault: { readonly where: string, readonly cause: unknown }): void
}

/** The ways to the subgraphs, that to the gateway's own among them: it is always in this process, wherever the others run. */
export const doorLinks = ({ supergraph, links, envelopeKeys, isDevelopment, limits, state, exports, onFault }: DoorLinksOptions): readonly SubgraphLink[] => {
  const hasDoor = supergraph.subgraphs.some(({ name }) => name === DOOR) && !supergraph.isForeignSubgraph(DOOR)
  if (!hasDoor) return links
  const graph = { ...supergraph, limits: { ...DEFAULT_LIMITS, ...limits } }
  const door = doorSubgraph({ graph, links, envelopeKeys, isDevelopment, usage: state?.usage, exports, onFault: cause => onFault?.({ where: DOOR, cause }) })
  return [...links.filter(({ name }) => name !== DOOR), inProcessLink(door)]
}
