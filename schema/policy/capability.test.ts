import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { CAPABILITY_LIFETIME_MS, signCapability, verifyCapability, type Capability } from './capability.ts'
import { signEnvelope, verifyEnvelope } from './envelope.ts'
import type { KeyRing } from './key-ring.ts'
import { aPerson } from './test-principal.ts'

const NOW = 1_800_000_000_000
const KEY = Buffer.alloc(32, 1)
const ring: KeyRing = { current: 1, keys: new Map([[1, KEY]]) }
const content: Capability = {
  grantId: 'g1', subject: { kind: 'PERSON', personId: 'p2', userId: 'u2' }, categories: ['CONTACT', 'FREE_TEXT'], purpose: 'SECURITY', exp: NOW + 1000, brandId: 'b1', principalId: 'p1',
}

function signed(payload: string, domain = 'veilgraph capability\n'): string {
  const text = `c1.1.${Buffer.from(payload).toString('base64url')}`
  return `${text}.${createHmac('sha256', KEY).update(domain).update(text).digest('base64url')}`
}

describe('a capability', () => {
  it('brings its content through unchanged, for a person and for an entity', () => {
    const entity = { ...content, subject: { kind: 'ENTITY', type: 'BillingProfile', id: 'x' } } as const
    for (const one of [content, entity]) expect(verifyCapability(ring, signCapability(ring, one), NOW)).toEqual(one)
  })

  it('is refused with any character changed, cut at every length, and with anything added', () => {
    const text = signCapability(ring, content)
    const changed = [...text].map((character, place) => text.slice(0, place) + (character === 'A' ? 'B' : 'A') + text.slice(place + 1))
    const cut = [...text].map((_, length) => text.slice(0, length))
    const accepted = [...changed, ...cut, `${text}.`, `${text}A`, ` ${text}`, `${text}=`, text.repeat(2), '', 'x'.repeat(9000)].filter((forged) => forged !== text && verifyCapability(ring, forged, NOW))
    expect(accepted).toEqual([])
  })

  it('ends when it says so, and none is good for longer than an hour', () => {
    expect(verifyCapability(ring, signCapability(ring, content), content.exp - 1)).toBeDefined()
    expect(verifyCapability(ring, signCapability(ring, content), content.exp)).toBeUndefined()
    expect(verifyCapability(ring, signCapability(ring, { ...content, exp: NOW + CAPABILITY_LIFETIME_MS + 10_000 }), NOW)).toBeUndefined()
  })

  it('is no envelope, and an envelope is no capability, although one key signs both', () => {
    expect(verifyCapability(ring, signed(JSON.stringify(content), 'veilgraph envelope\n'), NOW)).toBeUndefined()
    const envelope = signEnvelope(ring, { principal: aPerson(), policyVersion: 'p', requestId: 'r', operationHash: 'o', jti: 'j', exp: NOW + 1000 })
    expect(verifyCapability(ring, envelope, NOW)).toBeUndefined()
    expect(verifyEnvelope(ring, signCapability(ring, content), NOW).ok).toBe(false)
  })

  it('is not taken from another key, nor after its key was withdrawn', () => {
    const other: KeyRing = { current: 2, keys: new Map([[2, Buffer.alloc(32, 2)]]) }
    expect(verifyCapability(other, signCapability(ring, content), NOW)).toBeUndefined()
    const both: KeyRing = { current: 2, keys: new Map([...ring.keys, ...other.keys]) }
    expect(verifyCapability(both, signCapability(ring, content), NOW)).toEqual(content)
  })

  it.each([
    ['no JSON', 'hello'], ['a list', '[]'], ['no holder', JSON.stringify({ ...content, principalId: undefined })], ['no brand', JSON.stringify({ ...content, brandId: '' })],
    ['a category that is none', JSON.stringify({ ...content, categories: ['ALL'] })], ['an unknown field', JSON.stringify({ ...content, isRoot: true })],
    ['a purpose that is none', JSON.stringify({ ...content, purpose: 'FUN' })], ['no end', JSON.stringify({ ...content, exp: undefined })],
    ['__proto__', JSON.stringify(content).replace('{', '{"__proto__":{"x":1},')],
  ])('is refused with the right signature over %s', (_what, payload) => {
    expect(verifyCapability(ring, signed(payload), NOW)).toBeUndefined()
  })
})
