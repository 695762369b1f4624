import type { IncomingHttpHeaders } from 'node:http'
import { POLICY_VERSION } from '../../schema/policy/policy-version.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Authenticate } from '../authenticate.ts'
import { contextWith } from '../gateway-context.ts'
import type { GatewayContext } from '../gateway-context.ts'

/** How callers become principals. */
export interface PrincipalOptions {
  readonly authenticate: Authenticate
}

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header)

const classes = new WeakMap<Principal, PrincipalClass>()

const classFor = (principal: Principal): PrincipalClass => {
  const principalClass = classes.get(principal) ?? classOf(principal)
  classes.set(principal, principalClass)
  return principalClass
}

/** Opens the context of a request: before anything is parsed it is known who asks, or the request ends. */
export const usePrincipal = ({ authenticate }: PrincipalOptions) =>
  async (headers: IncomingHttpHeaders, requestId: string): Promise<GatewayContext> => {
    const principal = await authenticate(headers.authorization, single(headers['x-veil-purpose']))
    return contextWith({
      requestId,
      principal,
      principalClass: classFor(principal),
      failOnRefused: single(headers['x-veil-on-refused']) === 'error',
      // before it is parsed an operation has no name
      facts: { principal, requestId, policyVersion: POLICY_VERSION, operationHash: 'none' },
    })
  }
