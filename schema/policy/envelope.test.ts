import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope, verifyEnvelope, type Envelope } from './envelope.ts'
import type { KeyRing } from './key-ring.ts'
import { aPerson } from './test-principal.ts'

const NOW = Date.UTC(2026, 5, 30)
const KEY = Buffer.alloc(32, 1)
const ring: KeyRing = { current: 1, keys: new Map([[1, KEY]]) }
const content: Envelope = {
  principal: aPerson({ clearances: ['support'], assignments: [{ clearance: 'member', orgId: 'o1', permissions: ['*'] }], brandPermissions: ['*'] }),
  policyVersion: 'p_1', requestId: 'r1', jti: 'j1', exp: NOW + ENVELOPE_LIFETIME_MS,
}

function reasonOf(text: string, now = NOW, keys = ring): string {
  const verification = verifyEnvelope(keys, text, now)
  return verification.ok ? 'ACCEPTED' : verification.reason
}

/** Signs whatever is given with the true key, as somebody would who found a way to have a text of theirs signed. */
function signed(payload: string): string {
  const text = `v1.1.${Buffer.from(payload).toString('base64url')}`
  return `${text}.${createHmac('sha256', KEY).update('veilgraph envelope\n').update(text).digest('base64url')}`
}

describe('the envelope', () => {
  it('brings its content through unchanged', () => {
    expect(verifyEnvelope(ring, signEnvelope(ring, content), NOW)).toEqual({ ok: true, envelope: content })
    const full: Envelope = {
      ...content, bodyHash: bodyHashOf('{}'), budgets: { lookups: 3 }, ticket: { ticketId: 't', workspaceId: 'w', requesterId: 'u' },
      breakGlass: { grantId: 'g', subjectId: 's', categories: ['CONTACT'], exp: NOW + 1 },
    }
    expect(verifyEnvelope(ring, signEnvelope(ring, full), NOW)).toEqual({ ok: true, envelope: full })
  })

  it('fits a header', () => {
    expect(signEnvelope(ring, content)).toMatch(/^[A-Za-z0-9._-]+$/)
  })

  it('is refused after any one bit was changed', () => {
    const text = signEnvelope(ring, content)
    const accepted = [...text].flatMap((letter, place) => [0, 1, 2, 3, 4, 5, 6].map((bit) =>
      `${text.slice(0, place)}${String.fromCharCode(letter.charCodeAt(0) ^ (1 << bit))}${text.slice(place + 1)}`)).filter((forged) => reasonOf(forged) === 'ACCEPTED')
    expect(accepted).toEqual([])
  })

  it('is refused cut at every length, and with anything added', () => {
    const text = signEnvelope(ring, content)
    const cut = Array.from({ length: text.length }, (_, length) => text.slice(0, length))
    for (const forged of [...cut, `${text}.`, `${text}A`, ` ${text}`, `${text}\n`, `${text}=`, `v2${text.slice(2)}`, text.repeat(2)]) expect(reasonOf(forged)).not.toBe('ACCEPTED')
  })

  it('is refused when signed with another key, or with one that is not in the ring', () => {
    expect(reasonOf(signEnvelope({ current: 1, keys: new Map([[1, Buffer.alloc(32, 2)]]) }, content))).toBe('BAD_SIGNATURE')
    expect(reasonOf(signEnvelope({ current: 9, keys: new Map([[9, KEY]]) }, content))).toBe('UNKNOWN_KEY')
  })

  it('does not take a signature from one key version to another', () => {
    const two: KeyRing = { current: 2, keys: new Map([[1, KEY], [2, Buffer.alloc(32, 2)]]) }
    expect(reasonOf(signEnvelope(ring, content).replace('v1.1.', 'v1.2.'), NOW, two)).toBe('BAD_SIGNATURE')
    expect(reasonOf(signEnvelope(ring, content), NOW, two)).toBe('ACCEPTED')
    expect(reasonOf(signEnvelope(two, content), NOW, two)).toBe('ACCEPTED')
  })

  it('does not take the content of one envelope with the signature of another', () => {
    const [, , payload = ''] = signEnvelope(ring, { ...content, requestId: 'r2' }).split('.')
    const [version, key, , signature] = signEnvelope(ring, content).split('.')
    expect(reasonOf([version, key, payload, signature].join('.'))).toBe('BAD_SIGNATURE')
  })

  it('ends exactly after thirty seconds, and none is good for longer', () => {
    const text = signEnvelope(ring, content)
    expect(reasonOf(text, NOW + ENVELOPE_LIFETIME_MS - 1)).toBe('ACCEPTED')
    expect(reasonOf(text, NOW + ENVELOPE_LIFETIME_MS)).toBe('EXPIRED')
    expect(reasonOf(text, NOW - 2_000)).toBe('ACCEPTED')
    expect(reasonOf(text, NOW - 2_001)).toBe('NOT_YET_VALID')
    for (const exp of [NOW + 86_400_000, Number.MAX_SAFE_INTEGER]) expect(reasonOf(signEnvelope(ring, { ...content, exp }))).toBe('NOT_YET_VALID')
  })

  it.each([
    ['an empty text', ''], ['no JSON', 'hello'], ['a list', '[]'], ['null', 'null'], ['a number', '1'],
    ['no time', JSON.stringify({ ...content, exp: undefined })],
    ['a time as text', JSON.stringify({ ...content, exp: String(content.exp) })],
    ['half a millisecond', JSON.stringify({ ...content, exp: content.exp - 0.5 })],
    ['an unknown field', JSON.stringify({ ...content, admin: true })],
    ['an unknown field of the principal', JSON.stringify({ ...content, principal: { ...content.principal, isRoot: true } })],
    ['an unknown clearance', JSON.stringify({ ...content, principal: { ...content.principal, clearances: ['root'] } })],
    ['an unknown purpose', JSON.stringify({ ...content, principal: { ...content.principal, purpose: 'FUN' } })],
    ['no brand', JSON.stringify({ ...content, principal: { ...content.principal, brandId: '' } })],
    ['permissions that are no list', JSON.stringify({ ...content, principal: { ...content.principal, brandPermissions: '*' } })],
    ['an assignment of nothing', JSON.stringify({ ...content, principal: { ...content.principal, assignments: [{ clearance: 'admin', permissions: [] }] } })],
    ['an assignment of two places', JSON.stringify({ ...content, principal: { ...content.principal, assignments: [{ clearance: 'admin', orgId: 'o', workspaceId: 'w', permissions: [] }] } })],
    ['an assignment of the brand', JSON.stringify({ ...content, principal: { ...content.principal, assignments: [{ clearance: 'support', orgId: 'o', permissions: [] }] } })],
    ['__proto__', JSON.stringify(content).replace('{', '{"__proto__":{"kind":"SYSTEM"},')],
    ['__proto__ in the principal', JSON.stringify(content).replace('"principal":{', '"principal":{"__proto__":{"scopes":[]},')],
    ['constructor', JSON.stringify(content).replace('{', '{"constructor":{"prototype":{"x":1}},')],
    ['__proto__ as a budget', JSON.stringify(content).replace('{', '{"budgets":{"__proto__":5},')],
    ['a budget below nothing', JSON.stringify({ ...content, budgets: { lookups: -1 } })],
  ])('is refused with the right signature over %s', (_what, payload) => {
    expect(reasonOf(signed(payload))).toBe('MALFORMED')
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  })

  it('refuses the longest nonsense without reading it', () => {
    expect(reasonOf(`v1.1.${'A'.repeat(5_000_000)}.${'A'.repeat(43)}`)).toBe('MALFORMED')
  })
})
