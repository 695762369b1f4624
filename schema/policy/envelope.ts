import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { currentKey, type KeyRing } from './key-ring.ts'
import { CLEARANCES, PURPOSES, type Principal } from './principal.ts'

/** What the gateway tells a subgraph about a request, and vouches for. */
export interface Envelope {
  readonly principal: Principal
  readonly policyVersion: string
  readonly requestId: string
  /** Unique per envelope. */
  readonly jti: string
  /** End of validity, in milliseconds since 1970. */
  readonly exp: number
  /** `bodyHash` of the request that this envelope was made for. */
  readonly bodyHash?: string
  /** What was reserved for this request: distinct people whose raw values it may read, and values it may look up. */
  readonly budgets?: { readonly subjects?: number, readonly lookups?: number }
  readonly ticket?: { readonly ticketId: string, readonly workspaceId: string, readonly requesterId: string }
  readonly breakGlass?: {
    readonly grantId: string
    readonly subjectId: string
    readonly categories: readonly string[]
    readonly exp: number
  }
}

/** How long an envelope is good for: as long as a slow request takes, and not longer. */
export const ENVELOPE_LIFETIME_MS = 30_000

/** How far the clock of a subgraph may be behind that of the gateway. */
const CLOCK_LEEWAY_MS = 2_000
const LONGEST = 1_000_000
const SHAPE = /^v1\.([1-9][0-9]{0,5})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/

/** Why an envelope was refused; for the log, never for the client, who sees UNAUTHENTICATED for each of them. */
export type EnvelopeRefusal = 'MALFORMED' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE' | 'EXPIRED' | 'NOT_YET_VALID'
export type Verification =
  | { readonly ok: true, readonly envelope: Envelope }
  | { readonly ok: false, readonly reason: EnvelopeRefusal }

const id = z.string().min(1).max(200)
const patterns = z.array(z.string().min(1).max(200)).max(1000)

const principal = z.strictObject({
  kind: z.enum(['PERSON', 'SERVICE_ACCOUNT', 'SYSTEM', 'ANONYMOUS']),
  brandId: id,
  brandName: id.optional(),
  id,
  personId: id.optional(),
  userId: id.optional(),
  clearances: z.array(z.enum(CLEARANCES)).max(20),
  assignments: z.array(z.strictObject({
    clearance: z.enum(['member', 'admin', 'billing_admin']),
    orgId: id.optional(),
    workspaceId: id.optional(),
    permissions: patterns,
  }).refine(({ orgId, workspaceId }) => (orgId === undefined) !== (workspaceId === undefined))).max(10_000),
  brandPermissions: patterns,
  scopes: patterns,
  purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
  purpose: z.enum(PURPOSES),
})

const envelope = z.strictObject({
  principal,
  policyVersion: id,
  requestId: id,
  jti: id,
  exp: z.int().positive(),
  bodyHash: z.string().regex(/^[A-Za-z0-9_-]{43}$/).optional(),
  budgets: z.strictObject({ subjects: z.int().nonnegative().optional(), lookups: z.int().nonnegative().optional() }).optional(),
  ticket: z.strictObject({ ticketId: id, workspaceId: id, requesterId: id }).optional(),
  breakGlass: z.strictObject({ grantId: id, subjectId: id, categories: z.array(z.string().max(50)).max(20), exp: z.int().positive() }).optional(),
})

/** Writes and signs: `v1.<key version>.<payload>.<HMAC-SHA-256>`, URL-safe, so that it fits a header. */
export function signEnvelope(ring: KeyRing, content: Envelope): string {
  const signed = `v1.${ring.current}.${Buffer.from(JSON.stringify(content)).toString('base64url')}`
  return `${signed}.${macOf(currentKey(ring), signed).toString('base64url')}`
}

/** Reads an envelope of our own making; `now` in milliseconds. Nothing of the text is used before its signature is known to be right. */
export function verifyEnvelope(ring: KeyRing, text: string, now: number): Verification {
  const parts = text.length <= LONGEST ? SHAPE.exec(text) : null
  if (!parts) return refused('MALFORMED')
  const [, version = '', payload = '', signature = ''] = parts
  const key = ring.keys.get(Number(version))
  if (!key) return refused('UNKNOWN_KEY')
  if (!isSignedBy(key, `v1.${version}.${payload}`, signature)) return refused('BAD_SIGNATURE')
  const content = parse(payload)
  return content === undefined ? refused('MALFORMED') : checkTime(content, now)
}

/** SHA-256 of a subgraph request's body, as it stands in `Envelope.bodyHash`. */
export function bodyHashOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url')
}

function checkTime(content: Envelope, now: number): Verification {
  if (content.exp <= now) return refused('EXPIRED')
  if (content.exp > now + ENVELOPE_LIFETIME_MS + CLOCK_LEEWAY_MS) return refused('NOT_YET_VALID')
  return { ok: true, envelope: content }
}

function parse(payload: string): Envelope | undefined {
  try {
    const result = envelope.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return result.success ? result.data : undefined
  } catch {
    return undefined
  }
}

// The bytes are compared, not the texts: base64 has several spellings of one value, and only the one that we write is accepted.
function isSignedBy(key: Buffer, signed: string, signature: string): boolean {
  const expected = Buffer.from(macOf(key, signed).toString('base64url'))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function macOf(key: Buffer, signed: string): Buffer {
  return createHmac('sha256', key).update('veilgraph envelope\n').update(signed).digest()
}

function refused(reason: EnvelopeRefusal): Verification {
  return { ok: false, reason }
}
