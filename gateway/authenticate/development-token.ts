import { hkdfSync, randomUUID } from 'node:crypto'
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import { currentKey } from '../../schema/policy/key-ring.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { PURPOSES } from '../../schema/policy/principal.ts'
import { AuthenticationFailure } from './failure.ts'
import type { IdentifiedInDevelopment } from './identified.ts'

/** Whom a development token speaks for. What they may do is in the database; the personas of the demo data are such people. */
export interface TokenHolder {
  readonly brandId: string
  readonly userId: string
  /** Ceiling of the purposes; without it those of the holder. */
  readonly purposes?: readonly string[]
  /** Ceiling of the rights; none where it is left out. */
  readonly scopes?: readonly string[]
  /** In whose name the holder works. */
  readonly onBehalfOf?: { readonly userId: string, readonly scopes?: readonly string[] }
}

const ISSUER = 'veilgraph-development'
const AUDIENCE = 'veilgraph'
const ALGORITHM = 'HS256'
const LIFETIME_SECONDS = 12 * 60 * 60

const scopes = z.array(z.string().min(1).max(200)).max(100).default([])

const claims = z.object({
  sub: z.uuid(),
  exp: z.number(),
  veil: z.object({
    brandId: z.uuid(), scopes, purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length).default([]),
    onBehalfOf: z.object({ userId: z.uuid(), scopes }).optional(),
  }),
})

/** The signing key follows from the envelope key, so that every process of a graph agrees on it without another secret. */
const keyOf = (envelopeKeys: KeyRing): Uint8Array => new Uint8Array(hkdfSync('sha256', currentKey(envelopeKeys), '', 'veilgraph development issuer', 32))

/** Signs a token for somebody of the demo data. The gateway takes such tokens in development only. */
export const issueDevelopmentToken = (
  envelopeKeys: KeyRing, { brandId, userId, purposes, scopes: ceiling, onBehalfOf }: TokenHolder, lifetimeSeconds = LIFETIME_SECONDS,
): Promise<string> => new SignJWT({ veil: { brandId, purposes, scopes: ceiling, onBehalfOf: onBehalfOf && { userId: onBehalfOf.userId, scopes: onBehalfOf.scopes } } })
  .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
  .setIssuer(ISSUER)
  .setAudience(AUDIENCE)
  .setSubject(userId)
  .setJti(randomUUID())
  .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
  .sign(keyOf(envelopeKeys))

/** Whether a token names the development issuer; says nothing about who signed it. */
export const isOfDevelopment = (token: string): boolean => {
  try {
    return decodeJwt(token).iss === ISSUER
  } catch {
    return false
  }
}

/** Verifies a token of the development issuer; throws an AuthenticationFailure. */
export const developmentVerifier = (envelopeKeys: KeyRing) => {
  const key = keyOf(envelopeKeys)
  return async (token: string): Promise<IdentifiedInDevelopment> => {
    const options = { issuer: ISSUER, audience: AUDIENCE, algorithms: [ALGORITHM], requiredClaims: ['exp', 'jti', 'sub'] }
    const { payload } = await jwtVerify(token, key, options).catch((cause: unknown) => { throw new AuthenticationFailure(cause instanceof errors.JWTExpired ? 'EXPIRED' : 'TOKEN') })
    const parsed = claims.safeParse(payload)
    if (!parsed.success) throw new AuthenticationFailure('CLAIMS')
    const { sub, exp, veil } = parsed.data
    return { via: 'DEVELOPMENT', userId: sub, exp, ...veil }
  }
}
