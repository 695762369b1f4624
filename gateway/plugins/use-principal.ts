import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { policies } from '../../schema/policy/policies.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Authenticate } from '../authenticate/caller.ts'
import { callerReader } from '../authenticate/caller-of.ts'
import type { DoorRequest } from '../authenticate/caller-of.ts'
import { needsNoToken } from '../authenticate/needs-no-token.ts'
import type { Networks } from '../authenticate/networks.ts'
import { closedDoorState } from '../budgets/door-state.ts'
import type { DoorState } from '../budgets/door-state.ts'
import { contextWith } from '../gateway-context.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'
import { reasonFault } from '../reveal/reason-fault.ts'
import { useBreakGlass } from './use-break-glass.ts'

/** How callers become principals. */
export interface PrincipalOptions {
  readonly authenticate: Authenticate
  readonly envelopeKeys: KeyRing
  /** Without one nobody has emergency access. */
  readonly state?: DoorState
  /** Proxies in front, whose word on the address and the host of a caller counts. */
  readonly trustedProxies?: Networks
}

const single = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header.join() : header)

let known: object | undefined
let classes = new WeakMap<Principal, PrincipalClass>()

const classFor = (principal: Principal): PrincipalClass => {
  if (known !== policies()) [known, classes] = [policies(), new WeakMap()]
  const principalClass = classes.get(principal) ?? classOf(principal)
  classes.set(principal, principalClass)
  return principalClass
}

/** Who works in the name of somebody else says why, with every request. */
const reasonOf = ({ onBehalfOf }: Principal, reason: string | undefined): string | undefined => {
  if (!onBehalfOf) return undefined
  const fault = reasonFault(reason)
  if (fault) throw refuse(fault)
  return reason
}

/** Opens the context of a request: before anything is parsed it is known who asks, or the request ends. */
export const usePrincipal = ({ authenticate, envelopeKeys, state = closedDoorState, trustedProxies }: PrincipalOptions) => {
  const callerOf = callerReader(trustedProxies)
  const admitBreakGlass = useBreakGlass({ envelopeKeys, state })

  return async (request: DoorRequest, requestId: string, body?: unknown): Promise<GatewayContext> => {
    const { headers } = request
    const asked = callerOf(request)
    const isAnonymous = asked.authorization === undefined && needsNoToken(body)
    const caller = await authenticate(isAnonymous ? { ...asked, asksForNothingElse: true } : asked)
    const reason = reasonOf(caller, single(headers['x-veil-reason']))
    const capability = single(headers['x-veil-break-glass'])
    const principal = capability === undefined ? caller : await admitBreakGlass(caller, capability)
    return contextWith({
      requestId,
      principal,
      ...(asked.address !== undefined && { address: asked.address }),
      principalClass: classFor(principal),
      failOnRefused: single(headers['x-veil-on-refused']) === 'error',
      // before it is parsed an operation has no name
      facts: { principal, requestId, policyVersion: policies().current.version, operationHash: 'none', ...(reason !== undefined && { reason }) },
    })
  }
}
