import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { principalShape } from './envelope-shape.ts'
import { currentKey, type KeyRing } from './key-ring.ts'
import type { BreakGlass } from './principal.ts'

/** Emergency access with its holder: nobody else of the brand, and nobody of another one, can use it. */
export interface Capability extends BreakGlass {
  readonly brandId: string
  /** `Principal.id` of the holder. */
  readonly principalId: string
}

/** The longest that emergency access is given for, in milliseconds. */
export const CAPABILITY_LIFETIME_MS = 60 * 60_000

const LONGEST = 8_000
const CLOCK_LEEWAY_MS = 2_000
const SHAPE = /^c1\.([1-9][0-9]{0,5})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/

const id = z.string().min(1).max(200)
const capability = principalShape.shape.breakGlass.unwrap().extend({ brandId: id, principalId: id })

/** Writes and signs: `c1.<key version>.<payload>.<HMAC-SHA-256>`, for the header `x-veil-break-glass`. */
export function signCapability(ring: KeyRing, content: Capability): string {
  const signed = `c1.${ring.current}.${Buffer.from(JSON.stringify(content)).toString('base64url')}`
  return `${signed}.${macOf(currentKey(ring), signed)}`
}

/** Reads a capability of our own making that is not over; `now` in milliseconds. Whether the grant was ended early is not written in it. */
export function verifyCapability(ring: KeyRing, text: string, now: number): Capability | undefined {
  const parts = text.length <= LONGEST ? SHAPE.exec(text) : null
  if (!parts) return undefined
  const [, version = '', payload = '', signature = ''] = parts
  const key = ring.keys.get(Number(version))
  if (!key || !isEqual(macOf(key, `c1.${version}.${payload}`), signature)) return undefined
  const content = parse(payload)
  return content && isCurrent(content, now) ? content : undefined
}

function isCurrent({ exp }: Capability, now: number): boolean {
  return exp > now && exp <= now + CAPABILITY_LIFETIME_MS + CLOCK_LEEWAY_MS
}

function parse(payload: string): Capability | undefined {
  try {
    const result = capability.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

// The texts are compared: base64 has several spellings of one value, and only the one that we write is accepted.
function isEqual(expected: string, given: string): boolean {
  return expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given))
}

// A word of its own, so that no envelope is ever a capability, although one ring signs both.
function macOf(key: Buffer, signed: string): string {
  return createHmac('sha256', key).update('veilgraph capability\n').update(signed).digest('base64url')
}
