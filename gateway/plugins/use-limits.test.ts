import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

const refusal = async (query: string): Promise<unknown> => {
  const { body, status } = await gateway.ask(query)
  return { status, ...body.errors?.[0]?.extensions }
}

const nested = (depth: number): string => `{ user(id: "u1") ${'{ best '.repeat(depth - 2)}{ id }${'}'.repeat(depth - 2)} }`

describe('a document', () => {
  it('of the deepest allowed nesting is answered', async () => {
    expect((await gateway.ask(nested(15))).status).toBe(200)
  })

  it('of one level more is refused', async () => {
    expect(await refusal(nested(16))).toEqual({ status: 400, code: 'DEPTH_LIMIT', limit: 15 })
  })

  it('of thirty levels is refused', async () => {
    expect(await refusal(nested(30))).toEqual({ status: 400, code: 'DEPTH_LIMIT', limit: 15 })
  })

  it('that hides its depth in fragments is refused', async () => {
    const fragments = Array.from({ length: 16 }, (_, n) => `fragment F${n} on User { best { ...F${n + 1} } }`).join(' ')
    expect(await refusal(`{ user(id: "u1") { ...F0 } } ${fragments} fragment F16 on User { id }`)).toEqual({ status: 400, code: 'DEPTH_LIMIT', limit: 15 })
  })

  it('that doubles with every fragment is refused at once', async () => {
    const fragments = Array.from({ length: 13 }, (_, n) => `fragment F${n} on User { best { ...F${n + 1} } friends { ...F${n + 1} } }`).join(' ')
    const started = performance.now()
    expect(await refusal(`{ user(id: "u1") { ...F0 } } ${fragments} fragment F13 on User { id }`)).toMatchObject({ code: 'COST_LIMIT', rule: 'fields' })
    expect(performance.now() - started).toBeLessThan(500)
  })

  it('whose fragments go in a circle is invalid, and does not hang', async () => {
    expect(await refusal('{ user(id: "u1") { ...F } } fragment F on User { best { ...G } } fragment G on User { best { ...F } }'))
      .toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('with too many aliases is refused', async () => {
    const aliases = Array.from({ length: 31 }, (_, n) => `a${n}: name`).join(' ')
    expect(await refusal(`{ user(id: "u1") { ${aliases} } }`)).toEqual({ status: 400, code: 'ALIAS_LIMIT', rule: 'aliases', limit: 30 })
  })

  it('with aliases multiplied by fragments is refused', async () => {
    const aliases = Array.from({ length: 11 }, (_, n) => `a${n}: name`).join(' ')
    expect(await refusal(`{ x: user(id: "u1") { ...F } y: user(id: "u2") { ...F } z: user(id: "u3") { ...F } } fragment F on User { ${aliases} }`))
      .toMatchObject({ code: 'ALIAS_LIMIT' })
  })

  it('with too many root fields is refused', async () => {
    expect(await refusal(`{ ${'broken '.repeat(21)} }`)).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'rootFields', limit: 20 })
  })

  it('with too many directives is refused', async () => {
    expect(await refusal(`{ user(id: "u1") { id ${'@include(if: true) '.repeat(51)} } }`)).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'directives', limit: 50 })
  })

  it('with too many variables is refused', async () => {
    const variables = Array.from({ length: 101 }, (_, n) => `$v${n}: Int`).join(' ')
    expect(await refusal(`query (${variables}) { broken }`)).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'variables', limit: 100 })
  })

  it('with too many operations is refused', async () => {
    const operations = Array.from({ length: 11 }, (_, n) => `query Q${n} { broken }`).join(' ')
    expect(await refusal(operations)).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'operations', limit: 10 })
  })

  it('is judged with the operations that are not run', async () => {
    const { body } = await gateway.ask(`query A { broken } query B ${nested(20)}`, { operationName: 'A' })
    expect(body.errors?.[0]?.extensions.code).toBe('DEPTH_LIMIT')
  })

  it('with too many tokens is refused before it is parsed to the end', async () => {
    expect(await refusal(`{ ${'broken '.repeat(4001)} }`)).toEqual({ status: 400, code: 'TOKEN_LIMIT' })
  })

  it('with literals or types nested too deeply is refused', async () => {
    const depth = { status: 400, code: 'DEPTH_LIMIT', rule: 'values', limit: 50 }
    expect(await refusal(`{ user(id: ${'{ a: '.repeat(60)}1${'}'.repeat(60)}) { id } }`)).toEqual(depth)
    expect(await refusal(`{ user(id: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`)).toEqual(depth)
    expect(await refusal(`query ($x: ${'['.repeat(60)}Int${']'.repeat(60)}) { broken }`)).toEqual(depth)
  })

  it('whose root the schema does not have is refused', async () => {
    expect(await refusal('subscription { x }')).toEqual({ status: 400, code: 'OPERATION_REFUSED' })
  })

  it('is refused again when it comes again', async () => {
    expect(await refusal(nested(17))).toEqual(await refusal(nested(17)))
  })

  it('asks no subgraph when it is refused', async () => {
    gateway.graph.seen.length = 0
    await refusal(nested(18))
    expect(gateway.graph.seen).toEqual([])
  })

  it('of many equal fields is validated in bounded time', async () => {
    const started = performance.now()
    await gateway.ask(`{ user(id: "u1") { ${'id '.repeat(990)} } }`)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('a document whose size is not in its fields', () => {
  const limited = (rule: string, limit: number, code = 'COST_LIMIT') => ({ status: 400, code, rule, limit })

  it('with directives on its operation, its variables or its fragments is refused', async () => {
    const flood = '@include(if: true) '.repeat(51)
    expect(await refusal(`query ${flood} { broken }`)).toEqual(limited('directives', 50))
    expect(await refusal(`query ($x: Int ${flood}) { echo(count: $x) }`)).toEqual(limited('directives', 50))
    expect(await refusal(`{ ...F } fragment F on Query ${flood} { broken }`)).toEqual(limited('directives', 50))
  })

  it('with fields in a fragment that nobody uses is refused before they are compared', async () => {
    expect(await refusal(`{ broken } fragment F on User { ${'id '.repeat(1001)} }`)).toEqual(limited('fields', 1000))
  })

  it('of a thousand type names is refused', async () => {
    expect(await refusal(`{ ${'__typename '.repeat(1001)} }`)).toMatchObject({ code: 'COST_LIMIT' })
  })

  it('of fragments in a long chain is refused', async () => {
    const chain = Array.from({ length: 101 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} }`).join(' ')
    expect(await refusal(`{ ...F0 } ${chain} fragment F101 on Query { broken }`)).toEqual(limited('fragments', 100))
  })

  it('of fragments inside fragments is refused', async () => {
    expect(await refusal(`${'{ ... '.repeat(900)}{ broken }${' }'.repeat(900)}`)).toEqual(limited('nesting', 50, 'DEPTH_LIMIT'))
  })

  it('with a long list is refused', async () => {
    expect(await refusal(`{ users(filter: { name: { in: [${'"x" '.repeat(1001)}] } }) { totalCount } }`)).toEqual(limited('list', 1000))
  })

  it('with two values under one name is invalid', async () => {
    expect(await refusal('{ users(first: 1, first: 2) { totalCount } }')).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
    expect(await refusal('{ users(filter: { name: { eq: "a", eq: "b" } }) { totalCount } }')).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  it('with a name of letters that only look like others is no document', async () => {
    expect(await refusal('{ usеrs { totalCount } }')).toEqual({ status: 400, code: 'GRAPHQL_PARSE_FAILED' })
    expect(await refusal('{ user\u200b(id: "u1") { id } }')).toEqual({ status: 400, code: 'GRAPHQL_PARSE_FAILED' })
  })
})

describe('variables', () => {
  const ask = async (variables: unknown): Promise<unknown> => {
    const { status, body, text } = await gateway.ask('query ($f: UserFilter) { users(filter: $f) { totalCount } }', { variables })
    expect(text.length).toBeLessThan(400)
    return { status, ...body.errors?.[0]?.extensions }
  }
  const deep = (depth: number): unknown => Array.from({ length: depth }).reduce(value => ({ not: value }), {})

  it('nested ten thousand deep are refused', async () => {
    const nested = `{"query":"query ($f: JSON) { broken }","variables":{"f":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`
    const response = await fetch(`${gateway.gateway.url}/graphql`, {
      method: 'POST', body: nested, headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${await gateway.tokenFor('support')}` },
    })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'DEPTH_LIMIT' } }] })
    expect(await ask({ f: {}, unused: deep(2000) })).toEqual({ status: 400, code: 'DEPTH_LIMIT', rule: 'variables', limit: 50 })
  })

  it('of the deepest allowed nesting are taken, and of one level more refused', async () => {
    expect(await ask({ f: deep(49) })).toEqual({ status: 200 })
    expect(await ask({ f: deep(50) })).toMatchObject({ code: 'DEPTH_LIMIT' })
  })

  it('with a long list, or with many values, are refused, declared or not', async () => {
    expect(await ask({ f: { name: { in: Array(1001).fill('x') } } })).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'list', limit: 1000 })
    expect(await ask({ x: Array.from({ length: 900 }, () => Array(9).fill(0)) })).toEqual({ status: 400, code: 'COST_LIMIT', rule: 'inputs', limit: 5000 })
  })

  it('that would reach into prototypes are no request', async () => {
    for (const name of ['__proto__', 'constructor']) {
      const response = await fetch(`${gateway.gateway.url}/graphql`, {
        method: 'POST', body: `{"query":"{ broken }","variables":{"f":{"${name}":{"prototype":{"x":1}}}}}`,
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${await gateway.tokenFor('support')}` },
      })
      expect([response.status, await response.json()]).toMatchObject([400, { errors: [{ extensions: { code: 'BAD_REQUEST' } }] }])
    }
  })
})
