import { createHmac } from 'node:crypto'
import { currentKey, type KeyRing } from './key-ring.ts'
import type { Purpose } from './principal.ts'

/** The value and everything that its pseudonym is bound to. */
export interface PseudonymSource {
  readonly brandId: string
  readonly purpose: Purpose
  /** `Type.field`. */
  readonly coordinate: string
  /** Person or user id of the data subject: a value that one chooses oneself has another pseudonym in every other row. */
  readonly subjectId: string
  readonly value: string
}

/** `psn_<purpose>_<22 characters>`: equal for the same value of the same subject, brand, purpose and key version, and telling nothing else. */
export function pseudonymOf(ring: KeyRing, { brandId, purpose, coordinate, subjectId, value }: PseudonymSource): string {
  const key = mac(currentKey(ring), ['pseudonym', brandId, purpose, String(ring.current)])
  const digest = mac(key, [coordinate, subjectId, value.normalize('NFKC').trim().toLowerCase()])
  return `psn_${purpose}_${digest.toString('base64url').slice(0, 22)}`
}

// As JSON, so that no two lists of parts give the same bytes.
function mac(key: Buffer, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest()
}
