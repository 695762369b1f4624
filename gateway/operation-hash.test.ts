import { parse } from 'graphql'
import type { OperationDefinitionNode } from 'graphql'
import { describe, expect, it } from 'vitest'
import { operationHashOf } from './operation-hash.ts'

const operationsOf = (query: string): readonly OperationDefinitionNode[] =>
  parse(query).definitions.flatMap(definition => (definition.kind === 'OperationDefinition' ? [definition] : []))

const hashOf = (query: string, at = 0): string => {
  const document = parse(query)
  const operation = document.definitions.filter(definition => definition.kind === 'OperationDefinition')[at]
  if (!operation) throw new Error('no operation')
  return operationHashOf(document, operation)
}

describe('the name of an operation in logs', () => {
  it.each([
    ['a text', '{ user(email: "a@example.org") { id } }', '{ user(email: "b@example.org") { id } }'],
    ['a number', '{ users(first: 1, rate: 1.5) { id } }', '{ users(first: 20, rate: 2) { id } }'],
    ['a list', '{ users(ids: ["a"]) { id } }', '{ users(ids: ["a", "b"]) { id } }'],
    ['a text in an object', '{ users(filter: { email: { eq: "a" } }) { id } }', '{ users(filter: { email: { eq: "b" } }) { id } }'],
    ['a default', 'query ($a: String = "x") { u(a: $a) { id } }', 'query ($a: String = "y") { u(a: $a) { id } }'],
    ['a reason', '{ u { email @reveal(reason: "because a") } }', '{ u { email @reveal(reason: "because b") } }'],
    ['an alias', '{ ann: user { id } }', '{ bob: user { id } }'],
    ['white space and comments', '{ user { id } }', '# ann\n{\n  user   { id }\n}'],
    ['another operation of the document', 'query A { user { id } }', 'query A { user { id } } query B { other { id } }'],
  ])('does not depend on %s', (_, one, other) => {
    expect(hashOf(one)).toBe(hashOf(other))
  })

  it.each([
    ['a field', '{ user { id } }', '{ user { name } }'],
    ['an argument', '{ user(a: 1) { id } }', '{ user(b: 1) { id } }'],
    ['the name', 'query A { user { id } }', 'query B { user { id } }'],
    ['a fragment', '{ user { ...F } } fragment F on User { id }', '{ user { ...F } } fragment F on User { name }'],
    ['an enum value', '{ users(order: ASC) { id } }', '{ users(order: DESC) { id } }'],
  ])('depends on %s', (_, one, other) => {
    expect(hashOf(one)).not.toBe(hashOf(other))
  })

  it('is that of the operation which is run, and no text', () => {
    const query = 'query A { user { id } } query B { other { id } }'
    expect(operationsOf(query)).toHaveLength(2)
    expect(hashOf(query, 0)).not.toBe(hashOf(query, 1))
    expect(hashOf(query)).toMatch(/^[0-9a-f]{64}$/)
  })
})
