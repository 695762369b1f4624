import type { Purpose } from '../../schema/policy/principal.ts'

/** What a token of an identity provider proves. */
export interface IdentifiedByIssuer {
  readonly via: 'OIDC'
  readonly brandId: string
  readonly issuer: string
  readonly subject: string
  /** Ceiling of the rights; empty means no ceiling. */
  readonly scopes: readonly string[]
  /** Ceiling of the purposes; empty means those of the holder. */
  readonly purposes: readonly Purpose[]
  /** In seconds since 1970. */
  readonly exp: number
  /** Who really sits there, where the subject is impersonated (claim `act`). */
  readonly actor?: { readonly issuer: string, readonly subject: string }
}

/** What a token of the development issuer proves. */
export interface IdentifiedInDevelopment {
  readonly via: 'DEVELOPMENT'
  readonly brandId: string
  readonly userId: string
  readonly scopes: readonly string[]
  readonly purposes: readonly Purpose[]
  /** In seconds since 1970. */
  readonly exp: number
  /** In whose name the holder works. */
  readonly onBehalfOf?: { readonly userId: string, readonly scopes: readonly string[] }
}

/** What an opaque token is before the database knows it: a personal token, a service-account key or a session. */
export interface IdentifiedByHash {
  readonly via: 'TOKEN' | 'KEY' | 'SESSION'
  readonly brandId: string
  /** Keyed hashes of the token under every version of the key, newest first. */
  readonly hashes: readonly string[]
}

/** What a bearer text proves, before any right is known. */
export type Identified = IdentifiedByIssuer | IdentifiedInDevelopment | IdentifiedByHash
