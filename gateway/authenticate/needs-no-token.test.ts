import { describe, expect, it } from 'vitest'
import { needsNoToken } from './needs-no-token.ts'

describe('a request without a token', () => {
  it.each([
    'mutation { signIn(input: { email: "a@b.c", password: "x" }) { secret } }', 'mutation Leak($t: String!) { reportLeakedToken(input: { token: $t }) { accepted } }', 'mutation { a: signIn(input: {}) { secret } }',
  ])('may ask for %s', query => {
    expect(needsNoToken({ query })).toBe(true)
  })

  it.each([
    '{ me { kind } }', 'query { signIn }', 'mutation { signIn(input: {}) { secret } createUser(input: {}) { id } }', 'mutation { ...F } fragment F on Mutation { signIn }',
    'mutation { ... on Mutation { signIn } }', 'mutation { signIn(input: {}) { secret } } query { me { kind } }', 'mutation { signIn: createUser { id } }', 'subscription { signIn }', 'mutation { signIn(', 'signIn',
    `mutation { signIn(input: { email: "${'x'.repeat(5_000)}" }) }`, `mutation { signIn(input: {}) { ${'a '.repeat(400)} } }`,
  ])('may not ask for %s', query => {
    expect(needsNoToken({ query })).toBe(false)
  })

  it.each([{ documentId: 'a'.repeat(64) }, { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }])('may not bring %j, whose text would be run instead', more => {
    expect(needsNoToken({ query: 'mutation { signIn(input: {}) { secret } }', ...more })).toBe(false)
  })

  it.each([[undefined], [null], ['mutation { signIn }'], [{ query: 7 }], [[{ query: 'mutation { signIn }' }]]])('may not send %j', body => {
    expect(needsNoToken(body)).toBe(false)
  })
})
