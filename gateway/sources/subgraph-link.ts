import type { SubgraphRequest, SubgraphResponse } from '../../schema/subgraph.ts'

/** One way to reach a subgraph: a function call in the same process, or HTTP. The gateway does not know which. */
export interface SubgraphLink {
  readonly name: string
  /** Resolves with what the subgraph said; rejects when it could not be asked or did not answer in time. */
  call(request: SubgraphRequest, requestId: string): Promise<SubgraphResponse>
  isReady(): Promise<boolean>
  close(): Promise<void>
}
