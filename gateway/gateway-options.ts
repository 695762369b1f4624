import type { FastifyInstance } from 'fastify'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import type { Authenticate } from './authenticate/caller.ts'
import type { Networks } from './authenticate/networks.ts'
import type { CostLimits } from './cost/cost-options.ts'
import type { DoorState } from './budgets/door-state.ts'
import type { Exports } from './exports/open-exports.ts'
import type { Fault } from './fault.ts'
import type { Limits } from './limits/limits.ts'
import type { RequestEntry } from './log.ts'
import type { GraphFiles } from './reload/graph-files.ts'
import type { DocumentOptions } from './trusted-documents/document-options.ts'
import type { SubgraphLink } from './sources/subgraph-link.ts'
import type { DivergenceReport } from './sources/two-keys/two-keys.ts'
import type { Supergraph } from './supergraph.ts'

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly supergraph: Supergraph
  readonly links: readonly SubgraphLink[]
  readonly authenticate: Authenticate
  /** Proxies in front, whose word on the address and the host of a caller counts. */
  readonly trustedProxies?: Networks
  /** Verify what we signed ourselves: the capabilities of emergency access. */
  readonly envelopeKeys: KeyRing
  /** Budgets and running emergency accesses; without it nobody reads a raw value on request. */
  readonly state?: DoorState
  /** Files of rows and the worker that makes them; without it nobody has any. */
  readonly exports?: Exports
  readonly isDevelopment: boolean
  /** Runs plans by the library's executor instead of ours; the tests compare the two. */
  readonly isStock?: boolean
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  /** Where GraphQL is served, `/graphql` where it is left out; other routers serve it at `/`. */
  readonly path?: string
  readonly limits?: Partial<Limits>
  readonly cost?: Partial<CostLimits>
  /** Documents that are registered; without it each caller may register their own by hash. */
  readonly documents?: DocumentOptions
  /** From the arrival of a request to its answer. */
  readonly requestMs?: number
  /** How long it goes on taking requests after it was told to stop, not being ready any more. */
  readonly drainMs?: number
  /** What is read again while it runs; without it nothing is. */
  readonly reload?: GraphFiles
  /** Further pages of the same server; the explorer is one. */
  pages?(app: FastifyInstance): Promise<void> | void
  onPlan?(plan: object): void
  onFault?(fault: Fault): void
  /** After each request, where somebody wants to know. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** The alarm: a subgraph decided otherwise than the policy here, and its value was withheld. */
  onDivergence?(divergence: DivergenceReport & { readonly subgraph: string }): void
}
