import { describe, expect, it } from 'vitest'
import { audit } from '../../../schema/metadata/audit.ts'
import { seal } from '../../../schema/policy/sealed.ts'
import { hashRequest, principalKey } from './claim-key.ts'
import { describeChange } from './describe-change.ts'
import { fingerprints } from './fingerprint.ts'
import { memberOf } from '../testing/fixture-people.ts'

const key = Buffer.alloc(32, 4)
const fingerprint = fingerprints(key, 'brand')
const REASON = 'BreakGlassGrant.reason'

describe('a fingerprint', () => {
  it('is equal for an equal value of one row, sealed or not, and says nothing of it', () => {
    expect(fingerprint('row', REASON, seal(REASON, 'why'))).toBe(fingerprint('row', REASON, 'why'))
    expect(fingerprint('row', REASON, 'why')).toMatch(/^hmac:[0-9a-f]{16}$/)
  })

  it('is another one for another row, column, value, brand or key', () => {
    const all = [
      fingerprint('row', REASON, 'why'), fingerprint('other', REASON, 'why'), fingerprint('row', 'BreakGlassGrant.ticketReference', 'why'), fingerprint('row', REASON, 'why '),
      fingerprints(key, 'other brand')('row', REASON, 'why'), fingerprints(Buffer.alloc(32, 5), 'brand')('row', REASON, 'why'),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  it('opens no value that was sealed as something else', () => {
    expect(() => fingerprint('row', 'BreakGlassGrant.ticketReference', seal(REASON, 'why'))).toThrow()
  })
})

describe('the details of a change', () => {
  const entity = (() => {
    const found = audit.entities.find(({ type }) => type === 'BreakGlassGrant')
    if (found === undefined) throw new Error('no grants')
    return found
  })()
  const before = { id: 'row', status: 'ACTIVE', reason: seal(REASON, 'before'), subjectPersonId: 'somebody', endedAt: null, rowVersion: 1 }
  const after = { ...before, status: 'ENDED', reason: seal(REASON, 'after'), endedAt: new Date(0), rowVersion: 2 }

  it('hold the named fields, public ones as they are and the others as fingerprints', () => {
    const details = describeChange({ entity, before, writes: [{ type: entity.type, row: after, fields: ['status', 'reason', 'endedAt', 'rowVersion'] }] }, fingerprint)
    expect(details).toEqual({
      changed: ['reason', 'endedAt', 'status'],
      before: { reason: fingerprint('row', REASON, 'before'), endedAt: null, status: 'ACTIVE' },
      after: { reason: fingerprint('row', REASON, 'after'), endedAt: '1970-01-01T00:00:00.000Z', status: 'ENDED' },
      _piiCategories: ['FREE_TEXT'], _subjectPersonId: 'somebody',
    })
  })

  it('hold nothing before for a new row', () => {
    expect(describeChange({ entity, before: undefined, writes: [{ type: entity.type, row: after, fields: ['status'] }] }, fingerprint)).toMatchObject({ changed: ['status'], before: {}, after: { status: 'ENDED' } })
  })
})

describe('the hash of a request', () => {
  it('is equal for equal inputs, whatever the order of the members and the key', () => {
    expect(hashRequest(key, 'c', { a: 1, b: [2], idempotencyKey: 'x' })).toBe(hashRequest(key, 'c', { b: [2], a: 1 }))
  })

  it('is another one for another command, input or secret', () => {
    const all = [hashRequest(key, 'c', { a: 1 }), hashRequest(key, 'd', { a: 1 }), hashRequest(key, 'c', { a: 2 }), hashRequest(Buffer.alloc(32), 'c', { a: 1 })]
    expect(new Set(all).size).toBe(4)
  })
})

it('keeps the keys of people apart, and those of people in whose name they work', () => {
  const one = memberOf(1)
  const names = [one, memberOf(2), { ...one, kind: 'SERVICE_ACCOUNT' as const }, { ...one, onBehalfOf: { id: 'b', clearances: [], assignments: [], brandPermissions: [], scopes: [] } }].map(principalKey)
  expect(new Set(names).size).toBe(4)
})
