import type { RequestFacts } from '../../schema/policy/envelope.ts'
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'

/** A fetch before anybody vouches for it. */
export type Fetch = Omit<SubgraphRequest, 'envelope' | 'bodyHash'>

/** One way to reach a subgraph: a function call in the same process, or HTTP. The gateway does not know which. */
export interface SubgraphLink {
  readonly name: string
  /** Vouches for the fetch and sends it. Resolves with what the subgraph said; rejects when it could not be asked or did not answer in time. */
  call(fetch: Fetch, facts: RequestFacts): Promise<SubgraphResponse>
  isReady(): Promise<boolean>
  close(): Promise<void>
}
