import { describe, expect, it } from 'vitest'
import { pseudonymOf, type PseudonymSource } from './pseudonym.ts'

const ring = { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)], [2, Buffer.alloc(32, 2)]]) }
const source: PseudonymSource = { brandId: 'b1', purpose: 'ANALYTICS', coordinate: 'User.email', subjectId: 's1', value: 'alice@example.org' }

describe('pseudonymOf', () => {
  it('is the same text every time', () => {
    expect(pseudonymOf(ring, source)).toBe(pseudonymOf(ring, { ...source }))
    expect(pseudonymOf(ring, source)).toMatch(/^psn_ANALYTICS_[A-Za-z0-9_-]{22}$/)
  })

  it('is the same for other spellings of one value', () => {
    for (const value of [' alice@example.org ', 'Alice@Example.ORG', 'ａlice@example.org']) expect(pseudonymOf(ring, { ...source, value })).toBe(pseudonymOf(ring, source))
  })

  it('differs by value, subject, coordinate, brand, purpose and key version', () => {
    const others = [
      pseudonymOf(ring, { ...source, value: 'bob@example.org' }), pseudonymOf(ring, { ...source, subjectId: 's2' }), pseudonymOf(ring, { ...source, coordinate: 'Person.contactEmail' }),
      pseudonymOf(ring, { ...source, brandId: 'b2' }), pseudonymOf(ring, { ...source, purpose: 'RESEARCH' }), pseudonymOf({ ...ring, current: 2 }, source), pseudonymOf(ring, source),
    ]
    expect(new Set(others.map((text) => text.slice(-22))).size).toBe(others.length)
  })

  it('does not confuse where one part ends and the next begins', () => {
    expect(pseudonymOf(ring, { ...source, subjectId: 's', value: '1x' })).not.toBe(pseudonymOf(ring, { ...source, subjectId: 's1', value: 'x' }))
    expect(pseudonymOf(ring, { ...source, subjectId: 'a","b', value: 'c' })).not.toBe(pseudonymOf(ring, { ...source, subjectId: 'a', value: 'b","c' }))
  })
})
