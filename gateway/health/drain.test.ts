import { Agent, request } from 'undici'
import { afterEach, describe, expect, it } from 'vitest'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { serveAnything } from '../fixture/subgraph-server.ts'
import { guardedLink } from '../sources/guard/guarded-link.ts'
import { httpLink } from '../sources/http-link.ts'
import { inProcessLink } from '../sources/in-process-link.ts'
import { serveHttp } from '../../subgraphs/engine/serve-http.ts'
import type { SubgraphServer } from '../../subgraphs/engine/serve-http.ts'

// gateways, client and load share one processor here
const GRACE_MS = 800
const QUERY = JSON.stringify({ query: '{ users { nodes { id name } } invoices { nodes { id } } }' })

const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** Keeps its connections, asks whoever is ready, looks for that now and then: what stands before gateways does the same. */
const twoTargetClient = (urls: readonly string[], token: string) => {
  const agent = new Agent({ connections: 4 })
  let ready = urls
  let looked: Promise<void> = Promise.resolve()
  const lookOnce = async () => {
    const states = await Promise.all(urls.map(url => request(`${url}/health/ready`, { dispatcher: agent }).then(async ({ statusCode, body }) => (await body.dump(), statusCode === 200), () => false)))
    ready = urls.filter((_, at) => states[at])
  }
  const look = () => looked = looked.then(lookOnce)
  const looking = setInterval(() => void look(), GRACE_MS / 8)
  let turn = 0
  return {
    look,
    async ask(): Promise<string> {
      const url = ready[turn++ % ready.length]
      try {
        const { statusCode, body } = await request(`${url}/graphql`, { dispatcher: agent, method: 'POST', body: QUERY, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })
        const text = await body.text()
        return statusCode === 200 && !text.includes('"errors"') ? 'DONE' : `${statusCode} ${text}`
      } catch (failure) {
        return String(failure instanceof Error && 'code' in failure ? failure.code : failure)
      }
    },
    async stop() {
      clearInterval(looking)
      await agent.close()
    },
  }
}

/** Four askers until it is over; how often each outcome came. */
const underLoad = async (ask: () => Promise<string>, during: () => Promise<void>): Promise<Readonly<Record<string, number>>> => {
  const counts: Record<string, number> = {}
  let isOver = false
  const askers = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const outcome = await ask()
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
  })
  await during()
  isOver = true
  await Promise.all(askers)
  return counts
}

describe('a rolling restart under load loses no request', () => {
  it('of gateways behind a client that asks who is ready', async () => {
    const first = await fixtureGateway({ drainMs: GRACE_MS })
    const { keys, graph } = first
    const start = (port = 0): Promise<FixtureGateway> => fixtureGateway({ drainMs: GRACE_MS, authenticate: async caller => (await import('../fixture/claims-authenticator.ts')).claimsAuthenticator(keys)(caller), port })
    let [one, two] = [first.gateway, (await start()).gateway]
    expect(graph.subgraphs.length).toBeGreaterThan(1)
    const client = twoTargetClient([one.url, two.url], await first.tokenFor('support'))
    stops.push(client.stop, () => one.stop(), () => two.stop())
    await client.look()
    const counts = await underLoad(client.ask, async () => {
      const restart = async (gateway: typeof one) => {
        const { port } = new URL(gateway.url)
        await gateway.stop()
        const { gateway: again } = await start(Number(port))
        await client.look()
        return again
      }
      one = await restart(one)
      two = await restart(two)
    })
    expect(Object.keys(counts)).toEqual(['DONE'])
    expect(counts.DONE).toBeGreaterThan(10)
  })

  it('of the two processes of a subgraph', async () => {
    const servers: SubgraphServer[] = []
    let again: ((at: number) => Promise<void>) | undefined
    const fixture = await fixtureGateway({}, {}, async graph => {
      const [people, billing] = graph.subgraphs
      if (!people || !billing) throw new Error('The fixture has two subgraphs.')
      const serve = (port: number) => serveHttp({ host: '127.0.0.1', port, subgraph: billing, isReady: async () => true, drainMs: GRACE_MS })
      servers.push(await serve(0), await serve(0))
      const [first, second] = servers.map(({ url }) => httpLink({ name: 'billing', url: `${url}/graphql`, keys: graph.keys, connectMs: 300, answerMs: 2000, connections: 4 }))
      if (!first || !second) throw new Error('There are two.')
      again = async at => {
        const old = servers[at]
        if (!old) throw new Error('There is none.')
        await old.stop()
        await new Promise(resolve => setTimeout(resolve, 100))
        servers[at] = await serve(Number(new URL(old.url).port))
      }
      return [inProcessLink(people), guardedLink([first, second], { answerMs: 2000, running: 8, waiting: 50, retries: 2, retryRatio: 0.1, failures: 5, pauseMs: 200 })]
    })
    stops.push(() => fixture.gateway.stop(), ...servers.map(server => () => server.stop()))
    const client = twoTargetClient([fixture.gateway.url], await fixture.tokenFor('support'))
    stops.unshift(client.stop)
    const counts = await underLoad(client.ask, async () => {
      await again?.(0)
      await again?.(1)
    })
    expect(Object.keys(counts)).toEqual(['DONE'])
    expect(counts.DONE).toBeGreaterThan(10)
  })
})

describe('a gateway that was told to stop', () => {
  it('is not ready at once, answers for the grace, and ends the connection with every answer', async () => {
    const { gateway, tokenFor } = await fixtureGateway({ drainMs: GRACE_MS })
    const token = await tokenFor('support')
    const stopped = gateway.stop()
    const ready = await request(`${gateway.url}/health/ready`)
    expect(ready.statusCode).toBe(503)
    expect(await ready.body.json()).toMatchObject({ status: 'draining' })
    const { statusCode, headers, body } = await request(`${gateway.url}/graphql`, { method: 'POST', body: QUERY, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } })
    expect([statusCode, headers.connection, await body.json()]).toMatchObject([200, 'close', { data: { users: {} } }])
    expect((await request(`${gateway.url}/health/live`)).statusCode).toBe(200)
    await stopped
    await expect(request(`${gateway.url}/health/live`)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})

describe('a gateway whose subgraph is lost', () => {
  it('is degraded, and still sent requests', async () => {
    const server = await serveAnything((_, response) => void response.end('{}'))
    const { gateway } = await fixtureGateway({}, {}, async graph => {
      const [people] = graph.subgraphs
      return [...(people ? [inProcessLink(people)] : []), httpLink({ name: 'billing', url: server.url, keys: graph.keys, connectMs: 300, answerMs: 500, connections: 2 })]
    })
    stops.push(() => gateway.stop())
    expect(await (await request(`${gateway.url}/health/ready`)).body.json()).toMatchObject({ status: 'ready' })
    await server.stop()
    await new Promise(resolve => setTimeout(resolve, 600))
    const { statusCode, body } = await request(`${gateway.url}/health/ready`)
    expect([statusCode, await body.json()]).toMatchObject([200, { status: 'degraded', parts: { subgraphs: { people: 'READY', billing: 'DOWN' } } }])
  })
})
