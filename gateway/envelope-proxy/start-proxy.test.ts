import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { claimsAuthenticator } from '../fixture/claims-authenticator.ts'
import { closedDoorState } from '../budgets/door-state.ts'
import type { Demand } from '../budgets/door-state.ts'
import { issueClaimsToken } from '../fixture/claims-issuer.ts'
import { fixtureGraph } from '../fixture/fixture-graph.ts'
import type { FixtureGraph } from '../fixture/fixture-graph.ts'
import { serveSubgraph } from '../fixture/subgraph-server.ts'
import type { SubgraphServer } from '../fixture/subgraph-server.ts'
import type { RunningGateway } from '../server.ts'
import { httpLink } from '../sources/http-link.ts'
import { ownSupergraph } from '../supergraph.ts'
import { startProxy } from './start-proxy.ts'

/** The fixture's subgraphs over HTTP, and the proxy in front of them, as a router of another make would ask it. */
const keys: KeyRing = { current: 1, keys: new Map([[1, Buffer.alloc(32, 7)]]) }
const graph: FixtureGraph = fixtureGraph(keys)
const demands: Demand[] = []
const servers: SubgraphServer[] = []
let hasBudget = true
let proxy: RunningGateway

beforeAll(async () => {
  const supergraph = ownSupergraph(graph.supergraphSdl, { modules: [], contracts: graph.contracts })
  for (const subgraph of graph.subgraphs) servers.push(await serveSubgraph(subgraph))
  proxy = await startProxy({
    supergraph, contracts: new Map(graph.subgraphs.map(({ name, sdl }) => [name, sdl])), envelopeKeys: keys, host: '127.0.0.1', port: 0,
    links: graph.subgraphs.map(({ name }, index) => httpLink({ name, url: servers[index]?.url ?? '', keys, connectMs: 500, answerMs: 2000, connections: 2 })),
    authenticate: claimsAuthenticator(keys),
    state: { ...closedDoorState, reserve: async (_, demand) => { demands.push(demand); return hasBudget } },
  })
})
beforeEach(() => {
  hasBudget = true
  demands.splice(0)
  graph.seen.splice(0)
})
afterAll(async () => {
  await proxy.stop()
  for (const server of servers) await server.stop()
})

const token = (clearance: string): Promise<string> => issueClaimsToken(keys, {
  brandId: randomUUID(), personId: randomUUID(), userId: randomUUID(), clearances: [clearance], purposes: ['SERVICE', 'SUPPORT'], orgs: [randomUUID()], workspaces: [],
})

interface Ask { readonly as?: string, readonly variables?: unknown, readonly headers?: Readonly<Record<string, string>>, readonly body?: string }

const ask = async (subgraph: string, query: string, { as = 'support', variables, headers = {}, body = JSON.stringify({ query, variables }) }: Ask = {}) => {
  const response = await fetch(`${proxy.url}/${subgraph}`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await token(as)}`, ...headers }, body,
  })
  const text = await response.text()
  const answer: { readonly data?: unknown, readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[] } = JSON.parse(text)
  return { status: response.status, ...answer, text, codes: answer.errors?.map(({ extensions: { code } }) => code) }
}

const ENTITIES = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { name email } } }'
const two = { representations: [{ __typename: 'User', id: 'u1' }, { __typename: 'User', id: 'u2' }] }

describe('the envelope proxy', () => {
  it('vouches for the caller of each request, and hands nothing on but the answer', async () => {
    const { data, text } = await ask('people', '{ user(id: "u1") { name } }', { headers: { 'x-request-id': 'from-a-router-1' } })
    expect(data).toEqual({ user: { name: 'n1' } })
    expect(text).not.toContain('extensions')
    expect(graph.seen[0]?.envelope).toMatchObject({ requestId: 'from-a-router-1', principal: { clearances: ['support'] } })
    expect(graph.seen[0]?.envelope.operationHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('answers for entities as for root fields', async () => {
    expect((await ask('people', ENTITIES, { variables: two })).data).toMatchObject({ _entities: [{ name: 'n1' }, { name: 'n2' }] })
  })

  it('lets nobody in without a token, and takes no envelope from outside', async () => {
    const envelope = 'v2.1.A.A.A'
    const attempts: readonly Readonly<Record<string, string>>[] = [{ authorization: '' }, { authorization: 'Bearer x.y.z' }, { authorization: '', 'x-veil-envelope': envelope }]
    for (const headers of attempts) {
      expect(await ask('people', '{ user(id: "u1") { name } }', { headers })).toMatchObject({ status: 401, codes: ['UNAUTHENTICATED'] })
    }
    expect(graph.seen).toEqual([])
  })

  it('refuses an input that the caller may not use, before the subgraph is asked', async () => {
    const { status, codes } = await ask('people', '{ users(filter: { lastIp: { startsWith: "203" } }) { totalCount } }', { as: 'member' })
    expect({ status, codes, asked: graph.seen.length }).toEqual({ status: 200, codes: ['PII_FILTER_REFUSED'], asked: 0 })
  })

  it('takes reasons out of the text and charges what is asked, a batch by its size', async () => {
    const query = ENTITIES.replace('email', 'email @reveal(reason: "to call back the customer")')
    await ask('people', query, { as: 'admin', variables: two })
    expect(demands).toEqual([{ subjects: 2, lookups: 0 }])
    expect(graph.seen[0]?.query).toContain('@reveal(reason: "r0", purpose: SERVICE)')
    expect(graph.seen[0]?.query).not.toContain('call back')
    expect(graph.seen[0]?.envelope).toMatchObject({ reveals: [{ reason: 'to call back the customer', purpose: 'SERVICE' }], budgets: { subjects: 2 } })
  })

  it.each([
    ['in a variable of another name', '$keys', 'query ($keys: [_Any!]!) '],
    ['in the text', '[{ __typename: "User", id: "u1" }, { __typename: "User", id: "u2" }, { __typename: "User", id: "u3" }]', ''],
  ])('charges a batch by its size %s too', async (_, keysOf, head) => {
    const query = `${head}{ first: _entities(representations: ${keysOf}) { ... on User { email @reveal(reason: "to call back the customer") } } }`
    await ask('people', query, { as: 'admin', variables: { keys: [...two.representations, { __typename: 'User', id: 'u3' }], representations: [] } })
    expect(demands).toEqual([{ subjects: 3, lookups: 0 }])
  })

  it('lets no page of less than nothing pay for another', async () => {
    const page = (first: number, skipped: string): string => `users(first: ${first}) ${skipped} { nodes { email @reveal(reason: "to call back the customer") } }`
    await ask('people', `{ less: ${page(-19, '@skip(if: true)')} more: ${page(20, '')} }`, { as: 'admin' })
    expect(demands).toEqual([{ subjects: 21, lookups: 0 }])
  })

  it('refuses fragments that double at every step, before it spreads them out', async () => {
    const steps = Array.from({ length: 40 }, (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`).join(' ')
    const { codes } = await ask('people', `{ user(id: "u1") { ...F0 } } ${steps} fragment F40 on User { name }`)
    expect({ codes, asked: graph.seen.length }).toEqual({ codes: ['COST_LIMIT'], asked: 0 })
  })

  it('asks nobody once the budget is used up', async () => {
    hasBudget = false
    const { codes } = await ask('people', '{ user(id: "u1") { email @reveal(reason: "to call back the customer") } }', { as: 'admin' })
    expect({ codes, asked: graph.seen.length }).toEqual({ codes: ['BUDGET_EXCEEDED'], asked: 0 })
  })

  it('gives every command a key, and takes that of the client', async () => {
    const rename = 'mutation { rename(id: "u1", name: "x") { id } }'
    await ask('people', rename)
    await ask('people', rename, { headers: { 'idempotency-key': 'key-of-the-client' } })
    expect(graph.seen.map(({ envelope }) => envelope.idempotencyKey)).toEqual([expect.stringMatching(/^once-/), 'key-of-the-client'])
    expect((await ask('people', rename, { headers: { 'idempotency-key': 'short' } })).codes).toEqual(['VALIDATION_FAILED'])
  })

  it.each([
    ['no JSON', '{', 400, 'BAD_REQUEST'], ['no query', '{}', 400, 'BAD_REQUEST'], ['a list', '[]', 400, 'BAD_REQUEST'],
    ['no GraphQL', '{"query":"{"}', 200, 'GRAPHQL_PARSE_FAILED'],
    ['a field that the subgraph does not have', '{"query":"{ secret }"}', 200, 'GRAPHQL_VALIDATION_FAILED'],
    ['two operations without a name', '{"query":"query A { broken } query B { broken }"}', 200, 'OPERATION_RESOLUTION_FAILURE'],
    ['a variable that is none', '{"query":"query ($n: Int!) { echo(count: $n) }","variables":{"n":"u1@example.org"}}', 200, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await ask('people', '', { body })
    expect(answer).toMatchObject({ status, codes: [code] })
    expect(answer.text).not.toMatch(/secret|u1@/)
    expect(graph.seen).toEqual([])
  })

  it('knows the subgraphs and nothing else', async () => {
    for (const path of ['nobody', '__proto__', 'constructor', '']) expect((await ask(path, '{ broken }')).status).toBe(404)
    expect((await fetch(`${proxy.url}/people`)).status).toBe(404)
    expect((await fetch(`${proxy.url}/people`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' })).status).toBe(415)
  })

  it('rebuilds errors of subgraphs, whose texts could be values', async () => {
    const { text, codes } = await ask('people', '{ broken }')
    expect(codes).toEqual(['INTERNAL_SERVER_ERROR'])
    expect(text).not.toContain('u1@example.org')
  })
})
