import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Subgraph } from '../../schema/subgraph.ts'
import { isObject } from './read/decode.ts'
import { fixtureDatabase, type FixtureDatabase } from './testing/fixture-database.ts'
import { analystOf, billingAdminOf, fixtureId, memberOf, supportOf } from './testing/fixture-people.ts'
import { fixtureRows } from './testing/fixture-rows.ts'
import { envelopeOf, fixtureSubgraph } from './testing/fixture-subgraph.ts'

let database: FixtureDatabase
let identity: Subgraph
let billing: Subgraph

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  const handWritten = `extend type Query {
    userByEmail(email: String! @sensitivity(level: PII, category: CONTACT, mask: EMAIL, lookup: true, reads: ["User.email"], scope: [BRAND])): User @sensitivity(reads: ["User.email"], scope: [BRAND])
  }
  extend type Person { twin: User @sensitivity(reads: ["User.email"], scope: [BRAND]) }`
  identity = fixtureSubgraph('identity', {
    pool: database.pool, handWritten, resolvers: {
      Query: { userByEmail: (_id, { email }, { view }) => view.first('User', { filter: { email: { eq: email } } }) },
      Person: { twin: (_id, _args, { view }) => view.first('User', { filter: { email: { eq: 'user1@example.com' } } }) },
    },
  })
  billing = fixtureSubgraph('billing', { pool: database.pool })
})
beforeEach(async () => {
  await database.query('truncate identity.audit_log, identity.outbox, billing.audit_log, billing.outbox')
  database.sent()
})
afterAll(() => database.end())

interface Asked { readonly lookups?: number, readonly principal?: Principal, readonly variables?: Record<string, unknown>, readonly module?: Subgraph }

async function ask(query: string, { lookups = 20, principal = supportOf(1), variables, module = identity }: Asked = {}): Promise<Record<string, unknown> | string> {
  const { data, errors } = await module.execute({ query, variables, envelope: envelopeOf(principal, { budgets: { lookups } }) })
  return errors ? errors[0]?.extensions.code ?? '' : data ?? {}
}

const USERS = 'query ($filter: UserFilter!) { users(filter: $filter) { nodes { id email } } }'
const found = { users: { nodes: [{ id: fixtureId('user', 3), email: 'u•••@•••.com' }] } }
const eq = (email: string): { readonly filter: object } => ({ filter: { email: { eq: email } } })

describe('looking somebody up by a value', () => {
  it('finds the row of those who see its mask, and does not show more of it', async () => {
    expect(await ask(USERS, { variables: eq('user3@example.com') })).toEqual(found)
    expect(await ask(USERS, { variables: { filter: { email: { in: ['user3@example.com', 'nobody@example.com'] }, status: { eq: 'ACTIVE' } } } })).toEqual(found)
    expect(await ask('{ userByEmail(email: "user3@example.com") { id } }')).toEqual({ userByEmail: { id: fixtureId('user', 3) } })
  })

  it('is logged by value, and tells nobody whether there was one', async () => {
    const logs = async (email: string): Promise<unknown> => {
      await database.query('truncate identity.audit_log, identity.outbox')
      await ask(USERS, { variables: eq(email) })
      const rows = await database.query('select event_type, entity_id, details from identity.audit_log')
      return rows.map(({ details, ...row }) => ({ ...row, details: isObject(details) ? { ...details, fingerprints: Array.isArray(details.fingerprints) && details.fingerprints.length } : null }))
    }
    const hit = await logs('user3@example.com')
    expect(await logs('nobody@example.com')).toEqual(hit)
    expect(hit).toEqual([{
      event_type: 'access.looked_up', entity_id: null,
      details: {
        coordinates: ['User.email'], count: 1, decision: 'LOOKUP', fingerprints: 1, grant: 'support', operationHash: 'test', policyVersion: expect.any(String), purpose: 'SUPPORT',
        _tier: 'ACCESS', _piiCategories: ['CONTACT'],
      },
    }])
    expect(JSON.stringify(await database.query('select * from identity.outbox'))).not.toContain('nobody@example.com')
  })

  it('sends the same statements, hit or miss', async () => {
    await ask(USERS, { variables: eq('user3@example.com') })
    const hit = database.sent().map(({ text }) => text)
    await ask(USERS, { variables: eq('nobody@example.com') })
    expect(database.sent().map(({ text }) => text)).toEqual(hit)
    expect(hit).toHaveLength(2)
  })

  it('gives one value a different fingerprint each time', async () => {
    for (let time = 0; time < 3; time++) await ask(USERS, { variables: eq('user3@example.com') })
    const prints = (await database.query(`select details->'fingerprints'->>0 as print from identity.audit_log`)).map(({ print }) => print)
    expect(new Set(prints).size).toBe(3)
  })

  it('takes each value from the budget once', async () => {
    const both = 'query ($a: UserFilter!, $b: UserFilter!) { a: users(filter: $a) { nodes { id } } b: users(filter: $b) { nodes { id } } }'
    const variables = (a: string, b: string) => ({ a: { email: { eq: a } }, b: { email: { eq: b } } })
    expect(await ask(both, { lookups: 1, variables: variables('x@example.com', 'y@example.com') })).toBe('BUDGET_EXCEEDED')
    expect(database.sent()).toEqual([])
    expect(await ask(both, { lookups: 1, variables: variables('x@example.com', 'x@example.com') })).toEqual({ a: { nodes: [] }, b: { nodes: [] } })
    expect(await ask(both, { lookups: 2, variables: variables('x@example.com', 'y@example.com') })).toEqual({ a: { nodes: [] }, b: { nodes: [] } })
  })

  it.each([
    ['without a budget', USERS, { lookups: 0, variables: eq('x') }, 'BUDGET_EXCEEDED'],
    ['for more values than are left', USERS, { lookups: 2, variables: { filter: { email: { in: ['a', 'b', 'c'] } } } }, 'BUDGET_EXCEEDED'],
    ['for more than twenty values', USERS, { lookups: 100, variables: { filter: { email: { in: Array.from({ length: 21 }, (_, n) => `${n}`) } } } }, 'PII_FILTER_REFUSED'],
    ['in any case', USERS, { variables: { filter: { email: { eq: 'x', caseSensitive: false } } } }, 'PII_FILTER_REFUSED'],
    ['by its beginning', USERS, { variables: { filter: { email: { startsWith: 'x' } } } }, 'PII_FILTER_REFUSED'],
    ['under or', USERS, { variables: { filter: { or: [{ email: { eq: 'x' } }, { status: { eq: 'ACTIVE' } }] } } }, 'PII_FILTER_REFUSED'],
    ['under not', USERS, { variables: { filter: { not: { email: { eq: 'x' } } } } }, 'PII_FILTER_REFUSED'],
    ['under and, below the top', USERS, { variables: { filter: { and: [{ email: { eq: 'x' } }], status: { eq: 'ACTIVE' } } } }, 'PII_FILTER_REFUSED'],
    ['of another row', 'query ($filter: SessionFilter!) { sessions(filter: $filter) { nodes { id } } }', { variables: { filter: { user: { email: { eq: 'x' } } } } }, 'PII_FILTER_REFUSED'],
    ['of some rows', 'query ($filter: PersonFilter!) { persons(filter: $filter) { nodes { id } } }', { variables: { filter: { users: { some: { email: { eq: 'x' } } } } } }, 'PII_FILTER_REFUSED'],
    ['in a list below another', 'query ($filter: UserFilter!) { persons { nodes { users(filter: $filter) { nodes { id } } } } }', { variables: eq('x') }, 'PII_FILTER_REFUSED'],
    ['for a count alone', 'query ($filter: UserFilter!) { users(filter: $filter) { totalCount } }', { variables: eq('x') }, 'PII_FILTER_REFUSED'],
    ['for page info alone', 'query ($filter: UserFilter!) { users(filter: $filter) { pageInfo { hasNextPage } } }', { variables: eq('x') }, 'PII_FILTER_REFUSED'],
    ['over a column that is no lookup', 'query ($filter: UserFilter!) { users(filter: $filter) { nodes { id } } }', { variables: { filter: { fullName: { eq: 'x' } } } }, 'PII_FILTER_REFUSED'],
    ['by an analyst', USERS, { principal: analystOf(1), variables: eq('x') }, 'PII_FILTER_REFUSED'],
    ['without the right', USERS, { principal: { ...supportOf(1), brandPermissions: ['identity.*'] }, variables: eq('x') }, 'PII_FILTER_REFUSED'],
  ] as const)('is refused %s', async (_, query, asked, code) => {
    expect(await ask(query, asked)).toBe(code)
    expect(database.sent()).toEqual([])
  })

  it('is refused in a field that is written by hand below another', async () => {
    expect(await ask('{ persons(first: 1) { nodes { twin { id } } } }')).toBe('PII_FILTER_REFUSED')
  })

  it('is no lookup where the value may be read anyway', async () => {
    const own = await ask(USERS, { lookups: 0, principal: memberOf(3), variables: eq('user3@example.com') })
    expect(own).toEqual({ users: { nodes: [{ id: fixtureId('user', 3), email: 'user3@example.com' }] } })
    const query = 'query ($filter: InvoiceFilter!) { invoices(filter: $filter) { nodes { id } } }'
    const answer = await ask(query, { lookups: 0, principal: billingAdminOf(1), module: billing, variables: { filter: { billToEmail: { eq: 'jane23@example.com' } } } })
    expect(answer).toMatchObject({ invoices: {} })
    expect(await database.query('select 1 from identity.audit_log union all select 1 from billing.audit_log')).toEqual([])
  })
})
