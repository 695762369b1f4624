import type { RequestFacts } from '../../schema/policy/envelope.ts'
import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'

/** A fetch before anybody vouches for it. */
export type Fetch = Omit<SubgraphRequest, 'envelope' | 'bodyHash' | 'deadline'>

/** How a fetch may be handled on its way. */
export interface CallOptions {
  /** In milliseconds since 1970: later nobody waits for the answer. */
  readonly deadline?: number
  /** When this subgraph has had its time, which says something about the subgraph; set by who guards it. */
  readonly until?: number
  /** It may be sent once more though it may have been done already: it changes nothing, and nothing of it is logged or charged. */
  isRepeatable?(): boolean
}

/** One way to reach a subgraph: a function call in the same process, or HTTP. The gateway does not know which. */
export interface SubgraphLink {
  readonly name: string
  /** Vouches for the fetch and sends it. Resolves with what the subgraph said; rejects when it could not be asked or did not answer in time. */
  call(fetch: Fetch, facts: RequestFacts, options?: CallOptions): Promise<SubgraphResponse>
  isReady(): Promise<boolean>
  /** Whether it decides about what was decided by this version of the policy; absent where it decides by the policy of this process, or by none. */
  knowsPolicy?(version: string): Promise<boolean>
  /** True while it is not asked because it failed too often; absent where nobody counts. */
  isShut?(): boolean
  /** When it said that it is going away, in milliseconds since 1970; 0 where it did not, or that was long ago. */
  leavingSince?(): number
  close(): Promise<void>
}
