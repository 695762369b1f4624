import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

const ask = async (query: string, variables?: unknown): Promise<unknown> => {
  const { body, status } = await gateway.ask(query, { variables })
  return status === 200 ? 'answered' : { status, ...body.errors?.[0]?.extensions }
}

const TOO_LARGE = { status: 400, code: 'PAGE_TOO_LARGE', rule: 'first', limit: 100 }
const NOTHING = { status: 400, code: 'VALIDATION_FAILED', rule: 'first' }

describe('a page', () => {
  it.each([
    ['of 100 rows', '{ users(first: 100) { totalCount } }', undefined, 'answered'],
    ['of 101', '{ users(first: 101) { totalCount } }', undefined, TOO_LARGE],
    ['of a million', '{ users(first: 1000000) { totalCount } }', undefined, TOO_LARGE],
    ['of none', '{ users(first: 0) { totalCount } }', undefined, NOTHING],
    ['of minus one', '{ users(first: -1) { totalCount } }', undefined, NOTHING],
    ['of a variable', 'query ($n: Int) { users(first: $n) { totalCount } }', { n: 1000 }, TOO_LARGE],
    ['of a variable that is small', 'query ($n: Int) { users(first: $n) { totalCount } }', { n: 10 }, 'answered'],
    ['of a variable that is not given', 'query ($n: Int) { users(first: $n) { totalCount } }', {}, 'answered'],
    ['of a variable that is null', 'query ($n: Int) { users(first: $n) { totalCount } }', { n: null }, 'answered'],
    ['of a default', 'query ($n: Int = 500) { users(first: $n) { totalCount } }', {}, TOO_LARGE],
    ['counted from the end', '{ users(last: 101) { totalCount } }', undefined, { ...TOO_LARGE, rule: 'last' }],
    ['below another', '{ users { nodes { friendsConnection(first: 101) { totalCount } } } }', undefined, TOO_LARGE],
    ['inside a fragment', '{ user(id: "u1") { ...F } } fragment F on User { friendsConnection(first: 0) { totalCount } }', undefined, NOTHING],
    ['of a list that is no connection', '{ users { nodes { friends(first: 1000) { id } } } }', undefined, 'answered'],
    ['from an offset of 10000', '{ users(offset: 10000) { totalCount } }', undefined, 'answered'],
    ['from an offset of 10001', '{ users(offset: 10001) { totalCount } }', undefined, { status: 400, code: 'OFFSET_TOO_LARGE', rule: 'offset', limit: 10_000 }],
    ['from an offset below zero', '{ users(offset: -1) { totalCount } }', undefined, { status: 400, code: 'VALIDATION_FAILED', rule: 'offset' }],
  ])('%s', async (_, query, variables, expected) => {
    expect(await ask(query, variables)).toEqual(expected)
  })

  it('is judged for the operation that runs, with its own variables', async () => {
    const { status } = await gateway.ask('query A { users(first: 10) { totalCount } } query B($n: Int!) { users(first: $n) { totalCount } }', { operationName: 'A' })
    expect(status).toBe(200)
  })
})
