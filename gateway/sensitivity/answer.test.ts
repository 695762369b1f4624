import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { SECRETS } from '../fixture/fixture-graph.ts'

/**
 * The same operation is asked of a gateway that knows no labels. What an analyst gets must be that answer with null in the place
 * of every secret: the same keys in the same order, whatever the shape of the operation.
 */
let enforcing: FixtureGateway
let open: FixtureGateway

beforeAll(async () => {
  enforcing = await fixtureGateway()
  open = await fixtureGateway({}, { labels: new Map() })
})
afterAll(() => Promise.all([enforcing.gateway.stop(), open.gateway.stop()]))

const withoutSecrets = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) => (typeof value === 'string' && SECRETS.test(value) ? null : value))

type Shape = readonly [name: string, query: string, variables?: Readonly<Record<string, unknown>>]

const SHAPES: readonly Shape[] = [
  ['a field between others', '{ users { nodes { id lastIp name } } }'],
  ['a field that comes first', '{ users { nodes { lastIp id } totalCount } }'],
  ['nothing but a field that is withheld', '{ users { nodes { lastIp } } }'],
  ['nothing but fields that are withheld, twice nested', '{ users { nodes { lastIp best { nationalId } } } }'],
  ['aliases of one field', '{ users { nodes { a: lastIp b: lastIp lastIp id c: lastIp } } }'],
  ['an alias that is the name of another field', '{ users { nodes { name: lastIp lastIp: name } } }'],
  ['a field with arguments', '{ users { nodes { x: nationalId(style: "a") y: nationalId(style: "b") id } } }'],
  ['the same field twice', '{ users { nodes { lastIp id lastIp } } }'],
  ['a named fragment', 'query { users { nodes { id ...F name } } } fragment F on User { lastIp fullName }'],
  ['a fragment inside a fragment', '{ users { nodes { ...F } } } fragment F on User { id ...G } fragment G on User { lastIp best { ...H } } fragment H on User { nationalId id }'],
  ['one fragment in two places', '{ users { nodes { ...F best { ...F } } } } fragment F on User { lastIp name }'],
  ['a fragment of nothing but withheld fields', '{ users { nodes { id ...F } } } fragment F on User { lastIp nationalId }'],
  ['an inline fragment without a type', '{ users { nodes { id ... { lastIp } name } } }'],
  ['an inline fragment with a condition', 'query ($v: Boolean!) { users { nodes { id ... @include(if: $v) { lastIp } name } } }', { v: true }],
  ['an inline fragment that the client leaves out', 'query ($v: Boolean!) { users { nodes { id ... @include(if: $v) { lastIp } name } } }', { v: false }],
  ['@include of the client, true', 'query ($v: Boolean!) { users { nodes { lastIp @include(if: $v) name } } }', { v: true }],
  ['@include of the client, false', 'query ($v: Boolean!) { users { nodes { lastIp @include(if: $v) name } } }', { v: false }],
  ['@include of the client as the only field, false', 'query ($v: Boolean!) { users { nodes { lastIp @include(if: $v) } } }', { v: false }],
  ['@skip of the client, true', 'query ($v: Boolean!) { users { nodes { lastIp @skip(if: $v) name } } }', { v: true }],
  ['@skip and @include together', 'query ($v: Boolean!, $w: Boolean!) { users { nodes { lastIp @skip(if: $v) @include(if: $w) name } } }', { v: false, w: true }],
  ['@skip and @include together, left out', 'query ($v: Boolean!, $w: Boolean!) { users { nodes { lastIp @skip(if: $v) @include(if: $w) name } } }', { v: true, w: true }],
  ['a condition with a default', 'query ($v: Boolean = false) { users { nodes { lastIp @include(if: $v) name } } }'],
  ['a condition as a constant', '{ users { nodes { lastIp @include(if: true) nationalId @skip(if: true) name } } }'],
  ['one place that is left out and one that is not', 'query ($v: Boolean!) { users { nodes { lastIp @include(if: $v) ...F } } } fragment F on User { name lastIp }', { v: false }],
  ['a condition on the object around it', 'query ($v: Boolean!) { users { nodes { best @include(if: $v) { lastIp } best { id } } } }', { v: false }],
  ['the object around it, included', 'query ($v: Boolean!) { users { nodes { best @include(if: $v) { lastIp } best { id } } } }', { v: true }],
  ['lists in lists', '{ groups { id lastIp friends { nationalId friends { lastIp name } } } }'],
  ['an object that is null', '{ users { nodes { best { lastIp best { lastIp } } } } }'],
  ['an interface', '{ contacts { id lastIp email } }'],
  ['an interface and its types', '{ contacts { ... on User { lastIp name } lastIp ... on Desk { room lastIp } id } }'],
  ['types of an interface only', '{ contacts { ... on User { lastIp } ... on Desk { room } } }'],
  ['one type of an interface, withheld only', '{ contacts { ... on User { lastIp } } }'],
  ['an interface as a fragment of its type', '{ users { nodes { ... on Contact { lastIp id } name } } }'],
  ['the type of an interface asked for', '{ contacts { __typename lastIp t: __typename } }'],
  ['a union', '{ search { ... on User { lastIp best { nationalId } } ... on Desk { room lastIp keeper { lastIp name } } } }'],
  ['a union with a fragment of the interface', '{ search { ... on Contact { lastIp } ... on User { id } __typename } }'],
  ['a field of another subgraph', '{ users { nodes { cardLast4 name } } }'],
  ['nothing but a field of another subgraph', '{ users { nodes { cardLast4 } } }'],
  ['both subgraphs, nested', '{ users { nodes { lastIp invoices { taxId total user { nationalId name cardLast4 } } } } }'],
  ['from the other side', '{ invoices { nodes { taxId user { lastIp invoices { taxId id } } total } } }'],
  ['several root fields', '{ a: users { nodes { lastIp } } b: user(id: "u1") { lastIp name } invoices { nodes { taxId } } }'],
  ['the type name', '{ users { __typename nodes { __typename lastIp } } }'],
  ['introspection beside it', '{ __type(name: "User") { name } user(id: "u1") { lastIp } }'],
  ['an alias called __proto__', '{ users { nodes { __proto__: lastIp id } } }'],
  ['an alias called constructor', '{ user(id: "u1") { constructor: lastIp toString: name } }'],
  ['a mutation', 'mutation { rename(id: "u1", name: "x") { lastIp name } }'],
  ['variables of the client', 'query ($id: ID!) { user(id: $id) { lastIp name } }', { id: 'u2' }],
  ['nothing sensitive', '{ users { nodes { id name } } }'],
]

const NAMED = SHAPES.map(([name, query, variables]) => ({ name, query, variables }))

describe('the answer of an operation with withheld fields', () => {
  it.each(NAMED)('is the open answer with null in the place of secrets: $name', async ({ query, variables }) => {
    const expected = await open.ask(query, { as: 'analyst', variables })
    expect(expected.body.errors).toBeUndefined()
    enforcing.graph.seen.length = 0
    const given = await enforcing.ask(query, { as: 'analyst', variables })
    expect(given.body.errors).toBeUndefined()
    expect(JSON.stringify(given.body.data)).toBe(withoutSecrets(expected.body.data))
  })

  it.each(NAMED)('is not hidden after fetching, but never fetched: $name', async ({ query, variables }) => {
    enforcing.graph.seen.length = 0
    await enforcing.ask(query, { as: 'analyst', variables })
    const leaves = enforcing.graph.seen.flatMap(({ answer }) => [...answer.matchAll(/"([^"]*)"/g)].map(([, text = '']) => text))
    expect(leaves.filter(text => SECRETS.test(text))).toEqual([])
  })

  it('proves something: the open answers hold secrets in all shapes but those without a fetched one', async () => {
    const texts = await Promise.all(SHAPES.map(([, query, variables]) => open.ask(query, { as: 'analyst', variables })))
    const holding = texts.filter(({ body }) => withoutSecrets(body.data) !== JSON.stringify(body.data))
    expect(SHAPES.length - holding.length).toBe(8)
  })
})

describe('the plan of an operation', () => {
  const CALLERS = ['member', 'admin', 'billing_admin', 'support', 'support_lead', 'analyst', 'auditor', 'privacy_officer']

  it.each(NAMED)('is one for all callers: $name', async ({ query, variables }) => {
    const before = enforcing.plans.size
    for (const as of CALLERS) expect((await enforcing.ask(query, { as, variables })).status).toBe(200)
    expect(enforcing.plans.size - before).toBeLessThanOrEqual(1)
  })

  it('serves a cleared caller after one who was refused, and the other way round', async () => {
    const query = '{ user(id: "u1") { poisoned: lastIp name } }'
    const answers = ['analyst', 'support', 'analyst', 'support'].map(as => enforcing.ask(query, { as }))
    const texts = (await Promise.all(answers)).map(({ body }) => JSON.stringify(body.data))
    expect(texts).toEqual([
      '{"user":{"poisoned":null,"name":"n1"}}', '{"user":{"poisoned":"203.0.113.9","name":"n1"}}',
      '{"user":{"poisoned":null,"name":"n1"}}', '{"user":{"poisoned":"203.0.113.9","name":"n1"}}',
    ])
  })
})
