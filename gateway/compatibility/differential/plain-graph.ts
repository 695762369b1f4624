import type { GraphQLSchema } from 'graphql'

/** A subgraph of other people: a schema that knows nothing of us. */
export interface PlainSubgraph {
  readonly name: string
  readonly schema: GraphQLSchema
}

/** A composed graph without a label, and what answers it. */
export interface PlainGraph {
  readonly supergraphSdl: string
  readonly subgraphs: readonly PlainSubgraph[]
}
