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
  /** PERSON where it is left out. */
  readonly kind?: 'PERSON' | 'SERVICE_ACCOUNT'
  /** Ceiling of the token; none where it is left out. */
  readonly scopes?: readonly string[]
  /** In whose name the holder works. */
  readonly onBehalfOf?: Omit<TokenHolder, 'brandId' | 'brandName' | 'purposes' | 'kind' | 'onBehalfOf'>
}

const LIFETIME_SECONDS = 12 * 60 * 60

type Rights = Pick<TokenHolder, 'personId' | 'userId' | 'clearances' | 'scopes' | 'orgs' | 'workspaces'>

const rightsOf = ({ personId, userId, clearances, scopes = [], orgs, workspaces }: Rights) => ({ personId, userId, clearances, scopes, orgs, workspaces })

/** Signs a token for somebody of the demo data. The gateway takes such tokens in development only. */
export const issueDevelopmentToken = (
  envelopeKeys: KeyRing, { brandId, brandName, purposes, kind, onBehalfOf, ...holder }: TokenHolder, lifetimeSeconds = LIFETIME_SECONDS,
): Promise<string> => new SignJWT({
  veil: { brandId, brandName, purposes, kind, ...rightsOf(holder), onBehalfOf: onBehalfOf && { sub: onBehalfOf.userId, ...rightsOf(onBehalfOf) } },
})
  .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
  .setIssuer(DEVELOPMENT_ISSUER)
  .setAudience(AUDIENCE)
  .setSubject(holder.userId)
  .setJti(randomUUID())
  .setExpirationTime(Math.floor(Date.now() / 1000) + lifetimeSeconds)
  .sign(developmentKey(envelopeKeys))
