/** Versions of one secret: the current one signs, all of them verify, so that a key can be changed while requests are under way. */
export interface KeyRing {
  readonly current: number
  readonly keys: ReadonlyMap<number, Buffer>
}

const ENTRY = /^([1-9][0-9]{0,5}):([A-Za-z0-9+/]{43}=)$/

/** Reads `1:<base64 of 32 bytes>[,2:…]`; the highest version signs. Undefined for anything else: the caller names the setting, never the text. */
export function parseKeyRing(text: string): KeyRing | undefined {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(',')) {
    const entry = ENTRY.exec(part.trim())
    if (!entry) return undefined
    const version = Number(entry[1])
    if (keys.has(version)) return undefined
    keys.set(version, Buffer.from(entry[2] ?? '', 'base64'))
  }
  return { current: Math.max(...keys.keys()), keys }
}

/** The key that signs now. Throws for a ring without it, which is a fault of the start and never of a request. */
export function currentKey(ring: KeyRing): Buffer {
  const key = ring.keys.get(ring.current)
  if (!key) throw new Error('A key ring has no key of its current version.')
  return key
}
