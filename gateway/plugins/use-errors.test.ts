import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { messageOf } from '../../schema/policy/error-codes.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

const LEAKS = /did you mean|example\.org|table|stack|serviceName|people|\.ts|valueCompletion|hidden|u1@/i

describe('an error', () => {
  it('of a subgraph keeps its path and loses its text', async () => {
    const { status, body, text } = await gateway.ask('{ a: broken }')
    expect(status).toBe(200)
    expect(body.errors).toEqual([{ message: messageOf('INTERNAL_SERVER_ERROR'), path: ['a'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    expect(text).not.toMatch(LEAKS)
  })

  it('of a subgraph keeps a code of the registry, and nothing else that stands beside it', async () => {
    const { status, body, text } = await gateway.ask('{ refusing }')
    expect(status).toBe(200)
    expect(body.errors).toEqual([{ message: messageOf('BAD_CURSOR'), path: ['refusing'], extensions: { code: 'BAD_CURSOR' } }])
    expect(text).not.toMatch(LEAKS)
  })

  it('leaves the rest of the answer', async () => {
    const { body } = await gateway.ask('{ broken user(id: "u1") { id failing } }')
    expect(body.data).toEqual({ broken: null, user: { id: 'u1', failing: null } })
    expect(body.errors?.map(({ path }) => path)).toEqual([['broken'], ['user', 'failing']])
  })

  it('is one of ten at most', async () => {
    const { body } = await gateway.ask('{ manyBroken { failing } }')
    expect(body.errors).toHaveLength(10)
    expect(body.errors?.[9]?.path).toEqual(['manyBroken', 9, 'failing'])
  })

  it.each([
    ['a field that does not exist', '{ users { nodes { emial } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a type that does not exist', '{ users { nodes { ... on Usr { id } } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an argument that does not exist', '{ users(frist: 1) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['an enum value that does not exist', '{ users(orderBy: { field: NAM }) { totalCount } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a literal of the wrong type', '{ echo(count: "x@example.org") }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a broken document', '{ users( ', 'GRAPHQL_PARSE_FAILED'],
    ['an unterminated string', '{ user(id: "x@example.org) }', 'GRAPHQL_PARSE_FAILED'],
    ['an empty document', ' ', 'GRAPHQL_PARSE_FAILED'],
    ['a document without an operation', 'fragment F on User { id }', 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations and no name', 'query A { broken } query B { broken }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('about %s is a constant', async (_, query, code) => {
    const { status, body, text } = await gateway.ask(query)
    expect(status).toBe(400)
    expect(body.errors?.map(({ extensions, message }) => ({ ...extensions, message }))).toEqual([{ code, message: expect.any(String) }])
    expect(text).not.toMatch(LEAKS)
    expect(text).not.toMatch(/emial|Usr|frist|NAM\b|"email"|fullName/)
  })

  it('about an operation name that does not exist does not repeat the name', async () => {
    const { status, text } = await gateway.ask('query A { broken }', { operationName: 'SecretName' })
    expect(status).toBe(400)
    expect(text).not.toContain('SecretName')
  })

  it('tells the place in the document', async () => {
    const { body } = await gateway.ask('{\n  nope\n  nopeToo\n}')
    expect(body.errors).toMatchObject([{ locations: [{ line: 2, column: 3 }, { line: 3, column: 3 }] }])
  })

  it('does not appear as valueCompletion either', async () => {
    const { body } = await gateway.ask('{ user(id: "unknown") { id } }')
    expect(body).toEqual({ data: { user: null }, extensions: { cost: { estimated: 1, actual: 0 } } })
  })
})
