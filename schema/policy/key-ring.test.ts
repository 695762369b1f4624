import { describe, expect, it } from 'vitest'
import { currentKey, parseKeyRing } from './key-ring.ts'

const A = Buffer.alloc(32, 1).toString('base64')
const B = Buffer.alloc(32, 2).toString('base64')

describe('parseKeyRing', () => {
  it('signs with the highest version, in whatever order they stand', () => {
    const ring = parseKeyRing(`2:${B}, 1:${A}`)
    expect(ring?.current).toBe(2)
    expect(ring && currentKey(ring)).toEqual(Buffer.alloc(32, 2))
    expect(ring?.keys.size).toBe(2)
  })

  it.each(['', '1', `0:${A}`, `1:${A},1:${B}`, `1:${A},`, '1:short', `x:${A}`, `1:${A.slice(0, -4)}`, `1:${A}${A}`, `-1:${A}`])('does not read %j', (text) => {
    expect(parseKeyRing(text)).toBeUndefined()
  })
})

describe('currentKey', () => {
  it('does not sign with no key', () => {
    expect(() => currentKey({ current: 1, keys: new Map() })).toThrow()
  })
})
