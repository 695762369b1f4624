import { createHmac } from 'node:crypto'
import { currentKey } from '../policy/key-ring.ts'
import type { KeyRing } from '../policy/key-ring.ts'

/** How a secret is stored. */
export interface StoredHash {
  /** Hex HMAC-SHA-256 of the whole token. */
  readonly hash: string
  readonly keyVersion: number
}

/** What a new secret is stored as, under the newest version of TOKEN_HASH_KEYS. */
export function hashBearerToken(token: string, ring: KeyRing): StoredHash {
  return { hash: keyed(token, currentKey(ring)), keyVersion: ring.current }
}

/** What a secret that somebody shows may be stored as: under every version, newest first. */
export function hashesOfBearerToken(token: string, ring: KeyRing): readonly string[] {
  return [...ring.keys].sort(([a], [b]) => b - a).map(([, key]) => keyed(token, key))
}

function keyed(token: string, key: Buffer): string {
  return createHmac('sha256', key).update(token).digest('hex')
}
