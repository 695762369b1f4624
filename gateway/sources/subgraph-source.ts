import type { GraphQLSchema } from 'graphql'
import type { SubgraphError, SubgraphResponse } from '../../schema/subgraph.ts'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import type { RequestScope } from '../gateway-context.ts'
import { LinkFailure } from './guard/link-failure.ts'
import { isRepeatable } from './is-repeatable.ts'
import { knownError } from './known-error.ts'
import type { Fetch, SubgraphLink } from './subgraph-link.ts'
import type { CheckAnswer } from './two-keys/two-keys.ts'

/** How a subgraph is treated. */
export interface SourceOptions {
  /** What is done with each answer before anybody uses it. */
  readonly check: CheckAnswer
  /** The composed schema: errors name its members and nothing else. */
  readonly schema: GraphQLSchema
  onFailure(subgraph: string, failure: unknown): void
}

/** A subgraph as executors ask it. */
export interface SubgraphSource {
  /** Never rejects: an outage is one error without a path. */
  ask(fetch: Fetch, scope: RequestScope): Promise<SubgraphResponse>
}

/** A subgraph over one link. */
export const subgraphSource = (link: SubgraphLink, { check, schema, onFailure }: SourceOptions): SubgraphSource => ({
  async ask(fetch, scope) {
    try {
      const response = check(await link.call(fetch, scope.facts, { deadline: scope.deadline, isRepeatable: () => isRepeatable(scope) }), fetch, scope)
      return response.errors ? { ...response, errors: response.errors.map(error => knownError(schema, fetch, error)) } : response
    } catch (failure) {
      onFailure(link.name, failure)
      const code = failure instanceof LinkFailure ? failure.code : 'SUBGRAPH_UNAVAILABLE'
      return { errors: [{ message: code, extensions: { code } }] }
    }
  },
})

/** Keeps what the registry knows. A refused envelope is a fault of ours: the caller is known, and should not sign in again. */
export const listedCode = ({ extensions: { code } }: SubgraphError): ErrorCode =>
  (isErrorCode(code) && code !== 'UNAUTHENTICATED' ? code : 'INTERNAL_SERVER_ERROR')
