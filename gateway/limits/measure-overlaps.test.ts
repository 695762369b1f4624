import { parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { documentExcess } from '../plugins/use-limits.ts'
import { factsOf } from '../refusal.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { measureOverlaps } from './measure-overlaps.ts'

const overlaps = (query: string): number => measureOverlaps(parse(query))

describe('fields of one key', () => {
  it.each([
    ['are none where every key stands once', '{ a { b c } x: a { b } }', 0],
    ['make pairs where they stand', '{ a a a }', 3],
    ['are those below them too', '{ a { b } a { b } }', 2],
    ['are found through fragments', '{ ...F a ... { a } } fragment F on Query { a }', 3],
    ['are found in fragments that nobody uses', '{ a } fragment F on Query { a a a a }', 6],
    ['have the key of their alias', '{ a: b a: b b }', 1],
  ])('%s', (_, query, wanted) => {
    expect(overlaps(query)).toBe(wanted)
  })

  it('are counted in moments where fragments spread each other', () => {
    const names = Array.from({ length: 40 }, (_, at) => `F${at}`)
    const all = names.map(name => `...${name}`).join(' ')
    const began = performance.now()
    expect(overlaps(`{ ${all} } ${names.map(name => `fragment ${name} on Query { a { ${all} } ${all} }`).join(' ')}`)).toBe(Infinity)
    expect(performance.now() - began).toBeLessThan(500)
  })

  it.each([['best(a: 1, b: 2) { id } ', 300], ['best { best { best { id } } } ', 240], ['id ', 900]])('are refused before validation compares each with each: %s', (field, times) => {
    expect(factsOf(documentExcess(parse(`{ user(id: 1) { ${field.repeat(times)} } }`), DEFAULT_LIMITS))).toEqual({ rule: 'overlaps', limit: 10_000 })
  })

  it('of an honest page made of fragments are few', () => {
    const parts = Array.from({ length: 60 }, (_, at) => `fragment P${at} on User { id name }`)
    expect(documentExcess(parse(`{ user(id: 1) { ${parts.map((_, at) => `...P${at}`).join(' ')} } } ${parts.join(' ')}`), DEFAULT_LIMITS)).toBeUndefined()
  })
})
