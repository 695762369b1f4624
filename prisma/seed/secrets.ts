import type { Random } from './random.ts'

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(choice: Random, length: number): string {
  return Array.from({ length }, () => BASE64[choice.int(0, 63)]).join('')
}

/** Looks like an argon2id digest in PHC form; no password gives it. */
export function dummyPasswordHash(choice: Random): string {
  return `$argon2id$v=19$m=19456,t=2,p=1$${base64(choice, 22)}$${base64(choice, 43)}`
}

/** Looks like an HMAC of a token; no token gives it. */
export function dummyTokenHash(choice: Random): string {
  return choice.hex(64)
}

/** The part of a token that is shown to tell it from others. */
export function tokenPrefix(choice: Random, kind: 'vgp' | 'vgs' | 'vgi' | 'vgt'): string {
  return `${kind}_${choice.base62(8)}`
}
