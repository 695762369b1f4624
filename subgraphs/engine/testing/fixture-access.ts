import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { accessOf, type RequestAccess } from '../operation/request-access.ts'

/** What a request of the caller was granted, as the facts of its envelope say. */
export function fixtureAccess(principal: Principal, facts: Partial<RequestFacts> = {}): RequestAccess {
  return accessOf({ principal, policyVersion: 'test', requestId: 'test', operationHash: 'test', jti: 'test', exp: 1, ...facts }, [])
}
