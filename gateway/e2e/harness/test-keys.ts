import type { KeyName } from '../../../prisma/database/keys.ts'

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64')

/** Secrets of the tests, as the environment names them. Fixed, so that cursors and pseudonyms are equal bytes however the graph runs. */
export const TEST_KEYS: Readonly<Record<KeyName, string>> = {
  VEIL_CURSOR_KEY: key(1),
  VEIL_PSEUDONYM_KEYS: `1:${key(2)}`,
  VEIL_ENVELOPE_KEYS: `1:${key(3)}`,
  VEIL_AUDIT_KEY: key(4),
  TOKEN_HASH_KEYS: `1:${key(5)}`,
}
