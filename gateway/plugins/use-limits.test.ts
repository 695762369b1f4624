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
