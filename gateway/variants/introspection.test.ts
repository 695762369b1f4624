import { buildClientSchema, getIntrospectionQuery, parse, validateSchema } from 'graphql'
import type { DocumentNode, GraphQLSchema, IntrospectionQuery } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import type { Variant } from '../../schema/variants/variants.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import { judgeOutputs } from '../sensitivity/verdict.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import { aPerson } from '../../schema/policy/test-principal.ts'
import { loadSupergraph } from '../supergraph.ts'
import type { Supergraph } from '../supergraph.ts'
import { introspection } from './introspection.ts'
import type { Introspected } from './introspection.ts'
import { variantSchemas } from './variant-schemas.ts'
import type { SchemaOfVariants } from './variant-schemas.ts'

let supergraph: Supergraph
let schemaOf: SchemaOfVariants
let read: ReturnType<typeof introspection>

beforeAll(() => {
  supergraph = loadSupergraph(undefined, modules)
  schemaOf = variantSchemas(supergraph.schema)
  read = introspection()
})

const operationOf = ({ definitions }: DocumentNode) => {
  const [operation] = definitions.filter(definition => definition.kind === 'OperationDefinition')
  if (!operation) throw new Error('no operation')
  return operation
}

/** What somebody with these variants is answered. */
const ask = (query: string, variants: readonly Variant[], variables: Readonly<Record<string, unknown>> = {}): Introspected | undefined => {
  const document = parse(query)
  const analysis = analyseOperation({ ...supergraph, document, operation: operationOf(document), purposeOf: () => 'SERVICE' })
  const verdict = judgeOutputs(analysis, classOf(aPerson()), () => false)
  return read({ schema: schemaOf(variants), verdict, variables })
}

const answer = (query: string, variants: readonly Variant[], variables?: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(ask(query, variants, variables)?.together({}))

const isIntrospection = (data: unknown): data is IntrospectionQuery => typeof data === 'object' && data !== null && '__schema' in data

const readSchema = (variants: readonly Variant[]): GraphQLSchema => {
  const data: unknown = ask(getIntrospectionQuery(), variants)?.together({})
  if (!isIntrospection(data)) throw new Error('no schema')
  return buildClientSchema(data)
}

const HIDDEN = '{ __type(name: "RetentionHold") { name fields { name } } }'

describe('reading the schema', () => {
  it('gives a schema that tools can build', () => {
    const schema = readSchema(['member'])
    expect(validateSchema(schema)).toEqual([])
    expect(schema.getType('Invoice')).toBeDefined()
    expect(schema.getType('RetentionHold')).toBeUndefined()
  })

  it('is that of the caller by name, under an alias, in fragments and with variables', () => {
    expect(answer(HIDDEN, ['privacy'])).toContain('"name":"RetentionHold"')
    expect(answer(HIDDEN, ['member'])).toBe('{"__type":null}')
    expect(answer('{ a: __type(name: "RetentionHold") { n: name } }', ['member'])).toBe('{"a":null}')
    expect(answer('query($n: String!) { ...F } fragment F on Query { ... on Query { __type(name: $n) { name } } }', ['member'], { n: 'RetentionHold' })).toBe('{"__type":null}')
    const nested = '{ __type(name: "Query") { fields { name type { name fields { name type { name } } } } } }'
    expect(answer(nested, ['member'])).not.toContain('RetentionHold')
    expect(answer(nested, ['privacy'])).toContain('RetentionHold')
  })

  it('is each caller\'s own although the document is the same', () => {
    const document = '{ __schema { types { name } } }'
    expect(answer(document, ['member'])).not.toContain('WebhookEvent')
    expect(answer(document, ['staff'])).toContain('WebhookEvent')
    expect(answer(document, ['public'])).not.toContain('Invoice')
  })

  it('leaves what else was asked for to be fetched, and puts both in the order of the operation', () => {
    const asked = ask('{ b: __type(name: "User") { name } me { id } a: __typename __schema { queryType { name } } }', ['member'])
    expect(asked?.rest?.operation.selectionSet.selections.map(node => (node.kind === 'Field' ? node.name.value : node.kind))).toEqual(['me', '__typename'])
    expect(JSON.stringify(asked?.together({ a: 'Query', me: { id: '1' } }))).toBe('{"b":{"name":"User"},"me":{"id":"1"},"a":"Query","__schema":{"queryType":{"name":"Query"}}}')
    expect(ask('{ me { id } }', ['member'])).toBeUndefined()
  })
})

describe('reading too much', () => {
  const deep = (levels: number): string => `{ __schema { types { ${'fields { type { '.repeat(levels)} name ${'} } '.repeat(levels)} } } }`

  it.each([3, 5, 6])('refuses a schema inside a schema, %i deep, without reading it', levels => {
    const started = performance.now()
    const run = () => answer(deep(levels), ['privacy'])
    if (levels === 3) run()
    else expect(run).toThrow('Ask for fewer fields or smaller pages.')
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('refuses the whole schema several times in one operation', () => {
    const whole = '{ types { name description fields(includeDeprecated: true) { name description args { name description type { name } } type { name ofType { name } } } inputFields { name description type { name } } enumValues { name description } } }'
    expect(() => answer(`{ ${Array.from({ length: 20 }, (_, place) => `a${place}: __schema ${whole}`).join(' ')} }`, ['member'])).toThrow('Ask for fewer fields or smaller pages.')
  })
})
