import { afterAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { inProcessLink } from '../sources/in-process-link.ts'

const running: FixtureGateway[] = []
afterAll(() => Promise.all(running.map(({ gateway }) => gateway.stop())))

const started = async (...args: Parameters<typeof fixtureGateway>): Promise<FixtureGateway> => {
  const gateway = await fixtureGateway(...args)
  running.push(gateway)
  return gateway
}

const headers = { 'idempotency-key': 'a-key-of-the-client' }
const MUTATION = 'mutation { a: rename(id: "u1", name: "x") { id invoices { id } } b: pay(id: "i1") { id user { name } } c: rename(id: "u2", name: "y") { name } }'

describe.each([['our executor', false], ['the executor of the library', true]])('a mutation, with %s', (_, isStock) => {
  it('is fetched in the order of its fields, each time under an envelope of its own with the key of the client', async () => {
    const { ask, graph } = await started({ isStock })
    const { body } = await ask(MUTATION, { headers })
    expect(body.errors).toBeUndefined()
    expect(body.data).toMatchObject({ a: { id: 'u1', invoices: [{ id: 'i1' }, { id: 'i6' }] }, b: { id: 'i1', user: { name: 'n1' } }, c: { name: 'n2' } })
    const commands = graph.seen.filter(({ query }) => query.startsWith('mutation'))
    expect(commands.map(({ subgraph }) => subgraph)).toEqual(['people', 'billing', 'people'])
    expect(new Set(commands.map(({ envelope }) => envelope.idempotencyKey))).toEqual(new Set(['a-key-of-the-client']))
    expect(new Set(graph.seen.map(({ envelope }) => envelope.jti)).size).toBe(graph.seen.length)
  })

  it('is never sent again when its answer is lost', async () => {
    let calls = 0
    const { ask } = await started({ isStock }, {}, async ({ subgraphs }) => subgraphs.map(subgraph => ({
      ...inProcessLink(subgraph),
      async call() {
        calls++
        throw new Error('lost')
      },
    })))
    const { body } = await ask('mutation { rename(id: "u1", name: "x") { id } }', { headers })
    expect(calls).toBe(1)
    expect(body).toMatchObject({ data: { rename: null }, errors: [{ path: ['rename'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] })
  })
})
