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
    ['named like the entity references', 'query ($representations: ID!) { user(id: $representations) { invoices { id } } }', { representations: 'u1' }, 'RESERVED_NAME'],
  ])('%s are refused without repeating them', async (_, query, variables, code) => {
    const { status, body, text } = await gateway.ask(query, { variables })
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code })
    expect(text).not.toMatch(/secret|1e\+?20|UserFilter|Int!/i)
  })

  it.each(['a string', 7, [1]])('that are no object are refused: %j', async variables => {
    expect((await gateway.ask('{ broken }', { variables })).body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST')
  })

  it('may not be switches under an alias either', async () => {
    const { status, body } = await gateway.ask('{ contacts { __veil_type: id lastIp } }')
    expect({ status, code: body.errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })
})
