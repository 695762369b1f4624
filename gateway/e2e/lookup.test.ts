import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { listAt, atPath } from './harness/at-path.ts'
import type { Answer } from './harness/door.ts'
import { freshHolder } from './harness/fresh-holder.ts'
import { openWorld } from './harness/open-world.ts'
import type { World } from './harness/open-world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld(testDatabase())
})
afterAll(() => world.stop())

const SUPPORT = { 'x-veil-purpose': 'SUPPORT' }

const codesOf = ({ status, codes }: Answer) => ({ status, codes })

/** Somebody whose address an admin of their organization may read. */
const known = async (): Promise<{ readonly id: unknown, readonly email: string }> => {
  const { data } = await world.ask('{ users(first: 20) { nodes { id email } } }', { as: 'admin' })
  const found = listAt(data, 'users', 'nodes').find(node => !String(atPath(node, 'email')).includes('•'))
  return { id: atPath(found, 'id'), email: String(atPath(found, 'email')) }
}

describe('the budget of lookups', () => {
  it('is charged for hits and misses alike', async () => {
    const support = freshHolder('support')
    const ask = (values: readonly string[]) => world.ask('query ($e: [String!]) { users(filter: { email: { in: $e } }) { nodes { id } } }', { as: support, headers: SUPPORT, variables: { e: values } })
    const { id, email } = await known()
    const hit = await ask([email, ...Array.from({ length: 19 }, () => `${randomUUID()}@example.org`)])
    expect(hit.data).toEqual({ users: { nodes: [{ id }] } })
    for (let round = 0; round < 2; round++) expect((await ask(Array.from({ length: 20 }, () => `${randomUUID()}@example.org`))).data).toEqual({ users: { nodes: [] } })
    const [overHit, overMiss] = [await ask([email]), await ask(['nobody@example.org'])]
    expect(codesOf(overHit)).toEqual({ status: 429, codes: ['BUDGET_EXCEEDED'] })
    expect(overHit.text).toBe(overMiss.text)
  })
})

describe('a lookup', () => {
  const E = '"somebody@example.org"'

  it.each([
    ['under not', `{ users(filter: { not: { email: { eq: ${E} } } }) { nodes { id } } }`],
    ['under or', `{ users(filter: { or: [{ email: { eq: ${E} } }] }) { nodes { id } } }`],
    ['under and', `{ users(filter: { and: [{ email: { eq: ${E} } }] }) { nodes { id } } }`],
    ['under some', `{ persons(filter: { users: { some: { email: { eq: ${E} } } } }) { nodes { id } } }`],
    ['through a relation', `{ sessions(filter: { user: { email: { eq: ${E} } } }) { nodes { id } } }`],
    ['in a list inside', `{ persons(first: 1) { nodes { users(filter: { email: { eq: ${E} } }) { nodes { id } } } } }`],
    ['with nothing but a count', `{ users(filter: { email: { eq: ${E} } }) { totalCount } }`],
    ['with rows that may be left out', `query ($n: Boolean = false) { users(filter: { email: { eq: ${E} } }) { totalCount nodes @include(if: $n) { id } } }`],
    ['by another operator', `{ users(filter: { email: { startsWith: ${E} } }) { nodes { id } } }`],
    ['by unequality', `{ users(filter: { email: { neq: ${E} } }) { nodes { id } } }`],
    ['by a column that is none', `{ users(filter: { fullName: { eq: ${E} } }) { nodes { id } } }`],
  ])('is refused %s', async (_, query) => {
    expect(codesOf(await world.ask(query, { as: freshHolder('support'), headers: SUPPORT }))).toEqual({ status: 403, codes: ['PII_FILTER_REFUSED'] })
  })

  it('is refused to those without the right', async () => {
    for (const [persona, purpose] of [['analyst', 'ANALYTICS'], ['auditor', 'AUDIT']] as const) {
      const answer = await world.ask(`{ users(filter: { email: { eq: ${E} } }) { nodes { id } } }`, { as: freshHolder(persona), headers: { 'x-veil-purpose': purpose } })
      expect(codesOf(answer)).toEqual({ status: 403, codes: ['PII_FILTER_REFUSED'] })
    }
  })

  it('has at most twenty values in the whole operation, aliases included', async () => {
    const list = (from: number) => JSON.stringify(Array.from({ length: 11 }, (_, n) => `p${from + n}@example.org`))
    const query = `{ a: users(filter: { email: { in: ${list(0)} } }) { nodes { id } } b: users(filter: { email: { in: ${list(11)} } }) { nodes { id } } }`
    expect(codesOf(await world.ask(query, { as: freshHolder('support'), headers: SUPPORT }))).toEqual({ status: 400, codes: ['COST_LIMIT'] })
  })
})
