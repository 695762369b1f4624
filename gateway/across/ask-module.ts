import { parse } from 'graphql'
import type { Envelope, RequestFacts } from '../../schema/policy/envelope.ts'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import { listedFacts } from '../listed-facts.ts'
import { refuse } from '../refusal.ts'
import { LinkFailure } from '../sources/guard/link-failure.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'

/** Asks a module as the caller; throws what it refuses. */
export type AskModule = (module: string, query: string, variables: Readonly<Record<string, unknown>>) => Promise<Readonly<Record<string, unknown>>>

const written = new WeakMap<Principal, Principal>()

/**
 * The caller, as far as this goes: what a file may hold is what figures may be made of, and emergency access to one person is no reason to count.
 * The same object for the same caller, so that what follows from it is worked out once.
 */
const counting = (principal: Principal): Principal => {
  const known = written.get(principal) ?? { ...principal, channel: 'EXPORT' as const, breakGlass: undefined }
  written.set(principal, known)
  return known
}

/** What a fetch of ours says of the request that it belongs to: no reveal, no budget, no ticket, no command. */
const factsFor = ({ principal, policyVersion, requestId, operationHash, reason }: Envelope): RequestFacts =>
  ({ principal: counting(principal), policyVersion, requestId, operationHash, ...reason !== undefined && { reason } })

/** Ways to modules under the envelope of one request. */
export const askModule = (links: readonly SubgraphLink[], envelope: Envelope, deadline: number | undefined): AskModule => {
  const facts = factsFor(envelope)
  return async (module, query, variables) => {
    const link = links.find(({ name }) => name === module)
    if (!link) throw refuse('SUBGRAPH_UNAVAILABLE')
    const response = await link.call({ query, document: parse(query, { noLocation: true }), variables }, facts, { deadline, isRepeatable: () => true }).catch((failure: unknown) => {
      throw refuse(failure instanceof LinkFailure ? failure.code : 'SUBGRAPH_UNAVAILABLE')
    })
    const [error] = response.errors ?? []
    const code = error?.extensions.code
    if (error !== undefined) throw refuse(isErrorCode(code) && code !== 'UNAUTHENTICATED' ? code : 'INTERNAL_SERVER_ERROR', listedFacts({ ...error.extensions }))
    return response.data ?? {}
  }
}
