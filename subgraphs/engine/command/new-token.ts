import { createBearerToken, displayOfBearerToken, type TokenKind } from '../../../schema/credentials/bearer-token.ts'
import { hashBearerToken, type StoredHash } from '../../../schema/credentials/token-hash.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'

/** A bearer secret on its way to the one who asked for it, and what is kept of it. */
export interface NewToken extends StoredHash {
  readonly secret: string
  /** The part that lists show. */
  readonly display: string
}

/** Makes a secret of a kind and hashes it under the newest key. */
export function newToken(kind: TokenKind, ring: KeyRing): NewToken {
  const secret = createBearerToken(kind)
  return { secret, display: displayOfBearerToken(secret), ...hashBearerToken(secret, ring) }
}
