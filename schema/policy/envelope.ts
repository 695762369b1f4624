import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { principalShape, requestShape } from './envelope-shape.ts'
import { currentKey, type KeyRing } from './key-ring.ts'
import type { Principal, Purpose } from './principal.ts'

/** What the gateway tells a subgraph about a request, and vouches for. */
export interface Envelope {
  readonly principal: Principal
  readonly policyVersion: string
  readonly requestId: string
  /** Names the operation of the client in logs: SHA-256 of its text without its values. */
  readonly operationHash: string
  /** Unique per envelope, that is per fetch. */
  readonly jti: string
  /** End of validity, in milliseconds since 1970. */
  readonly exp: number
  /** `bodyHashOf` the body that this envelope was made for; only a subgraph of the same process is asked without. */
  readonly bodyHash?: string
  /** The requests for raw values of the operation; `@reveal(reason: "r0")` in a fetch means the first of them. */
  readonly reveals?: readonly RevealRequest[]
  /** Why somebody works in the name of somebody else; set with every request that does. */
  readonly reason?: string
  /** What was reserved for this request: distinct people whose raw values it may read, and values it may look up. */
  readonly budgets?: { readonly subjects?: number, readonly lookups?: number }
  /** The open ticket that raw values for SUPPORT are read for; the requester by person and by user. */
  readonly ticket?: { readonly ticketId: string, readonly workspaceId: string, readonly requesterId?: string, readonly requesterUserId?: string }
  /** A command is run once for each of them. */
  readonly idempotencyKey?: string
}

/** Why somebody asks for raw values. The purpose is part of the plan of a read, the reason is not. */
export interface RevealRequest {
  readonly reason: string
  readonly purpose: Purpose
}

/** What is the same for all fetches of one request; each of them gets an envelope of its own. */
export type RequestFacts = Omit<Envelope, 'jti' | 'exp' | 'bodyHash'>

/** How long an envelope is good for: as long as a slow request takes, and not longer. */
export const ENVELOPE_LIFETIME_MS = 30_000

/** How far the clock of a subgraph may be behind that of the gateway. */
const CLOCK_LEEWAY_MS = 2_000
const LONGEST = 1_000_000
/** Bytes of a principal from which on it is deflated: whoever holds many rights would send them all with every fetch. */
const PACKED_FROM = 600
const PACKED = Buffer.from([0])
const MOST_UNPACKED = 8_000_000
const SHAPE = /^v2\.([1-9][0-9]{0,5})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/

/** Why an envelope was refused; for the log, never for the client, who sees UNAUTHENTICATED for each of them. */
export type EnvelopeRefusal = 'MALFORMED' | 'UNKNOWN_KEY' | 'BAD_SIGNATURE' | 'EXPIRED' | 'NOT_YET_VALID'
export type Verification =
  | { readonly ok: true, readonly envelope: Envelope }
  | { readonly ok: false, readonly reason: EnvelopeRefusal }

/** Writes and signs: `v2.<key version>.<principal>.<request>.<HMAC-SHA-256>`, URL-safe, so that it fits a header. */
export function signEnvelope(ring: KeyRing, { principal, ...request }: Envelope): string {
  const signed = `v2.${ring.current}.${textOf(principal)}.${base64Of(request)}`
  return `${signed}.${macOf(currentKey(ring), signed).toString('base64url')}`
}

/** Reads an envelope of our own making; `now` in milliseconds. Nothing of the text is used before its signature is known to be right. */
export function verifyEnvelope(ring: KeyRing, text: string, now: number): Verification {
  const parts = text.length <= LONGEST ? SHAPE.exec(text) : null
  if (!parts) return refused('MALFORMED')
  const [, version = '', principal = '', request = '', signature = ''] = parts
  const key = ring.keys.get(Number(version))
  if (!key) return refused('UNKNOWN_KEY')
  if (!isSignedBy(key, `v2.${version}.${principal}.${request}`, signature)) return refused('BAD_SIGNATURE')
  const content = parse(principal, request)
  return content === undefined ? refused('MALFORMED') : checkTime(content, now)
}

/** SHA-256 of a subgraph request's body, as it stands in `Envelope.bodyHash`. */
export function bodyHashOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('base64url')
}

const written = new WeakMap<Principal, string>()

// A principal comes with many fetches, and may hold hundreds of places.
function textOf(principal: Principal): string {
  const text = written.get(principal) ?? packed(JSON.stringify(principal))
  written.set(principal, text)
  return text
}

/** A text of JSON, as it is or deflated; the first letter tells, since no deflated object begins as one that is not does. */
function packed(text: string): string {
  const plain = Buffer.from(text)
  return (plain.length < PACKED_FROM ? plain : Buffer.concat([PACKED, deflateRawSync(plain)])).toString('base64url')
}

function unpacked(text: string): unknown {
  const bytes = Buffer.from(text, 'base64url')
  const plain = bytes[0] === PACKED[0] ? inflateRawSync(bytes.subarray(1), { maxOutputLength: MOST_UNPACKED }) : bytes
  return JSON.parse(plain.toString('utf8'))
}

function base64Of(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

function checkTime(content: Envelope, now: number): Verification {
  if (content.exp <= now) return refused('EXPIRED')
  if (content.exp > now + ENVELOPE_LIFETIME_MS + CLOCK_LEEWAY_MS) return refused('NOT_YET_VALID')
  return { ok: true, envelope: content }
}

const READ_PRINCIPALS = 1_000
const read = new Map<string, Principal>()

// The same object for the same text, so that what follows from a principal is worked out once too.
function principalIn(text: string): Principal {
  const known = read.get(text)
  if (known) return known
  const principal = principalShape.parse(unpacked(text))
  const [oldest] = read.keys()
  if (read.size >= READ_PRINCIPALS && oldest !== undefined) read.delete(oldest)
  read.set(text, principal)
  return principal
}

function parse(principal: string, request: string): Envelope | undefined {
  try {
    return { principal: principalIn(principal), ...requestShape.parse(jsonIn(request)) }
  } catch {
    return undefined
  }
}

function jsonIn(text: string): unknown {
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
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
