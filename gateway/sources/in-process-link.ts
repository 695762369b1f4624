import type { Subgraph } from '../../schema/subgraph.ts'
import type { SubgraphLink } from './subgraph-link.ts'

/** A subgraph of the same process. Parsed documents are handed over, so nothing is printed or parsed on the way. */
export const inProcessLink = (subgraph: Subgraph): SubgraphLink => ({
  name: subgraph.name,
  call: request => subgraph.execute(request),
  isReady: async () => true,
  close: async () => {},
})
