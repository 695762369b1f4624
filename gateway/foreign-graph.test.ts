import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { allowingAnonymous } from './authenticate/allowing-anonymous.ts'
import { claimsAuthenticator } from './fixture/claims-authenticator.ts'
import { fixtureGateway } from './fixture/fixture-gateway.ts'
import type { FixtureGateway } from './fixture/fixture-gateway.ts'
import { foreignSupergraph } from './supergraph.ts'
import type { Fetch } from './sources/subgraph-link.ts'

/** A graph of other people's subgraphs: they take no envelope and hide nothing, so the gateway does both alone. */
let gateway: FixtureGateway
const FOREIGN = { isForeign: true, isForeignSubgraph: () => true, isForeignField: () => true }
const asked: Fetch[] = []

const row = { __typename: 'User', id: 'u1', name: 'Ann', email: 'ann@example.org', mail: 'ann@example.org', lastIp: '203.0.113.9', fullName: 'Ann A', passwordHash: 'hash' }

beforeAll(async () => {
  gateway = await fixtureGateway({}, FOREIGN, async graph => graph.subgraphs.map(({ name }) => ({
    name,
    isReady: async () => true,
    close: async () => {},
    call: async request => {
      asked.push(request)
      return structuredClone({ data: { user: row, contacts: [row, { ...row, __typename: 'Desk' }] } })
    },
  })))
})
beforeEach(() => {
  asked.length = 0
})
afterAll(() => gateway.gateway.stop())

describe('a graph of foreign subgraphs', () => {
  it('shows a mask where a member of our own would get the value of their own row', async () => {
    const { body } = await gateway.ask('{ user(id: "u1") { name email mail: email lastIp passwordHash } }', { as: 'privacy_officer' })
    expect(body.data).toEqual({ user: { name: 'Ann', email: 'a•••@•••.org', mail: 'a•••@•••.org', lastIp: '203.0.•.•', passwordHash: null } })
  })

  it('masks behind an interface too, and gives no key that was not asked for', async () => {
    const { body } = await gateway.ask('{ contacts { ... on User { name email } ... on Desk { email } } }', { as: 'support' })
    expect(body.data).toEqual({ contacts: [{ name: 'Ann', email: 'a•••@•••.org' }, { email: 'a•••@•••.org' }] })
  })

  it.each(['member', 'admin', 'support_lead', 'privacy_officer'])('never takes a labelled input, of %s neither', async as => {
    const { status, body } = await gateway.ask('{ users(filter: { email: { isNull: false } }) { totalCount } }', { as })
    expect({ status, ...body.errors?.[0]?.extensions }).toMatchObject({ status: 403, code: 'PII_FILTER_REFUSED' })
    expect(asked).toEqual([])
  })

  it('can be opened to callers without a token, from whom everything labelled is hidden', async () => {
    const open = await fixtureGateway({ authenticate: allowingAnonymous(claimsAuthenticator(gateway.keys)) }, FOREIGN, async graph =>
      graph.subgraphs.map(({ name }) => ({ name, isReady: async () => true, close: async () => {}, call: async () => ({ data: { user: row } }) })))
    const ask = async (headers: Readonly<Record<string, string>>): Promise<{ status: number, text: string }> => {
      const response = await fetch(`${open.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query: '{ user(id: "1") { name email } }' }) })
      return { status: response.status, text: await response.text() }
    }
    expect(JSON.parse((await ask({})).text).data).toEqual({ user: { name: 'Ann', email: null } })
    expect((await ask({ authorization: 'Bearer a.b.c' })).status).toBe(401)
    await open.gateway.stop()
  })
})

describe('a foreign subgraph among our own', () => {
  it('gives no key that was not asked for either, and is no less masked for what an alias says', async () => {
    const mixed = await fixtureGateway({}, { isForeignSubgraph: () => true }, async graph => graph.subgraphs.map(({ name }) => ({
      name, isReady: async () => true, close: async () => {}, call: async () => structuredClone({ data: { user: row } }),
    })))
    expect((await mixed.ask('{ user(id: "u1") { name email } }', { as: 'privacy_officer' })).body.data).toEqual({ user: { name: 'Ann', email: 'a•••@•••.org' } })
    expect((await mixed.ask('{ user(id: "u1") { __typename: name email } }', { as: 'privacy_officer' })).text).not.toContain('ann@')
    await mixed.gateway.stop()
  })
})

describe('a supergraph file', () => {
  it.each([
    ['is empty', ''], ['is no SDL', '{ not sdl'], ['is a plain schema', 'type Query { a: Int }'],
  ])('that %s is refused in one line', (_, sdl) => {
    expect(() => foreignSupergraph(sdl, 'some.graphql')).toThrow(/^The file some\.graphql .*\.$/)
  })

  it('names its subgraphs', () => {
    expect(foreignSupergraph(gateway.graph.supergraphSdl, 'x').subgraphs.map(({ name }) => name)).toEqual(['billing', 'people'])
  })
})
