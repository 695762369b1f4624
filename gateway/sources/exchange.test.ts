import { afterAll, beforeAll, expect, it } from 'vitest'
import { Pool } from 'undici'
import { serveAnything } from '../fixture/subgraph-server.ts'
import type { SubgraphServer } from '../fixture/subgraph-server.ts'
import { exchange } from './exchange.ts'

let server: SubgraphServer
let pool: Pool
const seen: string[] = []

beforeAll(async () => {
  server = await serveAnything((request, response) => {
    seen.push(request.url ?? '')
    if (request.url === '/silent') return
    response.setHeader('x-said', 'yes')
    response.write('{"data":{"name":"Zo')
    response.end('ë"}}')
  })
  pool = new Pool(new URL(server.url).origin, { connections: 1 })
})
afterAll(async () => {
  await pool.destroy()
  await server.stop()
})

const ask = (path: string, withinMs: number) => exchange(pool, { path, method: 'POST', headers: ['content-type', 'application/json'], body: '{}', withinMs })
const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length

it('reads the whole answer, a letter that came in two pieces too', async () => {
  expect(await ask('/', 5_000)).toMatchObject({ status: 200, text: '{"data":{"name":"Zoë"}}', headers: { 'x-said': 'yes' } })
})

it('leaves no timer behind that would hold on to what was asked', async () => {
  await ask('/', 60_000)
  const before = timers()
  for (let n = 0; n < 30; n++) await ask('/', 60_000)
  expect(timers()).toBeLessThanOrEqual(before)
})

it('gives up in time, also where it never got a connection, and then sends nothing', async () => {
  const silent = ask('/silent', 150).catch((cause: unknown) => String(cause))
  const waiting = ask('/waiting', 50).catch((cause: unknown) => String(cause))
  expect(await Promise.all([silent, waiting])).toEqual(Array.from({ length: 2 }, () => 'Error: There was no answer in time.'))
  expect(await ask('/', 5_000)).toMatchObject({ status: 200 })
  expect(seen).not.toContain('/waiting')
})
