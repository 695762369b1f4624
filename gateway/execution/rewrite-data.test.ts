import { buildSchema } from 'graphql'
import { expect, it } from 'vitest'
import { rewriteData } from './rewrite-data.ts'
import type { Row } from './row.ts'

const schema = buildSchema('type Query { hits: [Hit] } union Hit = A | B type A { x: Int } type B { x: String }')
const renamed = (data: Row, path: string[]): Row => {
  rewriteData(schema, [{ kind: 'KeyRenamer', path, renameKeyTo: 'x' }], data)
  return data
}

it('gives a key its own name again, in lists, for one type only', () => {
  const data = { hits: [{ __typename: 'A', x__alias_0: 1 }, { __typename: 'B', x__alias_0: 'b' }, null] }
  expect(renamed(data, ['hits', '... on A', 'x__alias_0'])).toEqual({ hits: [{ __typename: 'A', x: 1 }, { __typename: 'B', x__alias_0: 'b' }, null] })
})

it('goes on where an object does not tell its type, and stops where there is nothing', () => {
  expect(renamed({ hit: { y: 1 }, other: null }, ['hit', '... on A', 'y'])).toEqual({ hit: { x: 1 }, other: null })
  expect(renamed({ hit: null }, ['hit', 'y'])).toEqual({ hit: null })
})
