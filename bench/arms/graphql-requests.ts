import { issueDevelopmentToken } from '../../gateway/authenticate/development-token.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import type { Asker } from '../cases/asker.ts'
import type { BenchCase } from '../cases/bench-case.ts'
import type { PreparedRequest } from './arm.ts'

/** A case as the requests of an ordinary GraphQL client with a bearer token. */
export async function graphqlRequests({ query, variables }: BenchCase, { persona }: Asker, envelopeKeys: KeyRing): Promise<readonly PreparedRequest[]> {
  const headers = { authorization: `Bearer ${await issueDevelopmentToken(envelopeKeys, persona)}` }
  return variables.map((values) => ({ path: '/graphql', headers, body: JSON.stringify({ query, variables: values }) }))
}
