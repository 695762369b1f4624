import { describe, expect, it } from 'vitest'
import { rememberedTokens } from './remembered-tokens.ts'
import type { Verified } from './verify-token.ts'

const MINUTE = 60_000
const signed = (expiresAt: number): Verified => ({
  brand: undefined, expiresAt, isOpaque: false, identified: brandId => ({ via: 'OIDC', brandId, issuer: 'https://id.example', subject: 's', scopes: [], purposes: [], exp: expiresAt / 1000 }),
})
const opaque: Verified = { brand: undefined, expiresAt: undefined, isOpaque: true, identified: brandId => ({ via: 'TOKEN', brandId, hashes: ['h'] }) }

const remembering = (verified: Verified) => {
  let at = 0
  const tokens = rememberedTokens(() => at)
  const token = tokens.open(verified)
  tokens.keep('t', token)
  return { token, after: (ms: number) => { at = ms; return tokens.get('t') } }
}

describe('a token that was good once', () => {
  it('is verified again after ten minutes, however late it ends, since its key may have been withdrawn', () => {
    const { token, after } = remembering(signed(Number.MAX_SAFE_INTEGER))
    expect(after(9 * MINUTE)).toBe(token)
    expect(after(10 * MINUTE)).toBeUndefined()
  })

  it('is not found at its end', () => {
    const { token, after } = remembering(signed(MINUTE))
    expect(after(MINUTE - 1)).toBe(token)
    expect(after(MINUTE)).toBeUndefined()
  })

  it('is kept where only the database can say that it has ended', () => {
    const { token, after } = remembering(opaque)
    expect(after(600 * MINUTE)).toBe(token)
  })

  it('is somebody else at the host of another brand', () => {
    const { token } = remembering(opaque)
    expect(token.identified('a')).toBe(token.identified('a'))
    expect(token.identified('a')).not.toEqual(token.identified('b'))
  })
})
