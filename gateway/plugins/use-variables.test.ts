import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

describe('variables', () => {
  it.each([
    ['of the wrong type', 'query ($n: Int!) { echo(count: $n) }', { n: 'secret-value' }, 'BAD_USER_INPUT'],
    ['that are missing', 'query ($n: Int!) { echo(count: $n) }', {}, 'BAD_USER_INPUT'],
    ['too large for their type', 'query ($n: Int!) { echo(count: $n) }', { n: 1e20 }, 'BAD_USER_INPUT'],
    ['with a filter of the wrong form', 'query ($f: UserFilter) { users(filter: $f) { totalCount } }', { f: { name: 'secret-value' } }, 'BAD_USER_INPUT'],
    ['with a filter that does not exist', 'query ($f: UserFilter) { users(filter: $f) { totalCount } }', { f: { secretValue: { eq: 'x' } } }, 'BAD_USER_INPUT'],
    ['with an unknown enum value', 'query ($o: [UserOrderBy!]) { users(orderBy: $o) { totalCount } }', { o: [{ field: 'SECRET_VALUE' }] }, 'BAD_USER_INPUT'],
    ['named like a switch', 'query ($__veil_0: Boolean!) { user(id: "u1") { lastIp @include(if: $__veil_0) } }', { __veil_0: true }, 'RESERVED_NAME'],
    ['sent with the name of a switch, although not declared', '{ user(id: "u1") { lastIp } }', { __veil_0: true }, 'RESERVED_NAME'],
    ['declared with the name of a switch and a default', 'query ($__veil_0: Boolean! = true) { user(id: "u1") { lastIp @include(if: $__veil_0) } }', {}, 'RESERVED_NAME'],
    ['named like what libraries lose', 'query ($__proto__: Int = 20) { users(first: $__proto__) { totalCount } }', {}, 'RESERVED_NAME'],
    ['named like the entity references', 'query ($representations: ID!) { user(id: $representations) { invoices { id } } }', { representations: 'u1' }, 'RESERVED_NAME'],
  ])('%s are refused without repeating them', async (_, query, variables, code) => {
    const { status, body, text } = await gateway.ask(query, { variables })
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code })
    expect(text).not.toMatch(/secret|1e\+?20|UserFilter|Int!/i)
  })

  it.each(['a string', 7, [1]])('that are no object are refused: %j', async variables => {
    expect((await gateway.ask('{ broken }', { variables })).body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST')
  })

  it('are fetched by the value that they were judged by, sent in an address too', async () => {
    const query = 'query ($__proto__: Int = 20) { users(first: $__proto__) { nodes { email } } }'
    const search = new URLSearchParams({ query, variables: '{"__proto__":1}' })
    const headers = { authorization: `Bearer ${await gateway.tokenFor('support')}`, 'apollo-require-preflight': 'yes' }
    const response = await fetch(`${gateway.gateway.url}/graphql?${search}`, { headers })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RESERVED_NAME' } }] })
    expect(gateway.graph.seen).toEqual([])
  })

  it('may not stand for the type of an object under an alias', async () => {
    const { status, body } = await gateway.ask('{ user(id: "u1") { __typename: name email } }')
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
    expect((await gateway.ask('{ user(id: "u1") { __typename: __typename } }')).body.data).toEqual({ user: { __typename: 'User' } })
  })

  it('may not be switches under an alias either', async () => {
    const { status, body } = await gateway.ask('{ contacts { __veil_type: id lastIp } }')
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })
})
