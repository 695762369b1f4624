import { jwtVerify } from 'jose'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { allowsPurpose, defaultPurpose } from '../schema/policy/principal-class.ts'
import { PURPOSES } from '../schema/policy/principal.ts'
import type { Principal, Purpose } from '../schema/policy/principal.ts'
import { assignmentsOfClaims, BRAND_CLEARANCES } from '../schema/policy/roles.ts'
import { ALGORITHM, AUDIENCE, claims, DEVELOPMENT_ISSUER, developmentKey } from './development-tokens.ts'
import type { Claims } from './development-tokens.ts'
import { refuse } from './refusal.ts'

/** Says who asks; throws UNAUTHENTICATED, the same for every reason, or PURPOSE_NOT_ALLOWED. */
export type Authenticate = (authorization: string | undefined, purpose: string | undefined) => Promise<Principal>

const BEARER = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i
const LONGEST = 64_000
const REMEMBERED = 1000

const purposeOf = ({ purposes }: Claims['veil'], wanted: string | undefined): Purpose => {
  if (wanted === undefined) return defaultPurpose(purposes)
  const purpose = PURPOSES.find(name => name === wanted)
  if (purpose === undefined || !allowsPurpose(purposes, purpose)) throw refuse('PURPOSE_NOT_ALLOWED')
  return purpose
}

type Rights = Pick<Claims['veil'], 'personId' | 'userId' | 'clearances' | 'scopes' | 'orgs' | 'workspaces'>

const rightsOf = (id: string, { personId, userId, scopes, ...claimed }: Rights) => ({
  id, ...(personId !== undefined && { personId }), ...(userId !== undefined && { userId }), ...assignmentsOfClaims(claimed), scopes,
})

/** A service account is nobody's own, and works where a role of an organization sent it: no claim makes it staff of the brand. */
const withoutPerson = ({ clearances, ...rights }: Rights): Rights => ({
  ...rights, personId: undefined, userId: undefined, clearances: clearances.filter(clearance => BRAND_CLEARANCES.every(staff => staff !== clearance)),
})

/** The principal that a token's claims describe, working for one purpose. */
export const principalOf = ({ sub, veil }: Claims, purpose: string | undefined): Principal => ({
  kind: veil.kind,
  brandId: veil.brandId,
  ...(veil.brandName !== undefined && { brandName: veil.brandName }),
  ...rightsOf(sub, veil.kind === 'PERSON' ? veil : withoutPerson(veil)),
  purposes: veil.purposes,
  purpose: purposeOf(veil, purpose),
  ...(veil.onBehalfOf && { onBehalfOf: rightsOf(veil.onBehalfOf.sub, veil.onBehalfOf) }),
})

/** Takes the bearer tokens of the development issuer. A token is verified once and remembered until it expires. */
export const developmentAuthenticator = (envelopeKeys: KeyRing): Authenticate => {
  const key = developmentKey(envelopeKeys)
  const remembered = new Map<string, Claims>()
  const principals = new WeakMap<Claims, Map<string | undefined, Principal>>()

  /** The same object for the same token and purpose, so that what follows from it can be remembered too. */
  const principalFor = (holder: Claims, purpose: string | undefined): Principal => {
    const known = principals.get(holder) ?? new Map<string | undefined, Principal>()
    principals.set(holder, known)
    const principal = known.get(purpose) ?? principalOf(holder, purpose)
    known.set(purpose, principal)
    return principal
  }

  const verify = async (token: string): Promise<Claims> => {
    const options = { issuer: DEVELOPMENT_ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], requiredClaims: ['exp', 'jti', 'sub'] }
    const verified = await jwtVerify(token, key, options).then(({ payload }) => claims.safeParse(payload), () => undefined)
    if (!verified?.success) throw refuse('UNAUTHENTICATED')
    const [oldest] = remembered.keys()
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    remembered.set(token, verified.data)
    return verified.data
  }
  return async (authorization, purpose) => {
    const token = authorization !== undefined && authorization.length < LONGEST ? BEARER.exec(authorization)?.[1] : undefined
    if (token === undefined) throw refuse('UNAUTHENTICATED')
    const known = remembered.get(token)
    const holder = known && known.exp * 1000 > Date.now() ? known : await verify(token)
    return principalFor(holder, purpose)
  }
}

/** Without an issuer nobody is known; the development issuer is one in development only. */
export const refuseEverybody: Authenticate = async () => {
  throw refuse('UNAUTHENTICATED')
}

const NOBODY: Principal = {
  kind: 'ANONYMOUS', brandId: 'none', id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
}

/** Lets callers without a token in, as nobody; a token that is sent must still be a good one. Only for graphs of other people's subgraphs. */
export const allowingAnonymous = (authenticate: Authenticate): Authenticate =>
  async (authorization, purpose) => (authorization === undefined ? NOBODY : authenticate(authorization, purpose))
