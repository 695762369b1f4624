import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printFigure } from '../../../prisma/database/walls/print-figure.ts'
import { randomOperation } from '../../fixture/random-operation.ts'
import { differencesOf } from './differences-of.ts'
import { shopGraph } from './shop-graph.ts'
import { openTwoGateways } from './two-gateways.ts'
import type { PlainRequest, TwoGateways } from './two-gateways.ts'

const OPERATIONS = 150
/** The library's plan does not fetch fields of these: it leaves their keys out, and we empty the object around one that may not be null. In docs/compatibility.md. */
const LOST = [62, 136]
const FAILING = ['broken', 'brokenList', 'failing', 'never', 'strict', 'secret']

let gateways: TwoGateways
const seen = new Map<string, number>()
let requests = 0

beforeAll(async () => {
  gateways = await openTwoGateways(shopGraph())
})
afterAll(async () => {
  await gateways.stop()
  printFigure(`beside plain @apollo/gateway: ${requests} requests; known differences: ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')}`)
})

/** What differs beyond what docs/compatibility.md lists. */
async function differences(request: PlainRequest): Promise<readonly string[]> {
  const [own, plain] = await gateways.ask(request)
  requests++
  const { known, unknown } = differencesOf(own, plain)
  for (const name of known) seen.set(name, (seen.get(name) ?? 0) + 1)
  return unknown.map((difference) => `${JSON.stringify(request).slice(0, 1500)}: ${difference}`)
}

const post = (query: string, more: object = {}): PlainRequest => ({ body: { query, ...more } })
const get = (query: string, headers: Readonly<Record<string, string>> = { 'apollo-require-preflight': 'yes' }): PlainRequest => ({ method: 'GET', search: `?query=${encodeURIComponent(query)}`, headers })

/** A document must use its variables. */
const operation = (seed: number, failing: string[]) => {
  const { query, variables } = randomOperation(gateways.schema, seed, { depth: 4, failing })
  return { variables, query: query.replace(') {', ') { a: __typename @include(if: $a) b: __typename @include(if: $b) c: __typename @include(if: $c)') }
}

describe('a graph of other people behind our gateway', () => {
  it('answers generated operations as @apollo/gateway does', async () => {
    const wrong: string[] = []
    for (let seed = 1; seed <= OPERATIONS; seed++) if (!LOST.includes(seed)) wrong.push(...await differences({ body: operation(seed, FAILING) }))
    expect(wrong.slice(0, 5)).toEqual([])
  }, 120_000)

  it('says that something failed where the plan of the library lost what may not be null, and everything with it', async () => {
    const [own] = await gateways.ask({ body: operation(62, FAILING) })
    expect({ data: own.data, errors: own.errors.map(({ extensions }) => extensions) }).toEqual({ data: null, errors: [{ code: 'INTERNAL_SERVER_ERROR' }] })
  })

  it('answers generated operations over fields that fail as @apollo/gateway does', async () => {
    const wrong: string[] = []
    for (let seed = 1; seed <= OPERATIONS; seed++) wrong.push(...await differences({ body: operation(seed + 10_000, ['secret']) }))
    expect(wrong.slice(0, 5)).toEqual([])
  }, 120_000)

  it.each([
    ['requires across subgraphs', '{ warehouse { name stocked { id name delivery { cost days } count } } }'],
    ['provides', '{ product(id: "p1") { owner { email nick } } }'],
    ['override', '{ users { name bought { sku } } }'],
    ['keys in keys', '{ product(id: "p1") { sku variation { id label } delivery(zip: "12345") { cost days } } }'],
    ['an interface object', '{ media { __typename id title shelf owner { name } } }'],
    ['an interface with its types', '{ media { title ... on Film { minutes cast { nick } } ... on Book { pages shelf } } }'],
    ['a union', '{ found(text: "x") { __typename ... on Product { id } ... on Book { title } ... on User { email years } } }'],
    ['lists of lists', '{ grid { id name(upper: true) } }'],
    ['defaults of arguments and of inputs', '{ products { id locale } }'],
    ['an enumeration as an argument', '{ product(id: "p1", locale: DE) { name(locale: DE) locale } }'],
    ['a field that fails, with a code of its own', '{ product(id: "p1") { id failing } }'],
    ['a root field that fails', '{ broken product(id: "p1") { id } }'],
    ['null where a list may not have one', '{ brokenList { id } }'],
    ['null that climbs', '{ strict { sure nested { sure } } users { email } }'],
    ['null of an entity that climbs through subgraphs', '{ products { id owner { email never } } }'],
    ['conditions below an abstract type', 'query ($no: Boolean = false) { media { ... on Book { owner { __typename } owner { nick @skip(if: $no) } } } }'],
    ['a missing row', '{ product(id: "nowhere") { id delivery { cost } } }'],
    ['mutations in their order', 'mutation { z: count(by: 0) a: count b: count(by: 5) c: count }'],
    ['a mutation with a field of another subgraph', 'mutation { rename(id: "p1", name: "New") { id name count } }'],
    ['a mutation that fails between others', 'mutation { a: count(by: 0) fail b: count(by: 0) }'],
    ['the schema', '{ __schema { queryType { name } types { kind name fields { name args { name defaultValue } } enumValues { name } possibleTypes { name } } } }'],
    ['a type', '{ __type(name: "Product") { name fields { name type { kind name ofType { name } } } } }'],
    ['the name of the root', '{ __typename }'],
    ['several fields of one name', '{ product(id: "p1") { id owner { email } owner { nick } } }'],
    ['a field that there is not', '{ nope }'],
    ['a field without a selection', '{ products }'],
    ['an inaccessible field', '{ product(id: "p1") { secret } }'],
    ['a text that is none', '{ product(id: "p1" { id } }'],
    ['a mutation that there is not', 'mutation { nope }'],
    ['a subscription', 'subscription { nope }'],
  ])('answers %s as @apollo/gateway does', async (_, query) => {
    expect(await differences(post(query))).toEqual([])
  })

  it.each<readonly [string, PlainRequest]>([
    ['variables and a name', post('query A($id: ID!) { product(id: $id) { id } } query B { users { email } }', { variables: { id: 'p2' }, operationName: 'A' })],
    ['a name that there is not', post('query A { users { email } } query B { users { email } }', { operationName: 'C' })],
    ['several operations without a name', post('query A { users { email } } query B { users { email } }')],
    ['a variable that is missing', post('query ($id: ID!) { product(id: $id) { id } }')],
    ['a variable of the wrong type', post('query ($n: Int) { products(first: $n) { id } }', { variables: { n: 'x' } })],
    ['a default of a variable', post('query ($n: Int = 1, $f: ProductFilter = { minimum: 2 }) { products(first: $n, filter: $f) { id } }')],
    ['null for a variable with a default', post('query ($l: Locale = DE) { product(id: "p1") { name(locale: $l) } }', { variables: { l: null } })],
    ['conditions', post('query ($yes: Boolean!, $no: Boolean!) { users { email @include(if: $yes) years @skip(if: $yes) nick @include(if: $no) } }', { variables: { yes: true, no: false } })],
    ['conditions on fields of other subgraphs', post('query ($no: Boolean!) { products { id count @include(if: $no) delivery @skip(if: $no) { cost } } }', { variables: { no: false } })],
    ['GET', get('{ users { email } }')],
    ['GET without the header of the guard', get('{ users { email } }', { 'content-type': 'text/plain' })],
    ['a mutation by GET', get('mutation { count }')],
    ['no query', { body: {} }],
    ['a query that is a number', { body: { query: 1 } }],
    ['variables that are a list', post('{ users { email } }', { variables: [] })],
    ['a batch', { body: [{ query: '{ users { email } }' }] }],
    ['the media type of the specification', { body: { query: '{ users { email } }' }, headers: { accept: 'application/graphql-response+json' } }],
    ['a failure under the media type of the specification', { body: { query: '{ nope }' }, headers: { accept: 'application/graphql-response+json' } }],
    ['a type that nobody can answer with', { body: { query: '{ users { email } }' }, headers: { accept: 'image/png' } }],
  ])('answers %s as @apollo/gateway does', async (_, request) => {
    expect(await differences(request)).toEqual([])
  })
})
