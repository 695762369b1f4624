import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { atPath } from './harness/at-path.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(() => world.stop())

const LEAD = { as: 'support-lead', headers: { 'x-veil-purpose': 'SUPPORT' } } as const
const REASON = 'a reason that is long enough'

const outcome = ({ status, codes }: Answer) => ({ status, codes })
const rawAddress = /[a-z0-9.]+@[a-z0-9.-]+\.[a-z]{2,}/

describe('a name that belongs to the rewrite', () => {
  it.each([
    ['an alias', '{ __veil_type: me { kind } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['an alias in a fragment', '{ me { ...F } } fragment F on Principal { __veil_0: kind }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable', 'query ($__veil_0: Boolean = true) { me { kind @include(if: $__veil_0) } }', {}, 'RESERVED_NAME'],
    ['a variable that is only sent', '{ users(first: 1) { nodes { lastLoginAt: email } } }', { __veil_0: true }, 'RESERVED_NAME'],
    ['the variable of references', '{ me { kind } }', { representations: [] }, 'RESERVED_NAME'],
    ['the name of a wire reason', `{ users(first: 1) { nodes { email @reveal(reason: "r0", purpose: SUPPORT) } } }`, {}, 'REASON_REQUIRED'],
  ])('is refused as %s', async (_, query, variables, code) => {
    expect((await world.ask(query, { ...LEAD, variables })).codes[0]).toBe(code)
    expect(world.fetches()).toEqual([])
  })
})

describe('a name that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']

  it.each(NAMES)('is an alias like any other: %s', async name => {
    const { text, status } = await world.ask(`{ ${name}: me { ${name}: kind } users(first: 2) { nodes { ${name}: email } } }`, LEAD)
    expect(status).toBe(200)
    expect(text).toContain(`"${name}":{"${name}":"PERSON"}`)
    expect(text).not.toMatch(rawAddress)
  })

  it.each(NAMES)('may be revealed under: %s', async name => {
    const query = `query ($why: String!, $t: ID) { users(first: 1) { nodes { ${name}: email @reveal(reason: $why, purpose: SUPPORT, ticket: $t) } } }`
    const answer = await world.ask(query, { as: freshHolder('support-lead'), headers: LEAD.headers, variables: { why: REASON, t: 'none' } })
    expect(outcome(answer)).toEqual({ status: 403, codes: ['TICKET_REQUIRED'] })
  })

  it.each(NAMES)('names no column of a filter, sent as JSON: %s', async name => {
    const body = `{"query":"query ($f: UserFilter) { users(filter: $f) { totalCount } }","variables":{"f":{"${name}":{"eq":"x"}}}}`
    const answer = await world.send({
      method: 'POST', body,
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${await world.token('support-lead')}`, 'x-veil-purpose': 'SUPPORT' },
    })
    expect([400, 200]).toContain(answer.status)
    expect(answer.codes.length + Number(atPath(answer.data, 'users', 'totalCount') !== undefined)).toBeGreaterThan(0)
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('eq')
  })

  it('is no purpose, no role and no reason', async () => {
    for (const name of NAMES) {
      expect((await world.ask('{ me { kind } }', { as: 'support-lead', headers: { 'x-veil-purpose': name } })).codes).toEqual(['PURPOSE_NOT_ALLOWED'])
      expect((await world.ask(`query ($p: Purpose) { users(first: 1) { nodes { email @reveal(reason: "${REASON}", purpose: $p) } } }`, { ...LEAD, variables: { p: name } })).codes).toEqual(['BAD_USER_INPUT'])
    }
  })
})

describe('a letter that looks like another', () => {
  it.each([
    ['a field', '{ users(first: 1) { nodes { еmail } } }', 'GRAPHQL_PARSE_FAILED'],
    ['the directive', `{ users(first: 1) { nodes { email @rеveal(reason: "${REASON}") } } }`, 'GRAPHQL_PARSE_FAILED'],
    ['a purpose', `{ users(first: 1) { nodes { email @reveal(reason: "${REASON}", purpose: SUРPORT) } } }`, 'GRAPHQL_PARSE_FAILED'],
  ])('is no name in %s', async (_, query, code) => {
    expect((await world.ask(query, LEAD)).codes).toEqual([code])
  })
})
