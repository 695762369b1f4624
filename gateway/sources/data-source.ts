import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface'
import { parse } from 'graphql'
import type { DocumentNode } from 'graphql'
import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph.ts'
import { scopeOf } from '../gateway-context.ts'
import { listedFacts } from '../listed-facts.ts'
import { distinctRepresentations } from './distinct-representations.ts'
import { rootPath } from './root-path.ts'
import { listedCode } from './subgraph-source.ts'
import type { SubgraphSource } from './subgraph-source.ts'

type Path = readonly (string | number)[]

/** Of every given representation, its place among the distinct ones; undefined for a fetch of root fields. */
type Positions = readonly number[] | undefined

/** Where an error stands; one that concerns a whole batch stands at the first entity that it should have completed. */
const pathOf = ({ path }: SubgraphError, document: DocumentNode, positions: Positions): Path => {
  if (!positions) return path ?? rootPath(document)
  const [, index, ...rest] = path ?? []
  return typeof index === 'number' ? ['_entities', positions.indexOf(index), ...rest] : ['_entities', 0]
}

const listed = (error: SubgraphError, document: DocumentNode, positions: Positions) => {
  const code = listedCode(error)
  return {
    message: code,
    path: pathOf(error, document, positions),
    extensions: { code, ...listedFacts({ ...error.extensions }) },
  }
}

/** One entity object stands at every position that asked for it: the gateway merges the same answer into each of them. */
const spreadOut = ({ data, errors }: SubgraphResponse, document: DocumentNode, positions: Positions): GatewayGraphQLResponse => {
  const entities: unknown = data?._entities
  return {
    ...(data && { data: positions && Array.isArray(entities) ? { _entities: positions.map(position => entities[position]) } : data }),
    ...(errors && errors.length > 0 && { errors: errors.map(error => listed(error, document, positions)) }),
  }
}

/** A subgraph as the executor of the library asks it: every entity once, and every error with a path. */
export const dataSource = (source: SubgraphSource): GraphQLDataSource => ({
  async process(options): Promise<GatewayGraphQLResponse> {
    if (!('incomingRequestContext' in options)) throw new Error('The gateway fetches for requests only.')
    const { query = '', variables = {}, operationName } = options.request
    const document = options.document ?? parse(query, { noLocation: true })
    const given: Readonly<Record<string, unknown>> = variables
    const batch = Array.isArray(given.representations) ? distinctRepresentations(given.representations) : undefined
    const response = await source.ask(
      { query, document, operationName, variables: batch ? { ...given, representations: batch.distinct } : given }, scopeOf(options.context),
    )
    return spreadOut(response, document, batch?.positions)
  },
})
