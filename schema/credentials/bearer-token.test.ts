import { describe, expect, it } from 'vitest'
import { createBearerToken, displayOfBearerToken, kindOfBearerToken, TOKEN_PREFIXES } from './bearer-token.ts'
import type { TokenKind } from './bearer-token.ts'
import { hashBearerToken, hashesOfBearerToken } from './token-hash.ts'

const PERSONAL = 'vgp_0123456789ABCDEFGHIJKLMNOPQRST1IoV7B'
const SERVICE_KEY = 'vgs_abcdefghijklmnopqrstuvwxyz01234f5cUf'
const ZEROS = { current: 1, keys: new Map([[1, Buffer.alloc(32)]]) }

const KINDS: readonly TokenKind[] = ['PERSONAL', 'SERVICE_KEY', 'INVITATION', 'SESSION']

describe('a bearer secret', () => {
  it.each([['PERSONAL', PERSONAL], ['SERVICE_KEY', SERVICE_KEY]])('of the kind %s is recognized by its form and checksum', (kind, token) => {
    expect(kindOfBearerToken(token)).toBe(kind)
  })

  it('is shown by its first 12 characters', () => {
    expect(displayOfBearerToken(PERSONAL)).toBe('vgp_01234567')
  })

  it.each([
    [PERSONAL, '74f4913f909f41a8a3572c9dc9e69e25db03f8d8b78845f4844e8ed9ac2d2ec1'],
    [SERVICE_KEY, '471bcb94ac7997273e3932c5d14557b2cca3f964c52484497eaa85eb75710552'],
  ])('%s is stored as its keyed hash', (token, hash) => {
    expect(hashBearerToken(token, ZEROS)).toEqual({ hash, keyVersion: 1 })
  })

  it('with any other character, one too many or one too few is none', () => {
    for (let at = 0; at < PERSONAL.length; at += 1) {
      const changed = `${PERSONAL.slice(0, at)}${PERSONAL[at] === 'x' ? 'y' : 'x'}${PERSONAL.slice(at + 1)}`
      expect(kindOfBearerToken(changed), changed).toBeUndefined()
    }
    for (const text of ['', `${PERSONAL}0`, PERSONAL.slice(0, -1), ` ${PERSONAL}`, `${PERSONAL}\n`, PERSONAL.toUpperCase(), SERVICE_KEY.replace('vgs', 'vgp'), 'vgx_0123456789ABCDEFGHIJKLMNOPQRST1IoV7B']) {
      expect(kindOfBearerToken(text), text).toBeUndefined()
    }
  })

  it.each(KINDS)('of the kind %s that is made here is one, and never the same', kind => {
    const made = Array.from({ length: 500 }, () => createBearerToken(kind))
    expect(made.map(kindOfBearerToken)).toEqual(made.map(() => kind))
    expect(made.every(token => token.startsWith(`${TOKEN_PREFIXES[kind]}_`) && token.length === 40)).toBe(true)
    expect(new Set(made).size).toBe(made.length)
  })

  it('has each of the 62 characters about as often', () => {
    const counts = new Map<string, number>()
    for (let made = 0; made < 4000; made += 1) for (const character of createBearerToken('SESSION').slice(4, 34)) counts.set(character, (counts.get(character) ?? 0) + 1)
    // 120 000 characters, 1935 of each expected, 44 the standard deviation; without rejection the first eight came 25 % more often
    expect(counts.size).toBe(62)
    for (const [character, count] of counts) expect(Math.abs(count - 1935), character).toBeLessThan(250)
  })

  it('is looked for under every version of the key, the newest first', () => {
    const ring = { current: 12, keys: new Map([[2, Buffer.alloc(32, 2)], [12, Buffer.alloc(32, 12)], [1, Buffer.alloc(32)]]) }
    const hashes = hashesOfBearerToken(PERSONAL, ring)
    expect(hashes).toHaveLength(3)
    expect(hashes[0]).toBe(hashBearerToken(PERSONAL, ring).hash)
    expect(hashes[2]).toBe(hashBearerToken(PERSONAL, ZEROS).hash)
  })
})
