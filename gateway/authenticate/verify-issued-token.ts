import { decodeJwt, errors, jwtVerify } from 'jose'
import type { JWTPayload } from 'jose'
import { z } from 'zod'
import { AuthenticationFailure } from './failure.ts'
import { readCeiling } from './ceiling.ts'
import type { IdentifiedByIssuer } from './identified.ts'
import { issuerKeys } from './issuer-keys.ts'
import type { IssuerKeys, IssuerKeysOptions } from './issuer-keys.ts'
import type { IssuerSettings } from './issuer-settings.ts'

/** What a token says once its signature is good; the brand, where the issuer leaves it to the token or the host. */
export interface IssuedToken extends Omit<IdentifiedByIssuer, 'brandId'> {
  /** Slug or id; undefined: that of the host. */
  readonly brand: string | undefined
}

/** Verifies a token of one of the issuers; throws an AuthenticationFailure. */
export type VerifyIssuedToken = (token: string, mayAsk: boolean) => Promise<IssuedToken>

const claims = z.object({
  iss: z.string(), sub: z.string().min(1).max(500), exp: z.number(),
  act: z.object({ sub: z.string().min(1).max(500), iss: z.string().max(500).optional() }).optional(),
})

/** A header that names no type is that of an access token of an older issuer; Keycloak says in the payload what a token is for. */
const HEADER_TYPES: readonly unknown[] = [undefined, 'jwt', 'at+jwt', 'application/at+jwt']
const PAYLOAD_TYPES: readonly unknown[] = [undefined, 'bearer', 'at+jwt']
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value)

/** Marks of tokens that are for something else: one that says who signed in, one that ends a session, one that is worth nothing without another key. */
const MARKS_OF_OTHERS = ['at_hash', 'c_hash', 'events', 'cnf'] as const

const isForAccess = (header: { readonly typ?: unknown }, payload: JWTPayload): boolean =>
  HEADER_TYPES.includes(lower(header.typ)) && PAYLOAD_TYPES.includes(lower(payload.typ)) && MARKS_OF_OTHERS.every(mark => payload[mark] === undefined)

const audiencesOf = ({ aud }: JWTPayload): readonly unknown[] => (Array.isArray(aud) ? aud : [aud])

const decode = (token: string): JWTPayload => {
  try {
    return decodeJwt(token)
  } catch {
    throw new AuthenticationFailure('FORM')
  }
}

const failureOf = (cause: unknown): AuthenticationFailure => {
  if (cause instanceof AuthenticationFailure) return cause
  if (cause instanceof errors.JWTExpired) return new AuthenticationFailure('EXPIRED')
  return new AuthenticationFailure(cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys ? 'KEY' : 'TOKEN')
}

const brandOf = ({ brand, brandClaim }: IssuerSettings, payload: JWTPayload): string | undefined => {
  if (brandClaim === undefined) return brand
  const claimed = payload[brandClaim]
  // an issuer of one brand may not sign for another one
  if (typeof claimed !== 'string' || claimed === '' || (brand !== undefined && brand !== claimed)) throw new AuthenticationFailure('CLAIMS')
  return claimed
}

const read = (entry: IssuerSettings, payload: JWTPayload): IssuedToken => {
  const parsed = claims.safeParse(payload)
  const ceiling = readCeiling(entry, payload)
  if (!parsed.success || !ceiling) throw new AuthenticationFailure('CLAIMS')
  const { iss, sub, exp, act } = parsed.data
  return {
    via: 'OIDC', brand: brandOf(entry, payload), issuer: iss, subject: sub, exp: exp + entry.clockSkewSeconds, ...ceiling,
    ...(act && { actor: { issuer: act.iss ?? iss, subject: act.sub } }),
  }
}

/** Takes the tokens of these issuers. Which keys and algorithms may verify a token is decided by the issuer that it names, and only they are tried. */
export const issuedTokenVerifier = (entries: readonly IssuerSettings[], ways: Pick<IssuerKeysOptions, 'fetchJson' | 'now'> = {}): VerifyIssuedToken => {
  const keys = new Map<string, IssuerKeys>()
  const keysOf = (entry: IssuerSettings): IssuerKeys => {
    const name = JSON.stringify([entry.issuer, entry.jwks])
    const known = keys.get(name) ?? issuerKeys({ ...entry, ...ways })
    keys.set(name, known)
    return known
  }
  return async (token, mayAsk) => {
    const said = decode(token)
    const audiences = audiencesOf(said)
    const entry = entries.find(({ issuer, audience }) => issuer === said.iss && audience.some(own => audiences.includes(own)))
    if (!entry) throw new AuthenticationFailure('ISSUER')
    const { issuer, audience, algorithms, clockSkewSeconds } = entry
    const options = { issuer, audience: [...audience], algorithms: [...algorithms], clockTolerance: clockSkewSeconds, requiredClaims: ['exp', 'sub', 'aud', 'iss'] }
    const { payload, protectedHeader } = await jwtVerify(token, keysOf(entry).keyFor(mayAsk), options).catch((cause: unknown) => { throw failureOf(cause) })
    if (!isForAccess(protectedHeader, payload)) throw new AuthenticationFailure('TOKEN')
    return read(entry, payload)
  }
}
