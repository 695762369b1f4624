import { buildSchema, isObjectType, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { operationFor } from './way-to-type.ts'

const schema = buildSchema(`
  type Query { users: Users!  user(id: ID!): User  ticket(kind: Kind!, at: Weird!): Ticket  mail(of: ID!): Mail }
  type Users { nodes: [User!]! }  type User { id: ID! email: String rank(of: Kind!): Int posts: [Post!]! odd(x: In!): Int }
  type Post { title: String author: User }  type Ticket { id: ID! }  type Mail { id: ID! }  enum Kind { A B }  input In { a: Int! }  scalar Weird
`)

const forType = (name: string): string | undefined => {
  const type = schema.getType(name)
  return isObjectType(type) ? operationFor(schema, type) : undefined
}

it.each([
  ['User', '{ user(id: "00000000-0000-7000-8000-000000000000") { id email rank(of: A) } }'],
  ['Post', '{ user(id: "00000000-0000-7000-8000-000000000000") { posts { title } } }'],
  ['Ticket', undefined],
  ['Users', undefined],
])('the policy is asked about %s by a valid operation', (name, operation) => {
  expect(forType(name)).toBe(operation)
  if (operation) expect(validate(schema, parse(operation))).toEqual([])
})
