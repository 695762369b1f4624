import { buildSchema, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { isMember, knownError } from './known-error.ts'

const schema = buildSchema('type Query { user(id: ID): User } type User { name: String } input F { name: String } enum E { A }')
const query = '{ list: user { n: name } }'
const fetch = { query, document: parse(query) }
const SECRET = 'zoe.secret@example.org'

describe('an error of a subgraph', () => {
  it('may name members of the schema', () => {
    for (const coordinate of ['User.name', 'Query.user', 'Query.user(id:)', 'F.name', 'E.A']) expect(isMember(schema, coordinate)).toBe(true)
  })

  it.each([SECRET, 'User.zoe', 'Zoe.name', 'Query.user(zoe:)', 'F.zoe', 'E.ZOE', 'User.constructor', 'constructor.name', '__proto__.x', 'User.name ', 'F.name(a:)', ''])(
    'may not name %j', coordinate => {
      expect(knownError(schema, fetch, { message: '', extensions: { code: 'X', coordinate } }).extensions).toEqual({ code: 'X' })
    })

  it('may stand at a place of the fetch', () => {
    expect(knownError(schema, fetch, { message: '', path: ['list', 0, 'n'], extensions: { code: 'X' } }).path).toEqual(['list', 0, 'n'])
  })

  it('is moved up from a place that the fetch does not have', () => {
    expect(knownError(schema, fetch, { message: '', path: ['list', SECRET, 'n'], extensions: { code: 'X' } }).path).toEqual(['list'])
    expect(knownError(schema, fetch, { message: '', path: ['list', 0.5], extensions: { code: 'X' } }).path).toEqual(['list'])
    expect(knownError(schema, fetch, { message: '', path: [SECRET], extensions: { code: 'X' } })).not.toHaveProperty('path')
  })
})
