import { GraphQLError } from 'graphql'
import type { Principal, Purpose } from '../../schema/policy/principal.ts'
import type { Fault } from '../fault.ts'
import { refuse } from '../refusal.ts'
import type { Holder } from '../rights/holder.ts'
import type { Rights } from '../rights/open-rights.ts'
import { ANONYMOUS } from './anonymous.ts'
import type { Brands } from './brands.ts'
import type { Authenticate, Caller } from './caller.ts'
import { failureBrake } from './failure-brake.ts'
import type { FailureBrake } from './failure-brake.ts'
import { AuthenticationFailure, failures } from './failure.ts'
import type { FailureKind } from './failure.ts'
import type { Identified } from './identified.ts'
import { isAllowedFrom } from './networks.ts'
import { principals } from './principals.ts'
import { readBearer } from './read-bearer.ts'
import { rememberedTokens } from './remembered-tokens.ts'
import { tokenVerifier } from './verify-token.ts'
import type { Verified, VerifyTokenOptions } from './verify-token.ts'

/** What is needed to say who asks. */
export interface AuthenticatorOptions extends VerifyTokenOptions {
  readonly rights: Pick<Rights, 'holderOf' | 'used'>
  readonly brands: Brands
  readonly brake?: FailureBrake
  onFault?(fault: Fault): void
}

/** Holders of a token of an issuer are known by their purposes there; those of an opaque one have none but their own. */
const listedPurposes = (who: Identified): readonly Purpose[] => ('purposes' in who ? who.purposes : NONE)
const NONE: readonly Purpose[] = []

/**
 * Who sends no token costs nothing, and whoever is held up already does not fall further back. A token that has ended was signed by its issuer:
 * nobody guesses with it, and one that is sent for hours must not hold up everybody else behind the same address.
 */
const UNCOUNTED: readonly FailureKind[] = ['MISSING', 'BRAKE', 'EXPIRED']

/** The brand of a host; of a host that means this machine, the one that was chosen for it. */
const brandOfHost = async ({ host }: Caller, brands: Brands): Promise<string | undefined> =>
  (host === undefined || host === '' ? undefined : (await brands.ofHost(host)) ?? brands.ofMachine(host))

/** The brand that token and host agree on. A token that says its brand is good at a host of no brand, but at no host of another one. */
const agreedBrand = async ({ brand }: Verified, caller: Caller, brands: Brands): Promise<string> => {
  const { host } = caller
  if (host === '') throw new AuthenticationFailure('BRAND')
  const agreed = brand === undefined ? await brandOfHost(caller, brands) : await brands.ofName(brand)
  const elsewhere = brand === undefined || host === undefined ? undefined : await brands.ofHost(host)
  if (agreed === undefined || (elsewhere !== undefined && elsewhere !== agreed)) throw new AuthenticationFailure('BRAND')
  return agreed
}

/**
 * Says who asks, by tokens of identity providers, by personal tokens, service-account keys and sessions, and in development by tokens of the
 * demo people. A token that is known costs a look at a map; what its holder may do is asked anew with every request.
 */
export const openAuthenticator = (options: AuthenticatorOptions): Authenticate => {
  const { rights, brands, brake = failureBrake(), now = Date.now, onFault } = options
  const verify = tokenVerifier(options)
  const tokens = rememberedTokens(now)
  const principalFor = principals(brands.nameOf)

  const identify = async (caller: Caller): Promise<readonly [Holder, Identified]> => {
    const token = readBearer(caller.authorization)
    if (token === undefined) throw new AuthenticationFailure(caller.authorization === undefined ? 'MISSING' : 'FORM')
    const known = tokens.get(token)
    const mayAsk = known !== undefined || brake.mayTry(caller.address)
    const remembered = known ?? tokens.open(await verify(token, mayAsk))
    if (!mayAsk && remembered.verified.isOpaque) throw new AuthenticationFailure('BRAKE')
    const who = remembered.identified(await agreedBrand(remembered.verified, caller, brands))
    const holder = await rights.holderOf(who)
    if (!holder) {
      tokens.forget(token)
      throw new AuthenticationFailure('HOLDER')
    }
    if (!isAllowedFrom(holder.allowedCidrs, caller.address)) throw new AuthenticationFailure('NETWORK')
    if (known === undefined) tokens.keep(token, remembered)
    rights.used(holder, who, caller.address)
    return [holder, who]
  }

  /** The same for every reason; an outage of ours is not the caller's failure. */
  const refusal = (cause: unknown, { address }: Caller): GraphQLError => {
    if (cause instanceof GraphQLError) return cause
    if (!(cause instanceof AuthenticationFailure)) {
      onFault?.({ where: 'authentication', cause })
      return refuse('RIGHTS_UNAVAILABLE')
    }
    failures.add({ kind: cause.kind })
    if (!UNCOUNTED.includes(cause.kind)) brake.failed(address)
    return cause.kind === 'BRAKE' ? refuse('RATE_LIMITED') : refuse('UNAUTHENTICATED')
  }

  /** Whoever signs in has no token yet; what they may do is nothing else, and the brand is that of the host. */
  const anonymous = async (caller: Caller): Promise<Principal> => {
    const { address } = caller
    const brandId = await brandOfHost(caller, brands)
    if (brandId === undefined) throw new AuthenticationFailure('BRAND')
    return { ...ANONYMOUS, brandId, ...(address !== undefined && { address }) }
  }

  return async caller => {
    if (caller.authorization === undefined && caller.asksForNothingElse) return anonymous(caller).catch((cause: unknown) => { throw refusal(cause, caller) })
    const [holder, who] = await identify(caller).catch((cause: unknown) => { throw refusal(cause, caller) })
    return principalFor(holder, listedPurposes(who), caller.purpose)
  }
}
