import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { ALGORITHM, AUDIENCE, DEVELOPMENT_ISSUER, developmentKey } from './development-tokens.ts'

/** Whom a development token speaks for; the personas of the demo data are such people. */
export interface TokenHolder {
  readonly brandId: string
  readonly brandName?: string
  readonly personId: string
  readonly userId: string
  readonly clearances: readonly string[]
  readonly purposes: readonly string[]
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
}

const LIFETIME_SECONDS = 12 * 60 * 60

/** Signs a token for somebody of the demo data. The gateway takes such tokens in development only. */
export const issueDevelopmentToken = (
  envelopeKeys: KeyRing, { brandId, brandName, personId, userId, clearances, purposes, orgs, workspaces }: TokenHolder, lifetimeSeconds = LIFETIME_SECONDS,
): Promise<string> => new SignJWT({ veil: { brandId, brandName, personId, userId, clearances, scopes: [], purposes, orgs, workspaces } })
  .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
  .setIssuer(DEVELOPMENT_ISSUER)
  .setAudience(AUDIENCE)
  .setSubject(userId)
  .setJti(randomUUID())
  .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
  .sign(developmentKey(envelopeKeys))
