import { afterEach, describe, expect, it } from 'vitest'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { serveAnything, serveSubgraph } from '../fixture/subgraph-server.ts'
import type { SubgraphServer } from '../fixture/subgraph-server.ts'
import { httpLink } from './http-link.ts'
import { inProcessLink } from './in-process-link.ts'
import type { SubgraphLink } from './subgraph-link.ts'

const ANSWER_MS = 400

const link = (name: string, url: string, keys: KeyRing | undefined): SubgraphLink => httpLink({ name, url, keys, connectMs: 200, answerMs: ANSWER_MS, connections: 4 })

const running: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

/** The fixture with `people` in process and `billing` wherever the test says. */
const withBilling = async (billing: (people: FixtureGateway['graph']) => Promise<SubgraphServer> | SubgraphServer, isForeign = false): Promise<FixtureGateway> => {
  const started = await fixtureGateway({}, {}, async graph => {
    const server = await billing(graph)
    running.push(server)
    const [people] = graph.subgraphs
    return [...(people ? [inProcessLink(people)] : []), link('billing', server.url, isForeign ? undefined : graph.keys)]
  })
  running.unshift(started.gateway)
  return started
}

const QUERY = '{ users { nodes { name total: cardLast4 } } invoices { nodes { id } } }'

const OUTAGE = { code: 'SUBGRAPH_UNAVAILABLE' }

describe('a subgraph behind HTTP', () => {
  it('is asked with the envelope and the request id, and answers like one in process', async () => {
    const gateway = await withBilling(graph => {
      const billing = graph.subgraphs[1]
      if (!billing) throw new Error('no billing')
      return serveSubgraph(billing)
    })
    const { body } = await gateway.ask('{ invoices { nodes { id user { name } } } }', { headers: { 'x-request-id': 'over-http-1' } })
    expect(body.errors).toBeUndefined()
    expect(body.data).toMatchObject({ invoices: { nodes: expect.arrayContaining([{ id: 'i1', user: { name: 'n1' } }]) } })
    expect(gateway.graph.seen.find(({ subgraph }) => subgraph === 'billing')?.envelope.requestId).toBe('over-http-1')
  })

  it('is asked by every fetch with an envelope of its own', async () => {
    const envelopes: unknown[] = []
    const gateway = await withBilling(() => serveAnything((request, response) => {
      envelopes.push(request.headers['x-veil-envelope'])
      response.end('{"data":{"_entities":[null,null,null,null,null]}}')
    }))
    await gateway.ask('{ users { nodes { total: cardLast4 } } a: contacts { ... on User { total: cardLast4 } } }', { as: 'support_lead' })
    expect(envelopes.length).toBeGreaterThan(1)
    expect(new Set(envelopes).size).toBe(envelopes.length)
  })

  it('that is not ours gets no envelope, which our own subgraphs would believe', async () => {
    const headers: unknown[] = []
    const gateway = await withBilling(() => serveAnything((request, response) => {
      headers.push(request.headers)
      response.end('{"data":null}')
    }), true)
    await gateway.ask('{ invoices { nodes { id } } }')
    expect(headers).toHaveLength(1)
    expect(JSON.stringify(headers)).not.toMatch(/envelope|authorization/)
  })

  it.each([
    ['is down', async () => {
      const gone = await serveAnything(() => {})
      await gone.stop()
      return { ...gone, stop: async () => {} }
    }],
    ['accepts and never answers', () => serveAnything(() => {})],
    ['begins to answer and never ends', () => serveAnything((_, response) => void response.write('{"data":'))],
    ['hangs up', () => serveAnything(request => request.socket.destroy())],
    ['answers with HTML', () => serveAnything((_, response) => void response.end('<html>secret</html>'))],
    ['answers with something else than GraphQL', () => serveAnything((_, response) => void response.end('{"hello":1}'))],
    ['answers with a list', () => serveAnything((_, response) => void response.end('[]'))],
    ['answers with a status of 500', () => serveAnything((_, response) => void response.writeHead(500).end('{"errors":[{"message":"secret"}]}'))],
  ])('that %s leaves the rest of the answer, in bounded time', async (_, broken) => {
    const gateway = await withBilling(broken)
    const started = performance.now()
    const { status, body, text } = await gateway.ask(QUERY)
    expect(performance.now() - started).toBeLessThan(3000)
    expect(status).toBe(200)
    expect(body.data).toBeNull()
    expect(body.errors?.map(({ path, extensions }) => ({ path, ...extensions })))
      .toEqual(expect.arrayContaining([{ path: ['invoices'], ...OUTAGE }]))
    expect(text).not.toMatch(/secret|ECONN|undici|127\.0\.0\.1/)
  })

  it('that is down takes only its own fields with it, and the error stands at the first of them', async () => {
    const gateway = await withBilling(() => serveAnything(request => request.socket.destroy()))
    const { body } = await gateway.ask('{ users { nodes { name cardLast4 } } }', { as: 'support_lead' })
    expect(body.data).toMatchObject({ users: { nodes: expect.arrayContaining([{ name: 'n0', cardLast4: null }]) } })
    expect(body.errors).toMatchObject([{ path: ['users', 'nodes', 0], extensions: OUTAGE }])
  })

  it('that was never there makes the gateway not ready', async () => {
    const gateway = await withBilling(() => serveAnything(request => request.socket.destroy()))
    const response = await fetch(`${gateway.gateway.url}/health/ready`)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ status: 'waiting', parts: { subgraphs: { people: 'READY', billing: 'DOWN' } } })
  })

  it('that refuses the envelope is a fault of ours and does not tell the caller to sign in', async () => {
    const gateway = await withBilling(() => serveAnything((_, response) => void response.end('{"errors":[{"message":"no","extensions":{"code":"UNAUTHENTICATED"}}]}')))
    expect((await gateway.ask('{ invoices { nodes { id } } }')).body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' })
  })
})
