import type { DocumentNode, GraphQLSchema } from 'graphql'
import type { LocalEnvelope } from './policy/local-envelope.ts'

/** One federated fetch, as the gateway sends it; the same in process and over HTTP. */
export interface SubgraphRequest {
  readonly query: string
  /** Parsed form of `query`, where the caller has it already. */
  readonly document?: DocumentNode
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
  /** Statement of who asks: signed, or an object of this process. Without a good one nothing is read. */
  readonly envelope: string | LocalEnvelope
  /** `bodyHashOf` the bytes that a signed envelope came with; the envelope must name it. */
  readonly bodyHash?: string
  /** In milliseconds since 1970, by the clock of the subgraph: later nobody waits for the answer. */
  readonly deadline?: number
  /** A router asks how long it took; only a subgraph that was told to says so. */
  readonly wantsTrace?: boolean
}

/** An error of a subgraph: a constant message and a code of the registry, never a value. */
export interface SubgraphError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: {
    readonly code: string; readonly coordinate?: string; readonly limit?: number; readonly rule?: string
    /** Of a metric: by what it may be grouped, which one answers instead, its grains. */
    readonly dimensions?: readonly string[]; readonly instead?: string; readonly grains?: readonly string[]
  }
}

export interface SubgraphResponse {
  data?: Record<string, unknown> | null
  errors?: readonly SubgraphError[]
  extensions?: Record<string, unknown>
}

/** A module that answers fetches, wherever it runs. */
export interface Subgraph {
  readonly name: string
  /** Its whole contract, as it stands in `schema/<module>.graphql`. */
  readonly sdl: string
  readonly schema: GraphQLSchema
  execute(request: SubgraphRequest): Promise<SubgraphResponse>
}
