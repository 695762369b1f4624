import { createHmac } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bodyHashOf, ENVELOPE_LIFETIME_MS, signEnvelope, verifyEnvelope, type Envelope } from './envelope.ts'
import type { KeyRing } from './key-ring.ts'
import { aPerson } from './test-principal.ts'

const NOW = Date.UTC(2026, 5, 30)
const KEY = Buffer.alloc(32, 1)
const ring: KeyRing = { current: 1, keys: new Map([[1, KEY]]) }
const content: Envelope = {
  principal: aPerson({ clearances: ['support'], assignments: [{ clearance: 'member', orgId: 'o1', permissions: ['*'] }], brandPermissions: ['*'] }),
  policyVersion: 'p_1', requestId: 'r1', operationHash: 'o1', jti: 'j1', exp: NOW + ENVELOPE_LIFETIME_MS,
}

const FURTHER = {
  onBehalfOf: { id: 'p3', personId: 'p3', clearances: ['support'], assignments: [], brandPermissions: ['*'], scopes: [] },
  breakGlass: { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: NOW + 1 },
} as const
const { principal: PERSON, ...request } = content
const [PRINCIPAL, REQUEST] = [JSON.stringify(PERSON), JSON.stringify(request)]
const changed = (parts: object): string => JSON.stringify({ ...request, ...parts })
const other = (parts: object): string => JSON.stringify({ ...PERSON, ...parts })

function reasonOf(text: string, now = NOW, keys = ring): string {
  const verification = verifyEnvelope(keys, text, now)
  return verification.ok ? 'ACCEPTED' : verification.reason
}

/** Signs whatever is given with the true key, as somebody would who found a way to have a text of theirs signed. */
function signed(principal: string | Buffer, request: string): string {
  const text = `v2.1.${Buffer.from(principal).toString('base64url')}.${Buffer.from(request).toString('base64url')}`
  return `${text}.${createHmac('sha256', KEY).update('veilgraph envelope\n').update(text).digest('base64url')}`
}

describe('the envelope', () => {
  it('brings its content through unchanged', () => {
    expect(verifyEnvelope(ring, signEnvelope(ring, content), NOW)).toEqual({ ok: true, envelope: content })
    const full: Envelope = {
      ...content, principal: { ...content.principal, ...FURTHER }, bodyHash: bodyHashOf('{}'), budgets: { lookups: 3 },
      ticket: { ticketId: 't', workspaceId: 'w', requesterId: 'u' }, reveals: [{ reason: 'to call back', purpose: 'SUPPORT' }], idempotencyKey: 'k',
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
    for (const forged of [...cut, `${text}.`, `${text}A`, ` ${text}`, `${text}\n`, `${text}=`, `v1${text.slice(2)}`, `v3${text.slice(2)}`, text.repeat(2)]) expect(reasonOf(forged)).not.toBe('ACCEPTED')
  })

  it('is refused when signed with another key, or with one that is not in the ring', () => {
    expect(reasonOf(signEnvelope({ current: 1, keys: new Map([[1, Buffer.alloc(32, 2)]]) }, content))).toBe('BAD_SIGNATURE')
    expect(reasonOf(signEnvelope({ current: 9, keys: new Map([[9, KEY]]) }, content))).toBe('UNKNOWN_KEY')
  })

  it('does not take a signature from one key version to another', () => {
    const two: KeyRing = { current: 2, keys: new Map([[1, KEY], [2, Buffer.alloc(32, 2)]]) }
    expect(reasonOf(signEnvelope(ring, content).replace('v2.1.', 'v2.2.'), NOW, two)).toBe('BAD_SIGNATURE')
    expect(reasonOf(signEnvelope(ring, content), NOW, two)).toBe('ACCEPTED')
    expect(reasonOf(signEnvelope(two, content), NOW, two)).toBe('ACCEPTED')
  })

  it('does not take the content of one envelope with the signature of another', () => {
    const [, , otherPrincipal, otherRequest] = signEnvelope(ring, { ...content, principal: aPerson({ id: 'p2' }), requestId: 'r2' }).split('.')
    const [version, key, principal, request, signature] = signEnvelope(ring, content).split('.')
    for (const parts of [[otherPrincipal, request], [principal, otherRequest], [request, principal], [`${principal}${request}`, 'A']]) {
      expect(reasonOf([version, key, ...parts, signature].join('.'))).toBe('BAD_SIGNATURE')
    }
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
    ['no time', changed({ exp: undefined })],
    ['a time as text', changed({ exp: String(content.exp) })],
    ['half a millisecond', changed({ exp: content.exp - 0.5 })],
    ['no operation', changed({ operationHash: '' })],
    ['an unknown field', changed({ admin: true })],
    ['a principal', changed({ principal: content.principal })],
    ['__proto__', REQUEST.replace('{', '{"__proto__":{"kind":"SYSTEM"},')],
    ['constructor', REQUEST.replace('{', '{"constructor":{"prototype":{"x":1}},')],
    ['__proto__ as a budget', REQUEST.replace('{', '{"budgets":{"__proto__":5},')],
    ['a budget below nothing', changed({ budgets: { lookups: -1 } })],
    ['a reason without a purpose', changed({ reveals: [{ reason: 'to call back' }] })],
    ['a purpose that is none', changed({ reveals: [{ reason: 'to call back', purpose: 'FUN' }] })],
    ['a ticket without a place', changed({ ticket: { ticketId: 't' } })],
    ['a hash that is too short', changed({ bodyHash: 'abc' })],
  ])('is refused with the right signature over a request of %s', (_what, request) => {
    expect(reasonOf(signed(PRINCIPAL, request))).toBe('MALFORMED')
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  })

  it.each([
    ['an empty text', ''], ['no JSON', 'hello'], ['a list', '[]'], ['null', 'null'],
    ['an unknown field', other({ isRoot: true })],
    ['an unknown kind', other({ kind: 'ROOT' })],
    ['an unknown clearance', other({ clearances: ['root'] })],
    ['an unknown purpose', other({ purpose: 'FUN' })],
    ['no brand', other({ brandId: '' })],
    ['permissions that are no list', other({ brandPermissions: '*' })],
    ['an assignment of nothing', other({ assignments: [{ clearance: 'admin', permissions: [] }] })],
    ['an assignment of two places', other({ assignments: [{ clearance: 'admin', orgId: 'o', workspaceId: 'w', permissions: [] }] })],
    ['an assignment of the brand', other({ assignments: [{ clearance: 'support', orgId: 'o', permissions: [] }] })],
    ['__proto__', PRINCIPAL.replace('{', '{"__proto__":{"scopes":[]},')],
    ['a channel that is none', other({ channel: 'PIGEON' })],
    ['break-glass for nobody', other({ breakGlass: { ...FURTHER.breakGlass, subject: { kind: 'PERSON' } } })],
    ['break-glass for a person and an entity', other({ breakGlass: { ...FURTHER.breakGlass, subject: { kind: 'PERSON', personId: 'p', type: 'User', id: 'u' } } })],
    ['break-glass for a category that is none', other({ breakGlass: { ...FURTHER.breakGlass, categories: ['ALL'] } })],
    ['break-glass without an end', other({ breakGlass: { ...FURTHER.breakGlass, exp: undefined } })],
    ['on behalf of somebody without rights', other({ onBehalfOf: { id: 'p3' } })],
    ['on behalf of somebody on behalf of somebody', other({ onBehalfOf: { ...FURTHER.onBehalfOf, onBehalfOf: FURTHER.onBehalfOf } })],
  ])('is refused with the right signature over a principal of %s', (_what, principal) => {
    expect(reasonOf(signed(principal, REQUEST))).toBe('MALFORMED')
    expect(Object.hasOwn(Object.prototype, 'kind')).toBe(false)
  })

  it('is short for somebody with many rights, whose principal is deflated, and brings them through', () => {
    const brandPermissions = Array.from({ length: 300 }, (_, n) => `module${n % 40}.something${n}.read`)
    const many = { ...content, principal: aPerson({ brandPermissions }) }
    const text = signEnvelope(ring, many)
    expect(text.length).toBeLessThan(JSON.stringify(many).length / 3)
    expect(verifyEnvelope(ring, text, NOW)).toEqual({ ok: true, envelope: many })
    expect(text.split('.')[2]).toMatch(/^A/)
  })

  it.each([
    ['what is none', Buffer.from([0, 1, 2, 3])], ['nothing', Buffer.from([0])],
    ['more than a principal can be', Buffer.concat([Buffer.from([0]), deflateRawSync(Buffer.concat([Buffer.from(PRINCIPAL), Buffer.alloc(20_000_000, ' ')]))])],
  ])('is refused with the right signature over a deflated principal of %s', (_what, principal) => {
    expect(reasonOf(signed(principal, REQUEST))).toBe('MALFORMED')
  })

  it('refuses the longest nonsense without reading it', () => {
    expect(reasonOf(`v2.1.A.${'A'.repeat(5_000_000)}.${'A'.repeat(43)}`)).toBe('MALFORMED')
  })
})
