import { kindOfBearerToken } from '../../schema/credentials/bearer-token.ts'
import type { TokenKind } from '../../schema/credentials/bearer-token.ts'
import { hashesOfBearerToken } from '../../schema/credentials/token-hash.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { developmentVerifier, isOfDevelopment } from './development-token.ts'
import { AuthenticationFailure } from './failure.ts'
import type { FetchJson } from './fetch-json.ts'
import type { Identified, IdentifiedByHash } from './identified.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import { issuedTokenVerifier } from './verify-issued-token.ts'

/** What can be said of a token without asking the database. */
export interface Verified {
  /** Slug or id of its brand; undefined: that of the host. */
  readonly brand: string | undefined
  /** In milliseconds since 1970; undefined: only the database knows. */
  readonly expiresAt: number | undefined
  /** Whether nothing but the database can tell it from a made-up one. */
  readonly isOpaque: boolean
  /** What it proves once its brand is known. */
  identified(brandId: string): Identified
}

/** Verifies a token without the database; throws an AuthenticationFailure. `mayAsk`: whether its issuer may be asked for keys. */
export type VerifyToken = (token: string, mayAsk: boolean) => Promise<Verified>

/** Which tokens are taken. */
export interface VerifyTokenOptions {
  readonly issuers: readonly IssuerSettings[]
  readonly tokenHashKeys: KeyRing
  /** Those of the development issuer too, in development only. */
  readonly developmentKeys?: KeyRing
  readonly fetchJson?: FetchJson
  now?(): number
}

const VIA: Readonly<Record<TokenKind, IdentifiedByHash['via'] | undefined>> = { PERSONAL: 'TOKEN', SERVICE_KEY: 'KEY', SESSION: 'SESSION', INVITATION: undefined }

const OPAQUE = /^vg._/
const SIGNED = /^[\w-]+\.[\w-]+\.[\w-]+$/
const SECOND = 1000

const opaque = (token: string, keys: KeyRing): Verified => {
  const kind = kindOfBearerToken(token)
  const via = kind && VIA[kind]
  if (via === undefined) throw new AuthenticationFailure('FORM')
  const hashes = hashesOfBearerToken(token, keys)
  return { brand: undefined, expiresAt: undefined, isOpaque: true, identified: brandId => ({ via, brandId, hashes }) }
}

/** Tells the kinds of tokens apart by their form, and verifies each in its own way. */
export const tokenVerifier = ({ issuers, tokenHashKeys, developmentKeys, fetchJson, now }: VerifyTokenOptions): VerifyToken => {
  const issued = issuedTokenVerifier(issuers, { fetchJson, now })
  const development = developmentKeys && developmentVerifier(developmentKeys)

  return async (token, mayAsk) => {
    if (OPAQUE.test(token)) return opaque(token, tokenHashKeys)
    if (!SIGNED.test(token)) throw new AuthenticationFailure('FORM')
    if (development && isOfDevelopment(token)) {
      const known = await development(token)
      return { brand: known.brandId, expiresAt: known.exp * SECOND, isOpaque: false, identified: () => known }
    }
    const { brand, ...known } = await issued(token, mayAsk)
    return { brand, expiresAt: known.exp * SECOND, isOpaque: false, identified: brandId => ({ ...known, brandId }) }
  }
}
