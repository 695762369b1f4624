import { composeServices } from '@apollo/composition'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import type { PlainGraph } from './plain-graph.ts'

/** What answers the fields of a subgraph, by type and name. */
export type PlainResolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Given ? Given extends { resolvers?: infer R } ? R : never : never

/** One subgraph before it is composed with others. */
export interface SubgraphPart {
  readonly name: string
  readonly sdl: string
  readonly resolvers: PlainResolvers
}

/** Composes subgraphs and makes each of them executable; throws where they do not fit. */
export function composeGraph(parts: readonly SubgraphPart[]): PlainGraph {
  const { supergraphSdl, errors } = composeServices(parts.map(({ name, sdl }) => ({ name, url: `http://${name}.example/graphql`, typeDefs: parse(sdl) })))
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'))
  return { supergraphSdl, subgraphs: parts.map(({ name, sdl, resolvers }) => ({ name, schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }) })) }
}
