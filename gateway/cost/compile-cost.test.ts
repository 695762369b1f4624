import { buildASTSchema, getIntrospectionQuery, getNamedType, buildClientSchema, isCompositeType, isInterfaceType, isListType, isNonNullType, isObjectType, Kind, parse } from 'graphql'
import type { GraphQLOutputType, GraphQLSchema, IntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { randomOperation } from '../fixture/random-operation.ts'
import { loadSupergraph } from '../supergraph.ts'
import { compileCost } from './compile-cost.ts'
import { countCost, estimateCost } from './cost-program.ts'
import { costRules } from './cost-rules.ts'

const TYPES = `
interface Thing { id: ID price: Int @cost(weight: "1") }
type Cheap implements Thing { id: ID price: Int }
type Dear implements Thing @cost(weight: "7") { id: ID price: Int @cost(weight: "3") parts: [Cheap] @listSize(assumedSize: 4) }
union Any = Cheap | Dear
type Page @cost(weight: "0") { items: [Cheap] total: Int @cost(weight: "5") }
type Query {
  one: Cheap dear: Dear thing: Thing any: [Any] @listSize(assumedSize: 2)
  many(first: Int = 6, last: Int): [Cheap] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
  strict(first: Int, last: Int): [Cheap] @listSize(assumedSize: 9, slicingArguments: ["first", "last"])
  page(first: Int): Page @listSize(assumedSize: 3, slicingArguments: ["first"], sizedFields: ["items"], requireOneSlicingArgument: false)
  plain: [Cheap] grid: [[Cheap]] filtered(by: String @cost(weight: "8")): Cheap words: [String]
}`
const DIRECTIVES = `directive @link(url: String, as: String, import: [X]) repeatable on SCHEMA scalar X
directive @NAME(weight: X) on ARGUMENT_DEFINITION | FIELD_DEFINITION | OBJECT directive @SIZE(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION`

const schemaOf = (link = 'schema { query: Query }', names: readonly [string, string] = ['cost', 'listSize']): GraphQLSchema =>
  buildASTSchema(parse(`${link} ${DIRECTIVES.replace('NAME', names[0]).replace('SIZE', names[1])} ${TYPES.replaceAll('@cost(', `@${names[0]}(`).replaceAll('@listSize(', `@${names[1]}(`)}`), { assumeValidSDL: true })

const compiled = (query: string, schema = schemaOf()) => {
  const document = parse(query)
  const operation = document.definitions.find(definition => definition.kind === Kind.OPERATION_DEFINITION)
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation')
  return compileCost({ schema, rules: costRules(schema), listSize: 10 }, document, operation)
}
const estimate = (query: string, variables: Readonly<Record<string, unknown>> = {}, schema?: GraphQLSchema): number => estimateCost(compiled(query, schema).root, variables)

type Case = readonly [does: string, query: string, wanted: number, variables?: Readonly<Record<string, unknown>>]

const CASES: readonly Case[] = [
  ['a value costs nothing', '{ words __typename }', 0],
  ['an object costs one', '{ one { id } }', 1],
  ['an object costs what its type says', '{ dear { id } }', 7],
  ['a field costs what it says, for each object', '{ dear { price } any { ... on Dear { price } } }', 7 + 3 + 2 * (7 + 3)],
  ['behind an interface stands the dearest type', '{ thing { price } }', 7 + 3],
  ['of several types the dearest counts', '{ any { ... on Cheap { id } ... on Dear { parts { id } } } }', 2 * (7 + 4)],
  ['what all types have counts beside it', '{ any { ... on Thing { price } ... on Dear { parts { id } } } }', 2 * (7 + 3 + 4)],
  ['a list without a size has ten', '{ plain { id } }', 10],
  ['lists in lists multiply', '{ grid { id } }', 100],
  ['an argument has its default', '{ many { id } }', 6],
  ['an argument says the size', '{ many(first: 2) { id } }', 2],
  ['the largest argument counts', '{ many(first: 2, last: 5) { id } }', 5],
  ['a variable says the size', 'query ($n: Int) { many(first: $n) { id } }', 4, { n: 4 }],
  ['a variable that is left out has the default', 'query ($n: Int) { many(first: $n) { id } }', 6],
  ['a variable that is null says nothing', 'query ($n: Int) { many(first: $n) { id } }', 10, { n: null }],
  ['a negative size is none', 'query ($n: Int) { many(first: $n) { id } }', 0, { n: -5 }],
  ['a page sizes its fields', '{ page(first: 8) { total x: items { id } items { id } } }', 5 + 16],
  ['a page has the assumed size', '{ page { items { id } } }', 3],
  ['an argument costs what it says', '{ filtered(by: "x") { id } x: filtered { id } }', 8 + 1 + 1],
  ['one key counts once', '{ one { id } one { id } ...F } fragment F on Query { one { id } }', 1],
  ['two keys count twice', '{ one { id } x: one { id } }', 2],
  ['what is skipped counts nothing', 'query ($a: Boolean!) { one @skip(if: $a) { id } x: one @include(if: false) { id } }', 0, { a: true }],
  ['one key counts where any of its places does', 'query ($a: Boolean!) { dear @skip(if: $a) { price } dear @include(if: $a) { parts { id } } }', 7 + 4, { a: true }],
  ['a switch that is null is no yes, as for whoever runs it', 'query ($a: Boolean = false) { one @skip(if: $a) { id } dear @include(if: $a) { id } }', 1, { a: null }],
  ['the whole schema costs what it takes to write it', '{ __schema { types { ...F } } } fragment F on __Type { fields { name } }', 5000],
  ['the schema behind one type too', '{ __type(name: "X") { fields { type { fields { name } } } } }', 5000],
  ['reading the schema costs a page', '{ __schema { types { name } } __type(name: "X") { name } }', 120],
]

describe('an estimate', () => {
  it.each(CASES.map(([does, query, wanted, variables = {}]) => ({ does, query, wanted, variables })))('$does', ({ query, wanted, variables }) => {
    expect(estimate(query, variables)).toBe(wanted)
  })

  it('needs exactly one slicing argument where the schema says so', () => {
    expect(['{ strict { id } }', '{ strict(first: 1, last: 1) { id } }', '{ strict(first: null) { id } }', '{ strict(first: 1) { id } }', 'query ($n: Int) { strict(last: $n) { id } }']
      .map(query => compiled(query).isWellSliced)).toEqual([false, false, false, true, true])
  })

  it.each<readonly [string, string, readonly [string, string]]>([
    ['imported', 'schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query }', ['cost', 'listSize']],
    ['renamed', 'schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@size" }]) { query: Query }', ['price', 'size']],
    ['not imported', 'schema @link(url: "https://specs.apollo.dev/cost/v0.1") { query: Query }', ['cost', 'cost__listSize']],
    ['under another prefix', 'schema @link(url: "https://specs.apollo.dev/cost/v0.1", as: "ibm") { query: Query }', ['ibm', 'ibm__listSize']],
  ])('reads directives that a graph has %s', (_, link, names) => {
    expect(estimate('{ dear { price parts { id } } many(first: 3) { id } }', {}, schemaOf(link, names))).toBe(7 + 3 + 4 + 3)
  })

  it('does not read directives of the name that mean something else', () => {
    const schema = schemaOf('schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }]) { query: Query }', ['cost', 'listSize'])
    expect(estimate('{ dear { price } }', {}, schema)).toBe(1)
  })
})

describe('what came', () => {
  it('costs its rows, and an absent one nothing', () => {
    const { root } = compiled('{ page { total items { id } } one { id } any { ... on Dear { price } } }')
    expect(countCost(root, { page: { total: 9, items: [{ id: 1 }, null] }, one: null, any: [{}, { price: 1 }] })).toBe(5 + 1 + 7 + 7 + 3)
    expect(countCost(root, { page: null, one: null, any: null })).toBe(0)
  })
})

const isIntrospection = (data: unknown): data is IntrospectionQuery => typeof data === 'object' && data !== null && '__schema' in data

describe('random operations with all kinds of fragments', () => {
  let gateway: FixtureGateway
  beforeAll(async () => {
    gateway = await fixtureGateway({ limits: { aliases: 1000, fields: 10_000, depth: 40, directives: 1000, rootFields: 1000 }, cost: { operation: 1e12, minute: 0, brandMinute: 0, listSize: 100 } })
  })
  afterAll(() => gateway.gateway.stop())

  it('cost no more than was estimated', async () => {
    const { data } = (await gateway.ask(getIntrospectionQuery())).body
    if (!isIntrospection(data)) throw new Error('no schema')
    const schema = buildClientSchema(data)
    const dearer: string[] = []
    let counted = 0
    for (let seed = 1; seed <= 250; seed++) {
      const { query, variables } = randomOperation(schema, seed)
      const cost = (await gateway.ask(query, { variables, as: 'auditor' })).body.extensions?.cost
      if (typeof cost !== 'object' || cost === null || !('estimated' in cost) || !('actual' in cost)) continue
      counted += 1
      if (Number(cost.actual) > Number(cost.estimated)) dearer.push(query)
    }
    expect(dearer).toEqual([])
    expect(counted).toBeGreaterThan(50)
  }, 60_000)
})

describe('our own graph', () => {
  const hasList = (type: GraphQLOutputType): boolean => (isNonNullType(type) ? hasList(type.ofType) : isListType(type))

  it('says the size of every list of objects, so that no estimate is a guess', () => {
    const { schema } = loadSupergraph(undefined, modules)
    const rules = costRules(schema)
    const parents = Object.values(schema.getTypeMap()).filter(type => isObjectType(type) || isInterfaceType(type)).filter(({ name }) => !name.startsWith('__'))
    const sized = new Set(parents.flatMap(parent => Object.values(parent.getFields()).flatMap(field => (rules.sizeOf(parent, field)?.sized ?? []).map(name => `${getNamedType(field.type).name}.${name}`))))
    const lists = parents.flatMap(parent => Object.values(parent.getFields()).filter(({ type }) => hasList(type) && isCompositeType(getNamedType(type))).map(field => ({ parent, field })))
    const guesses = lists.filter(({ parent, field }) => !sized.has(`${parent.name}.${field.name}`) && !rules.sizeOf(parent, field) && rules.ofType(getNamedType(field.type)) > 0)
    expect(guesses.map(({ parent, field }) => `${parent.name}.${field.name}`)).toEqual([])
    expect(sized.size).toBeGreaterThan(100)
  })
})
