import { buildClientSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql'
import type { GraphQLSchema, IntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { Answer, FixtureGateway } from '../fixture/fixture-gateway.ts'
import { randomOperation } from '../fixture/random-operation.ts'

/** Shapes that the real graph does not have, and fields that fail: lists of lists, an interface, a union, errors below entities. */

const OPERATIONS = 100
const CLEARANCES = ['analyst', 'support', 'auditor']

let own: FixtureGateway
let stock: FixtureGateway
let schema: GraphQLSchema

const isIntrospection = (data: unknown): data is IntrospectionQuery => typeof data === 'object' && data !== null && '__schema' in data

beforeAll(async () => {
  const limits = { aliases: 1000, fields: 10_000, depth: 40, directives: 1000, rootFields: 1000 }
  own = await fixtureGateway({ limits })
  stock = await fixtureGateway({ limits, isStock: true })
  const { data } = (await own.ask(getIntrospectionQuery())).body
  if (!isIntrospection(data)) throw new Error('no schema')
  schema = buildClientSchema(data)
})
afterAll(() => Promise.all([own.gateway.stop(), stock.gateway.stop()]))

/** Nothing says in which order the errors of fetches that ran side by side have to come. */
const errorsOf = ({ body: { errors = [] } }: Answer): readonly string[] => errors.map(error => JSON.stringify(error)).sort()
const bytesOf = (answer: Answer): string => JSON.stringify([answer.status, answer.body.data, errorsOf(answer), answer.body.extensions])
const sorted = (data: unknown): string => JSON.stringify(data, (_, value: unknown) =>
  (typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value))

const bothAsked = async (query: string, how: { readonly as: string, readonly variables?: unknown }): Promise<readonly [Answer, Answer]> =>
  [await own.ask(query, how), await stock.ask(query, how)]

describe('our executor gives the bytes of the library\'s', () => {
  it.each([
    ['for lists of lists', '{ groups { name invoices { total id } best { cardLast4 } } }'],
    ['for entities below entities', '{ invoices(first: 7) { nodes { total user { name best { invoices { id user { email } } } } id } } }'],
    ['where a relation is null', '{ users { nodes { id best { id invoices { total } } } } }'],
    ['for one field under several aliases', '{ a: user(id: "u1") { x: name y: name invoices { id } } b: user(id: "u2") { i: invoices { total } j: invoices { id } } }'],
    ['for an interface', '{ contacts { __typename id email ... on User { name invoices { id } } ... on Desk { room keeper { invoices { total } } } } }'],
    ['for a union', '{ search { __typename ... on User { name lastIp cardLast4 } ... on Desk { room lastIp } } }'],
    ['where a root field fails', '{ broken user(id: "u1") { name } refusing }'],
    ['where a field fails in every row', '{ users { nodes { id failing invoices { id } } } }'],
    ['where a field fails below a reference', '{ invoices(first: 3) { nodes { id user { name failing } } } }'],
    ['where there are more errors than are told', '{ manyBroken { failing invoices { id } } }'],
    ['for somebody who is not there', '{ user(id: "nobody") { name invoices { id } } }'],
    ['for the names of types alone', '{ __typename }'],
    ['for a mutation', 'mutation { rename(id: "u1", name: "x") { name invoices { id } } }'],
    ['for several mutations', 'mutation { a: rename(id: "u1", name: "x") { id } b: rename(id: "u2", name: "y") { invoices { total } } }'],
  ])('%s', async (_, query) => {
    for (const as of CLEARANCES) {
      const [ours, theirs] = await bothAsked(query, { as })
      expect(bytesOf(ours)).toBe(bytesOf(theirs))
    }
  })

  it(`for ${OPERATIONS} random operations, but for the order of keys where fragments overlap`, async () => {
    const rules = specifiedRules.filter(({ name }) => name !== 'NoUnusedVariablesRule')
    let compared = 0
    let failed = 0
    for (let seed = 10_000; compared < OPERATIONS; seed++) {
      const { query, variables } = randomOperation(schema, seed, { failing: [] })
      const used = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`if: $${name})`)))
      const declared = Object.keys(used).map(name => `$${name}: Boolean!`).join(' ')
      const operation = query.replace(/^query \([^)]*\)/, declared === '' ? 'query' : `query (${declared})`)
      if (query.length > 3000 || validate(schema, parse(operation), rules).length > 0) continue
      const [ours, theirs] = await bothAsked(operation, { as: CLEARANCES[seed % 3] ?? '', variables: used })
      expect({ operation, data: sorted(ours.body.data), errors: errorsOf(ours) }).toEqual({ operation, data: sorted(theirs.body.data), errors: errorsOf(theirs) })
      compared++
      if (errorsOf(ours).length > 0) failed++
    }
    expect(failed).toBeGreaterThan(0)
  }, 60_000)
})

describe('what our executor leaves to the library', () => {
  it.each([
    ['reading the schema', '{ __schema { queryType { name } } user(id: "u1") { name } }'],
    ['keys that every object seems to have', '{ __proto__: user(id: "u1") { constructor: name toString: invoices { id } } }'],
  ])('%s: has the same answer', async (_, query) => {
    const [ours, theirs] = await bothAsked(query, { as: 'support' })
    expect(bytesOf(ours)).toBe(bytesOf(theirs))
  })

  it('is no condition that is null: that is an error of the request in both', async () => {
    const [ours, theirs] = await bothAsked('query ($v: Boolean = true) { user(id: "u1") { name @include(if: $v) } }', { as: 'support', variables: { v: null } })
    expect([ours, theirs].map(({ body }) => body.errors?.[0]?.extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'])
  })
})
