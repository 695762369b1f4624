import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'

/** A contract as composition takes it. */
export interface ComposableContract {
  readonly name: string
  readonly sdl: string
  /** Where a router finds the subgraph; the gateway may be told otherwise. */
  readonly url: string
}

/** Either a supergraph, or what keeps it from being one. */
export interface Composition {
  readonly supergraph?: string
  readonly problems: readonly string[]
}

/** Composes contracts; whatever two subgraphs say differently counts as a problem, even where composition would take one of the two. */
export const composeContracts = (contracts: readonly ComposableContract[]): Composition => {
  const { errors = [], hints = [], supergraphSdl } = composeServices(contracts.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })))
  const problems = [
    ...errors.map(({ message, extensions }) => `${String(extensions.code)}: ${message}`),
    ...hints.filter(({ definition }) => definition.level.name !== 'DEBUG').map(({ definition, message }) => `${definition.code}: ${message}`),
  ]
  return problems.length > 0 || supergraphSdl === undefined ? { problems } : { supergraph: `${supergraphSdl.trimEnd()}\n`, problems }
}
