import { format, inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { isSealed, open, seal } from './sealed.ts'

const SECRET = 'alice@example.org'
const sealed = seal('User.email', SECRET)
const KEYS = { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) }

describe('a sealed value', () => {
  it.each([
    ['JSON', () => JSON.stringify({ sealed, list: [sealed] })],
    ['JSON with a replacer', () => JSON.stringify(sealed, (_key: string, value: unknown) => value, 2)],
    ['a template', () => `${sealed}`],
    ['a sum', () => '' + sealed],
    ['String', () => String(sealed)],
    ['join', () => [sealed, sealed].join()],
    ['inspect', () => inspect(sealed, { showHidden: true, depth: 9, getters: true })],
    ['inspect without our printer', () => inspect(sealed, { customInspect: false, showHidden: true, depth: 9 })],
    ['console formats', () => format('%s %o %O %j %d', sealed, sealed, sealed, sealed, sealed)],
    ['a copy by spread', () => inspect({ ...sealed })],
    ['a list by spread', () => inspect([...Object.values(sealed)])],
    ['assign', () => JSON.stringify(Object.assign({}, sealed))],
    ['entries', () => JSON.stringify(Object.entries(sealed))],
    ['own keys', () => Reflect.ownKeys(sealed).map((key) => String(Reflect.get(sealed, key))).join()],
    ['structuredClone', () => inspect(structuredClone(sealed))],
    ['an error', () => String(new Error(`failed on ${sealed}`, { cause: sealed }).stack)],
    ['a number', () => String(Number(sealed))],
  ])('shows nothing in %s', (_where, print) => {
    expect(print()).not.toContain('alice')
  })

  it('says what it is', () => {
    expect([`${sealed}`, JSON.stringify(sealed), inspect(sealed), JSON.stringify({ ...sealed })])
      .toEqual(['[sealed User.email]', '"[sealed User.email]"', '[sealed User.email]', '{"sealed":"[sealed User.email]"}'])
    expect(Array.from(Object(sealed))).toEqual(['[sealed User.email]'])
  })

  it('opens for the coordinate that was decided about', () => {
    expect(open(sealed, { action: 'REVEAL' }, 'User.email')).toBe(SECRET)
    expect(open(seal('User.email', null), { action: 'REVEAL' }, 'User.email')).toBeNull()
  })

  it('opens as a pseudonym that does not hold it', () => {
    const source = { brandId: 'b', purpose: 'ANALYTICS', subjectId: 's' } as const
    expect(open(sealed, { action: 'PSEUDONYM', ring: KEYS, source }, 'User.email')).toMatch(/^psn_ANALYTICS_[A-Za-z0-9_-]{22}$/)
    expect(open(seal('User.age', 7), { action: 'PSEUDONYM', ring: KEYS, source }, 'User.age')).toBeNull()
  })

  it('does not open as another coordinate, nor does a copy, and the refusal shows nothing', () => {
    expect(() => open(sealed, { action: 'REVEAL' }, 'User.fullName')).toThrowError(/^Nothing sealed as User.fullName can be opened here.$/)
    for (const copy of [{ ...sealed }, structuredClone(sealed), Object.create(sealed), Object.create(Object.getPrototypeOf(sealed), Object.getOwnPropertyDescriptors(sealed))]) {
      expect(isSealed(copy)).toBe(false)
      expect(() => open(copy, { action: 'REVEAL' }, 'User.email')).toThrow()
    }
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(sealed)).toBe(true)
    expect(Object.isFrozen(Object.getPrototypeOf(sealed))).toBe(true)
  })
})
