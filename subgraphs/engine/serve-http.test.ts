import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxMessage, Receiver } from '../../schema/events/outbox-message.ts'
import { httpReceiver } from './relay/http-receiver.ts'
import { serveHttp, type SubgraphServer } from './serve-http.ts'
import { fakePool } from './testing/fake-pool.ts'
import { fixtureId, supportOf } from './testing/fixture-people.ts'
import { fixtureKeys, fixtureSubgraph, signedEnvelopeOf } from './testing/fixture-subgraph.ts'

let server: SubgraphServer
let isReady = true

beforeAll(async () => {
  const pool = fakePool(async () => ({ rows: [['{"id": "1"}']], rowCount: 1 }))
  server = await serveHttp({ host: '127.0.0.1', port: 0, subgraph: fixtureSubgraph('billing', { pool }), isReady: async () => isReady })
})
afterAll(() => server.stop())

async function post(body: string, headers: Record<string, string> = {}): Promise<{ readonly status: number, readonly body: unknown }> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body })
  return { status: response.status, body: await response.json() }
}

const query = `{ invoice(id: "${fixtureId('invoice', 1)}") { id } }`

describe('a subgraph over HTTP', () => {
  it('answers under an envelope', async () => {
    const body = JSON.stringify({ query })
    expect(await post(body, { 'x-veil-envelope': signedEnvelopeOf(supportOf(1), body) })).toEqual({ status: 200, body: { data: { invoice: { id: '1' } } } })
  })

  it('refuses one that came with another body, be it by a space', async () => {
    const body = JSON.stringify({ query })
    for (const other of [`${body} `, JSON.stringify({ query, variables: {} }), JSON.stringify({ query: query.replace('id }', 'id __typename }') })]) {
      expect(await post(other, { 'x-veil-envelope': signedEnvelopeOf(supportOf(1), body) })).toMatchObject({ body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } })
    }
  })

  it('refuses without one', async () => {
    expect(await post(JSON.stringify({ query }))).toMatchObject({ status: 200, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } })
  })

  it.each([
    ['no JSON', '{', 400, 'BAD_REQUEST'],
    ['no query', '{}', 400, 'BAD_REQUEST'],
    ['too large a body', JSON.stringify({ query: 'x'.repeat(5_000_000) }), 413, 'BODY_TOO_LARGE'],
  ])('refuses %s', async (_name, body, status, code) => {
    expect(await post(body)).toMatchObject({ status, body: { errors: [{ extensions: { code } }] } })
  })

  it('has no other method and no other path', async () => {
    expect((await fetch(`${server.url}/graphql`)).status).toBe(405)
    expect((await fetch(`${server.url}/other`)).status).toBe(404)
  })

  it('says whether it lives and whether its database answers', async () => {
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(200)
    isReady = false
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503)
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200)
  })
})

describe('the door for messages', () => {
  const message = { brandId: randomUUID(), id: randomUUID(), module: 'identity', type: 'identity.user.changed.v1', payload: '{"n": 1.50}' }
  const had: OutboxMessage[] = []
  const taking: Receiver = {
    name: 'test', takes: () => true,
    async receive(messages) {
      had.push(...messages)
      return messages.map(({ id }) => ({ id, outcome: 'TAKEN' }))
    },
  }
  const { envelope: ring } = fixtureKeys
  let door: SubgraphServer

  beforeAll(async () => {
    door = await serveHttp({ host: '127.0.0.1', port: 0, subgraph: fixtureSubgraph('billing', { pool: fakePool(async () => ({ rows: [], rowCount: 0 })) }), isReady: async () => true, events: { audience: 'billing', ring, receivers: [taking] } })
  })
  afterAll(() => door.stop())

  it('takes those of a relay of ours', async () => {
    const receiver = httpReceiver({ name: 'billing', url: () => `${door.url}/events`, ring, takes: () => true })
    expect(await receiver.receive([message])).toEqual([{ id: message.id, outcome: 'TAKEN' }])
    expect(had).toEqual([message])
  })

  it('takes many in several bodies', async () => {
    const many = Array.from({ length: 40 }, () => ({ ...message, id: randomUUID(), payload: JSON.stringify({ text: 'x'.repeat(200_000) }) }))
    const receiver = httpReceiver({ name: 'billing', url: () => `${door.url}/events`, ring, takes: () => true })
    expect(await receiver.receive(many)).toHaveLength(40)
  })

  it('is shut for everybody else', async () => {
    const other = httpReceiver({ name: 'audit', url: () => `${door.url}/events`, ring, takes: () => true })
    await expect(other.receive([message])).rejects.toMatchObject({ code: 'HTTP_401' })
    expect((await fetch(`${server.url}/events`, { method: 'POST', body: '{}' })).status).toBe(404)
  })
})
