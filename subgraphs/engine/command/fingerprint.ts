import { createHmac } from 'node:crypto'
import { isSealed, open } from '../../../schema/policy/sealed.ts'

/** Makes the fingerprint of a sealed value of a row; equal values of two rows have different ones. */
export type Fingerprint = (entityId: string, coordinate: string, value: unknown) => string

/** Fingerprints under the audit key of one brand. */
export function fingerprints(auditKey: Buffer, brandId: string): Fingerprint {
  const brandKey = createHmac('sha256', auditKey).update(`veilgraph audit of brand\n${brandId}`).digest()
  return (entityId, coordinate, value) => {
    const raw = isSealed(value) ? open(value, { action: 'REVEAL' }, coordinate) : value
    const content = JSON.stringify([entityId, coordinate, raw], (_key, part: unknown) => typeof part === 'bigint' ? String(part) : part)
    return `hmac:${createHmac('sha256', brandKey).update(content).digest('hex').slice(0, 16)}`
  }
}
