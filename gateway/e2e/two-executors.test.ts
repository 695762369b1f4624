import { parse, specifiedRules, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { modules } from '../../schema/metadata/index.ts'
import type { SubgraphResponse } from '../../schema/subgraph.ts'
import { readExamples } from '../explorer/read-examples.ts'
import { randomOperation } from '../fixture/random-operation.ts'
import type { RandomOperation } from '../fixture/random-operation.ts'
import type { SubgraphLink } from '../sources/subgraph-link.ts'
import { isRecord } from '../../schema/is-record.ts'
import type { Answer } from './harness/door.ts'
import { introspect } from './harness/introspect.ts'
import { readCases } from './harness/read-cases.ts'
import { openTwoWorlds } from './harness/two-worlds.ts'
import type { TwoWorlds } from './harness/two-worlds.ts'
import { metricField } from '../../schema/sdl/metric-types.ts'

/** The real graph over the demo data, asked twice: our executor must say what the library's says. */

const OPERATIONS = 60
/** Ages are other ones when they are asked for again. */
const UNTIL_NOW = modules.flatMap(({ entities }) => entities.flatMap(({ metrics = [] }) => metrics))
  .filter(({ parts }) => parts.some(({ measure }) => measure?.kind === 'ELAPSED' && measure.to === undefined)).map(metricField)
const ASKERS = ['member', 'analyst', 'support', 'auditor']

let worlds: TwoWorlds
let schema: GraphQLSchema
/** What happens to an answer on its way from a subgraph; `undefined` is no answer. */
let onTheWay: (subgraph: string, answer: SubgraphResponse) => SubgraphResponse | undefined
beforeAll(async () => {
  const relink = (link: SubgraphLink): SubgraphLink => ({
    ...link,
    async call(request, requestId) {
      const answer = onTheWay(link.name, await link.call(request, requestId))
      if (!answer) throw new Error('gone')
      return answer
    },
  })
  worlds = await openTwoWorlds({ connectionFor: testDatabase().connectionFor, relink })
  schema = await introspect(worlds.own)
})
afterAll(() => worlds.stop())
beforeEach(() => {
  onTheWay = (_, answer) => answer
  worlds.faults()
})

/** Nothing says in which order the errors of fetches that ran side by side have to come. */
const errorsOf = ({ errors }: Answer): readonly string[] => errors.map(error => JSON.stringify(error)).sort()

const sorted = (data: unknown): string => JSON.stringify(data, (_, value: unknown) =>
  (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value))

const bytesOf = (answer: Answer): string => JSON.stringify([answer.status, answer.data, errorsOf(answer), answer.extensions])

/** Operations with every kind of relation between modules, and what the examples do not have: conditions, aliases of one field, arguments as variables. */
const WRITTEN: readonly { readonly query: string, readonly variables?: Readonly<Record<string, unknown>> }[] = [
  { query: '{ workspaces(first: 20) { nodes { id region planTier subscriptions(first: 5) { nodes { id status invoices(first: 5) { nodes { id invoiceNumber } } } } } } }' },
  { query: '{ invoices(first: 50) { nodes { id workspace { id region organization { id kind ownerPerson { id personType countryCode } } } } } }' },
  { query: '{ invoices(first: 30) { nodes { workspace { organization { ownerPerson { primaryEmail } } } id } } }' },
  { query: '{ a: workspaces(first: 3) { nodes { id x: subscriptions(first: 1) { nodes { id } } y: subscriptions(first: 2) { nodes { status id } } } } b: workspaces(first: 2, offset: 1) { totalCount nodes { region } } }' },
  { query: 'query ($on: Boolean!, $n: Int = 2) { workspaces(first: $n) { nodes { id @skip(if: $on) region organization @include(if: $on) { id kind } subscriptions(first: $n) @skip(if: $on) { nodes { id } } } } }', variables: { on: true } },
  { query: 'query ($on: Boolean!, $n: Int = 2) { workspaces(first: $n) { nodes { id @skip(if: $on) region organization @include(if: $on) { id kind } subscriptions(first: $n) @skip(if: $on) { nodes { id } } } } }', variables: { on: false, n: 4 } },
  { query: 'query ($on: Boolean = true) { __typename workspaces(first: 2) { __typename nodes { __typename ...F @include(if: $on) } } } fragment F on Workspace { organization { __typename name } id }' },
  { query: 'query ($on: Boolean = true) { workspaces(first: 2) { nodes { id @include(if: $on) } } }', variables: { on: null } },
  { query: '{ workspace(id: "00000000-0000-7000-8000-000000000000") { id subscriptions(first: 1) { nodes { id } } } }' },
  { query: '{ workspace(id: "nobody") { id organization { id } } workspaces(first: 1) { nodes { id } } }' },
  { query: '{ __proto__: workspaces(first: 2) { nodes { constructor: id organization { toString: id kind } } } }' },
  { query: '{ __schema { queryType { name } } workspaces(first: 1) { nodes { id organization { kind } } } }' },
]

interface Question { readonly query: string, readonly as: string, readonly variables?: unknown, readonly headers?: Readonly<Record<string, string>> }

const QUESTIONS: readonly Question[] = [
  ...WRITTEN.flatMap(question => ASKERS.map(as => ({ ...question, as }))),
  ...readExamples().map(({ query, persona, purpose }) => ({ query, as: persona, headers: { 'x-veil-purpose': purpose } })),
  ...readCases().flatMap(({ query, how: { variables, headers }, expected }) => [...expected.keys()].map(as => ({ query, as, variables, headers }))),
]

const differencesIn = async (questions: readonly Question[]): Promise<readonly string[]> => {
  const differing: string[] = []
  for (const { query, ...how } of questions) {
    const [own, stock] = await worlds.ask(query, how)
    if (bytesOf(own) !== bytesOf(stock)) differing.push(`${how.as}: ${query}\n${bytesOf(own)}\n${bytesOf(stock)}`)
  }
  return differing
}

const randomOperations = (): readonly RandomOperation[] => {
  const rules = specifiedRules.filter(({ name }) => name !== 'NoUnusedVariablesRule')
  const found: RandomOperation[] = []
  for (let seed = 1; found.length < OPERATIONS; seed++) {
    const { query, variables } = randomOperation(schema, seed, { depth: 7, failing: UNTIL_NOW })
    const used = Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`if: $${name})`)))
    const declared = Object.keys(used).map(name => `$${name}: Boolean!`).join(' ')
    const operation = query.replace(/^query \([^)]*\)/, declared === '' ? 'query' : `query (${declared})`)
    if (query.length < 4000 && validate(schema, parse(operation), rules).length === 0) found.push({ query: operation, variables: used })
  }
  return found
}

describe('our executor and that of the library', () => {
  it(`give the same bytes for ${QUESTIONS.length} questions`, async () => {
    expect(await differencesIn(QUESTIONS)).toEqual([])
    expect(worlds.faults()).toEqual([])
  })

  it.each(modules.map(({ name }) => name))('give the same bytes while %s is down', async name => {
    onTheWay = (subgraph, answer) => (subgraph === name ? undefined : answer)
    expect(await differencesIn(QUESTIONS.filter(({ as }) => as === 'support'))).toEqual([])
  })

  it.each([
    ['some of the entities are missing', (answer: SubgraphResponse) => holed(answer, 2)],
    ['no entity is found', (answer: SubgraphResponse) => holed(answer, 1)],
    ['one of the entities fails', (answer: SubgraphResponse) => failing(answer, ['_entities', 1, 'id'])],
    ['all of the entities fail', (answer: SubgraphResponse) => failing(answer, ['_entities'])],
    ['a subgraph has no data', ({ data }: SubgraphResponse) => (entitiesOf(data) ? { data: null } : { data })],
  ])('give the same bytes while %s', async (_, change) => {
    onTheWay = (_subgraph, answer) => change(answer)
    expect(await differencesIn(QUESTIONS.filter(({ as }) => as === 'support'))).toEqual([])
  })

  it('differ where a subgraph answers with fewer entities than it was asked for: the library takes the rest for missing, ours says that something failed', async () => {
    onTheWay = (_, { data }) => ({ data: entitiesOf(data) ? { _entities: [] } : data })
    const [own, stock] = await worlds.ask('{ invoices(first: 2) { nodes { id workspace { region } } } }', { as: 'support' })
    expect(own.data).toEqual(stock.data)
    expect([own.codes, stock.codes]).toEqual([['INTERNAL_SERVER_ERROR'], []])
    expect(worlds.faults()).toHaveLength(1)
  })

  it(`say the same about ${OPERATIONS} random operations`, async () => {
    let answeredWithData = 0
    let reordered = 0
    for (const [index, { query, variables }] of randomOperations().entries()) {
      const ask = () => worlds.ask(query, { as: ASKERS[index % ASKERS.length], variables })
      const first = await ask()
      // tests beside this one write to the same database: what differs is asked once more
      const [own, stock] = sorted(first[0].data) === sorted(first[1].data) ? first : await ask()
      expect({ query, data: sorted(own.data), errors: errorsOf(own) }).toEqual({ query, data: sorted(stock.data), errors: errorsOf(stock) })
      if (own.data !== undefined && own.data !== null) answeredWithData++
      // where fragments overlap, the library's order is not that of the specification, which ours is
      if (bytesOf(own) !== bytesOf(stock)) reordered++
    }
    printFigure(`executors: ${OPERATIONS} random operations, ${answeredWithData} with data, ${reordered} in another order of keys`)
    expect(answeredWithData).toBeGreaterThan(OPERATIONS / 2)
  }, 120_000)
})

function entitiesOf(data: SubgraphResponse['data']): readonly unknown[] | undefined {
  const entities: unknown = data?._entities
  return Array.isArray(entities) ? entities : undefined
}

/** Every nth entity is not there. */
function holed({ data, ...rest }: SubgraphResponse, n: number): SubgraphResponse {
  const entities = entitiesOf(data)
  return { ...rest, data: entities ? { _entities: entities.map((entity, index) => (index % n === 0 ? null : entity)) } : data }
}

function failing({ data, ...rest }: SubgraphResponse, path: readonly (string | number)[]): SubgraphResponse {
  const entities = entitiesOf(data)
  if (!entities || entities.length < 2) return { ...rest, data }
  const left = entities.map((entity, index) => (path[1] === undefined || path[1] === index ? null : entity))
  return { data: path.length === 1 ? null : { _entities: left }, errors: [{ message: '', path, extensions: { code: 'NOT_FOUND' } }] }
}
