import { createHmac } from 'node:crypto'

/** Tells whether two logged texts were the same to whoever holds the key, and nothing to anybody else. `parts` say where it stands, and end with the text. */
export function fingerprint(key: Buffer, brandId: string, parts: readonly string[]): string {
  // as JSON, so that no two lists of parts give the same bytes
  const ofBrand = createHmac('sha256', key).update(JSON.stringify(['audit', brandId])).digest()
  return createHmac('sha256', ofBrand).update(JSON.stringify(parts)).digest('hex')
}
