import { describe, expect, it } from 'vitest'
import { insertReveal } from './insert-reveal.ts'

const reason = { reason: 'asked "twice"', purpose: 'DSAR', ticket: '' }
const TEXT = '@reveal(reason: "asked \\"twice\\"", purpose: DSAR)'

const insert = (query: string, ...paths: readonly string[]): string => insertReveal(query, undefined, { paths, reason })

describe('asking for a raw value', () => {
  it('changes nothing of a query but the fields that are meant', () => {
    expect(insert('{\n  # people\n  users { nodes { mail: email, fullName } } }', 'users.nodes.mail'))
      .toBe(`{\n  # people\n  users { nodes { mail: email ${TEXT}, fullName } } }`)
  })

  it('stands below a field that has a line of its own', () => {
    expect(insert('{\n  a {\n    email\n    id\n  }\n}', 'a.email')).toBe('{\n  a {\n    email\n      @reveal(\n        reason: "asked \\"twice\\""\n        purpose: DSAR\n      )\n    id\n  }\n}')
  })

  it('goes into fragments, and behind directives', () => {
    expect(insert('{ a { ...F } b { email } } fragment F on U { email @include(if: true) }', 'a.email'))
      .toBe(`{ a { ...F } b { email } } fragment F on U { email @include(if: true) ${TEXT} }`)
  })

  it('takes the place of an earlier reason', () => {
    expect(insert('{ a { email @reveal(reason: "old one", purpose: LEGAL) } }', 'a.email')).toBe(`{ a { email ${TEXT} } }`)
  })

  it('cuts the pages above to the most that may be revealed, and no other', () => {
    expect(insert('{ a(first: 100) { b(last: 3) { email } } c(first: 50) { d } }', 'a.b.email')).toBe(`{ a(first: 20) { b(last: 3) { email ${TEXT} } } c(first: 50) { d } }`)
  })

  it('names a ticket where there is one', () => {
    expect(insertReveal('{ a }', undefined, { paths: ['a'], reason: { reason: 'r', purpose: 'SUPPORT', ticket: 't-1' } })).toBe('{ a @reveal(reason: "r", purpose: SUPPORT, ticket: "t-1") }')
  })
})
