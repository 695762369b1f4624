import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayGraphQLResponse } from '@apollo/server-gateway-interface'
import { Kind, parse } from 'graphql'
import type { DocumentNode } from 'graphql'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph.ts'
import { scopeOf } from '../gateway-context.ts'
import { distinctRepresentations } from './distinct-representations.ts'
import type { SubgraphLink } from './subgraph-link.ts'

/** How a subgraph is treated. */
export interface DataSourceOptions {
  /** Not ours: it gets no envelope, which another of our subgraphs would believe. */
  readonly isForeign: boolean
  onFailure(subgraph: string, failure: unknown): void
}

type Path = readonly (string | number)[]

const rootPath = (document: DocumentNode): Path => {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD) return [selection.alias?.value ?? selection.name.value]
    }
  }
  return []
}

/** Of every given representation, its place among the distinct ones; undefined for a fetch of root fields. */
type Positions = readonly number[] | undefined

const errorAt = (path: Path, code: string, facts: Omit<SubgraphError['extensions'], 'code'> = {}) =>
  ({ message: code, path, extensions: { code, ...facts } })

/** Where a failure stands that concerns a whole fetch: at its first root field, or at the first entity that it should have completed. */
const wholePath = (document: DocumentNode, positions: Positions): Path => (positions ? ['_entities', 0] : rootPath(document))

const atGivenPosition = (path: Path, positions: Positions): Path => {
  const [field, index, ...rest] = path
  return positions && field === '_entities' && typeof index === 'number' ? [field, positions.indexOf(index), ...rest] : path
}

/** Keeps what the registry knows. A refused envelope is a fault of ours: the caller is known, and should not sign in again. */
const listed = ({ path, extensions: { code, coordinate, limit } }: SubgraphError, document: DocumentNode, positions: Positions) => errorAt(
  path ? atGivenPosition(path, positions) : wholePath(document, positions),
  isErrorCode(code) && code !== 'UNAUTHENTICATED' ? code : 'INTERNAL_SERVER_ERROR',
  { ...(coordinate !== undefined && { coordinate }), ...(limit !== undefined && { limit }) },
)

/** One entity object stands at every position that asked for it: the gateway merges the same answer into each of them. */
const spreadOut = ({ data, errors }: SubgraphResponse, document: DocumentNode, positions: Positions): GatewayGraphQLResponse => {
  const entities: unknown = data?._entities
  return {
    ...(data && { data: positions && Array.isArray(entities) ? { _entities: positions.map(position => entities[position]) } : data }),
    ...(errors && errors.length > 0 && { errors: errors.map(error => listed(error, document, positions)) }),
  }
}

/** A data source of the gateway over one link: signs, asks for every entity once, and turns an outage into one error with a path. */
export const dataSource = (link: SubgraphLink, { isForeign, onFailure }: DataSourceOptions): GraphQLDataSource => ({
  async process(options): Promise<GatewayGraphQLResponse> {
    if (!('incomingRequestContext' in options)) throw new Error('The gateway fetches for requests only.')
    const { query = '', variables = {}, operationName } = options.request
    const document = options.document ?? parse(query, { noLocation: true })
    const scope = scopeOf(options.context)
    const given: Readonly<Record<string, unknown>> = variables
    const batch = Array.isArray(given.representations) ? distinctRepresentations(given.representations) : undefined
    try {
      const response = await link.call({
        query, document, operationName,
        envelope: isForeign ? '' : scope.envelope(),
        variables: batch ? { ...given, representations: batch.distinct } : given,
      }, scope.requestId)
      return spreadOut(response, document, batch?.positions)
    } catch (failure) {
      onFailure(link.name, failure)
      return { errors: [errorAt(wholePath(document, batch?.positions), 'SUBGRAPH_UNAVAILABLE')] }
    }
  },
})
