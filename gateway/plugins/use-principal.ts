import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ENVELOPE_LIFETIME_MS, signEnvelope } from '../../schema/policy/envelope.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { POLICY_VERSION } from '../../schema/policy/policy-version.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Authenticate } from '../authenticate.ts'
import { contextWith } from '../gateway-context.ts'
import type { GatewayContext } from '../gateway-context.ts'

/** How callers become principals, and how principals are vouched for. */
export interface PrincipalOptions {
  readonly authenticate: Authenticate
  readonly envelopeKeys: KeyRing
}

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? undefined : header)

const signer = (keys: KeyRing, principal: Principal, requestId: string): (() => string) => {
  let signed: string | undefined
  return () => signed ??= signEnvelope(keys, {
    principal, requestId, operationHash: 'none', policyVersion: POLICY_VERSION, jti: randomUUID(), exp: Date.now() + ENVELOPE_LIFETIME_MS,
  })
}

const classes = new WeakMap<Principal, PrincipalClass>()

const classFor = (principal: Principal): PrincipalClass => {
  const principalClass = classes.get(principal) ?? classOf(principal)
  classes.set(principal, principalClass)
  return principalClass
}

/** Opens the context of a request: before anything is parsed it is known who asks, or the request ends. */
export const usePrincipal = ({ authenticate, envelopeKeys }: PrincipalOptions) =>
  async (headers: IncomingHttpHeaders, requestId: string): Promise<GatewayContext> => {
    const principal = await authenticate(headers.authorization, single(headers['x-veil-purpose']))
    return contextWith({
      requestId,
      principal,
      principalClass: classFor(principal),
      failOnRefused: single(headers['x-veil-on-refused']) === 'error',
      envelope: signer(envelopeKeys, principal, requestId),
    })
  }
