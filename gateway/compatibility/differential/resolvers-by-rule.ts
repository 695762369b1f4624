import { createHash } from 'node:crypto'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { getNullableType, GraphQLError, isEnumType, isListType, isNonNullType, isObjectType, parse } from 'graphql'
import type { GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql'
import { isRecord } from '../../../schema/is-record.ts'
import type { PlainResolvers } from './compose-graph.ts'

/** Rows of every entity. */
const ROWS = 5

const numberOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0)

/** Every entity has few rows, and all of its keys name the same one. */
const rowOf = (type: string, n: number): Record<string, unknown> => ({ __typename: type, id: `${type}-${n}`, code: `c${n}`, zone: { __typename: 'Zone', id: `z${n}` } })

const rowNumber = ({ id, code }: Readonly<Record<string, unknown>>): number => Number(String(id ?? code).replace(/\D/g, ''))

const scalarOf = (name: string, text: string): unknown => {
  const number = numberOf(text)
  switch (name) {
    case 'Int': return number % 100
    case 'Float': return number % 1000 / 8
    case 'Boolean': return number % 2 === 0
    default: return `${name} ${number % 1000}`
  }
}

/** What stands at a field follows from the type, the row and the field: it is the same in every subgraph. */
const valueOf = (schema: GraphQLSchema, type: GraphQLOutputType, text: string): unknown => {
  const number = numberOf(`${text} null`)
  if (!isNonNullType(type) && number % 7 === 0) return null
  const nullable = getNullableType(type)
  if (isListType(nullable)) return Array.from({ length: number % 4 }, (_, n) => valueOf(schema, nullable.ofType, `${text} ${n}`))
  if (isEnumType(nullable)) return nullable.getValues()[number % nullable.getValues().length]?.name
  if (isObjectType(nullable)) return objectOf(nullable, text)
  if ('getTypes' in nullable || 'getInterfaces' in nullable) {
    const possible = schema.getPossibleTypes(nullable)
    const chosen = possible[number % possible.length]
    return chosen && objectOf(chosen, text)
  }
  return scalarOf(nullable.name, text)
}

const objectOf = (type: GraphQLObjectType, text: string): unknown =>
  ('label' in type.getFields() ? rowOf(type.name, numberOf(text) % ROWS) : { __typename: type.name, text })

const member = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined)

/** What was required of another subgraph, as it arrived. */
const sumOf = ({ base, box }: Readonly<Record<string, unknown>>): string => JSON.stringify([base, member(box, 'width'), member(member(box, 'unit'), 'name')])

const failOrAnswer = (text: string, answer: () => unknown): unknown => {
  const turn = numberOf(`${text} failing`) % 3
  if (turn === 0) throw new GraphQLError(`No ${text}`, { extensions: { code: 'OUT_OF_ORDER' } })
  return turn === 1 ? null : answer()
}

const fieldResolver = (schema: GraphQLSchema, type: GraphQLObjectType, name: string) => {
  const { type: given } = type.getFields()[name] ?? {}
  return (source: unknown, { first }: { readonly first?: number }): unknown => {
    const row = isRecord(source) ? source : {}
    if (row[name] !== undefined) return row[name]
    if (name.startsWith('sum')) return sumOf(row)
    const text = `${type.name} ${String(row.id ?? row.text ?? '')} ${name}`
    const value = () => (given ? valueOf(schema, given, text) : null)
    const answer = name.startsWith('failing') ? failOrAnswer(text, value) : value()
    return Array.isArray(answer) ? answer.slice(0, first) : answer
  }
}

const referenceOf = (type: string) => (known: Readonly<Record<string, unknown>>): unknown => {
  const number = rowNumber(known)
  return number < ROWS ? { ...rowOf(type, number), ...'base' in known && { base: known.base }, ...'box' in known && { box: known.box } } : null
}

const typed = { __resolveType: ({ __typename }: { readonly __typename: string }) => __typename }

/** Answers every field of a subgraph by one rule; fields that are named so fail now and then, and sums say what they were told. */
export function resolversByRule(sdl: string): PlainResolvers {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl) })
  const types = Object.values(schema.getTypeMap()).filter(isObjectType).filter(({ name }) => !name.startsWith('_'))
  const objects = types.map((type) => [type.name, {
    ...Object.fromEntries(Object.keys(type.getFields()).filter((name) => !name.startsWith('_')).map((name) => [name, fieldResolver(schema, type, name)])),
    ...'label' in type.getFields() && { __resolveReference: referenceOf(type.name) },
  }])
  const abstract = ['Found', 'Labelled'].filter((name) => schema.getType(name) !== undefined).map((name) => [name, typed])
  return Object.fromEntries([...objects, ...abstract])
}
