import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** What a bearer secret is for, by how it begins: a personal token, a service-account key, an invitation, a session. */
export const TOKEN_PREFIXES = { PERSONAL: 'vgp', SERVICE_KEY: 'vgs', INVITATION: 'vgi', SESSION: 'vgt' } as const
export type TokenKind = keyof typeof TOKEN_PREFIXES

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE = BigInt(ALPHABET.length)
const SECRET_LENGTH = 30
const CHECKSUM_LENGTH = 6
const DISPLAY_LENGTH = 12

/** The largest multiple of 62 that a byte can be below: what is not below it would make some characters likelier than others. */
const FAIR_BYTES = 248

const FORM = /^vg([psit])_[0-9A-Za-z]{36}$/
const KINDS: Readonly<Record<string, TokenKind>> = { p: 'PERSONAL', s: 'SERVICE_KEY', i: 'INVITATION', t: 'SESSION' }

/** A new secret of a kind. It is shown once; what is kept is its display form and its hash. */
export function createBearerToken(kind: TokenKind): string {
  const body = `${TOKEN_PREFIXES[kind]}_${randomCharacters(SECRET_LENGTH)}`
  return body + checksumOf(body)
}

/** The kind of a text that is a bearer secret in form and checksum; undefined for every other text. Asks nobody. */
export function kindOfBearerToken(text: string): TokenKind | undefined {
  const kind = FORM.exec(text)?.[1]
  if (kind === undefined) return undefined
  return checksumOf(text.slice(0, -CHECKSUM_LENGTH)) === text.slice(-CHECKSUM_LENGTH) ? KINDS[kind] : undefined
}

/** The part of a secret that lists show: 8 of its 30 characters. */
export function displayOfBearerToken(token: string): string {
  return token.slice(0, DISPLAY_LENGTH)
}

function randomCharacters(count: number): string {
  let text = ''
  while (text.length < count) {
    for (const byte of randomBytes(count - text.length)) if (byte < FAIR_BYTES) text += ALPHABET[byte % ALPHABET.length]
  }
  return text
}

/** CRC-32 (IEEE) in base 62, most significant character first. It finds slips of the pen; a forger can compute it. */
function checksumOf(body: string): string {
  let rest = BigInt(crc32(body))
  let text = ''
  for (; rest > 0n; rest /= BASE) text = `${ALPHABET[Number(rest % BASE)]}${text}`
  return text.padStart(CHECKSUM_LENGTH, '0')
}
