import { getIntrospectionQuery } from 'graphql'
import { serverAudits } from 'graphql-http'
import { gzipSync } from 'node:zlib'
import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureGateway } from './fixture/fixture-gateway.ts'
import type { FixtureGateway } from './fixture/fixture-gateway.ts'
import { inProcessLink } from './sources/in-process-link.ts'

let gateway: FixtureGateway

beforeAll(async () => {
  gateway = await fixtureGateway()
})
afterAll(() => gateway.gateway.stop())

const send = async (init: RequestInit, path = '/graphql'): Promise<{ status: number, headers: Headers, text: string, code: unknown }> => {
  const response = await fetch(`${gateway.gateway.url}${path}`, {
    method: 'POST', ...init, headers: { 'content-type': 'application/json', authorization: `Bearer ${await gateway.tokenFor('support')}`, ...init.headers },
  })
  const text = await response.text()
  const code: unknown = text.startsWith('{') ? JSON.parse(text).errors?.[0]?.extensions?.code : undefined
  return { status: response.status, headers: response.headers, text, code }
}

const json = (value: unknown): string => JSON.stringify(value)

describe('GraphQL over HTTP', () => {
  const authorized: typeof fetch = async (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), authorization: `Bearer ${await gateway.tokenFor('support')}`, 'apollo-require-preflight': 'yes' } })

  it('passes every audit of graphql-http', async () => {
    const audits = serverAudits({ url: () => `${gateway.gateway.url}/graphql`, fetchFn: authorized })
    const results = await Promise.all(audits.map(async audit => ({ name: audit.name, result: await audit.fn() })))
    expect(audits.length).toBeGreaterThanOrEqual(61)
    expect(results.filter(({ result }) => result.status !== 'ok').map(({ name }) => name)).toEqual([])
  })
})

describe('a body', () => {
  it('of five megabytes is refused with a code', async () => {
    const { status, code } = await send({ body: json({ query: `{ user(id: "${'x'.repeat(5_000_000)}") { id } }` }) })
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' })
  })

  it('that is refused for its size is not read to the end', async () => {
    const head = `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000000\r\n\r\n`
    const answer = await new Promise<string>(resolve => {
      const socket = net.connect(Number(new URL(gateway.gateway.url).port), '127.0.0.1', () => socket.write(head))
      socket.once('data', data => {
        resolve(String(data))
        socket.destroy()
      })
    })
    expect(answer).toContain('413')
  })

  it.each([
    ['no JSON', '{"query":', 400, 'BAD_REQUEST'],
    ['an array, as a batch', json([{ query: '{ broken }' }, { query: '{ broken }' }]), 400, 'BAD_REQUEST'],
    ['a string', '"x"', 400, 'BAD_REQUEST'],
    ['null', 'null', 400, 'BAD_REQUEST'],
    ['an empty object', '{}', 400, 'BAD_REQUEST'],
    ['a query that is no text', json({ query: { kind: 'Document' } }), 400, 'BAD_REQUEST'],
    ['a polluted prototype', '{"query":"{ broken }","__proto__":{"x":1}}', 400, 'BAD_REQUEST'],
    ['a persisted query that nobody sent', json({ extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } }), 404, 'PERSISTED_QUERY_NOT_FOUND'],
    ['a persisted query by no hash', json({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }), 400, 'BAD_REQUEST'],
  ])('that is %s is answered with a code', async (_, body, status, code) => {
    const answer = await send({ body })
    expect({ status: answer.status, code: answer.code }).toEqual({ status, code })
  })

  it('that is compressed is not inflated', async () => {
    const { status, code } = await send({ body: gzipSync(json({ query: '{ broken }' })), headers: { 'content-encoding': 'gzip' } })
    expect({ status, code }).toEqual({ status: 400, code: 'BAD_REQUEST' })
  })

  it('of a form is refused', async () => {
    const { status } = await send({ body: 'query=%7Bbroken%7D', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(status).toBe(415)
  })
})

describe('a request of another site', () => {
  it('without the header of the guard is refused', async () => {
    const { status, code } = await send({ method: 'GET', headers: { 'content-type': 'text/plain' } }, '/graphql?query=%7B__typename%7D')
    expect({ status, code }).toEqual({ status: 400, code: 'CSRF_REFUSED' })
  })

  it('gets no permission to read the answer', async () => {
    const { headers } = await send({ body: json({ query: '{ __typename }' }), headers: { origin: 'https://elsewhere.example' } })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('other methods', () => {
  it('are refused', async () => {
    expect((await send({ method: 'PUT', body: '{}' })).code).toBe('METHOD_NOT_ALLOWED')
  })

  it('GET runs queries, not mutations', async () => {
    const get = (query: string) => send({ method: 'GET', headers: { 'apollo-require-preflight': 'yes' } }, `/graphql?query=${encodeURIComponent(query)}`)
    expect((await get('{ user(id: "u1") { name } }')).status).toBe(200)
    const { status, code } = await get('mutation { rename(id: "u1", name: "x") { id } }')
    expect({ status, code }).toEqual({ status: 405, code: 'METHOD_NOT_ALLOWED' })
  })
})

describe('what is not served', () => {
  it('a landing page', async () => {
    const { status, text } = await send({ method: 'GET', headers: { accept: 'text/html' } }, '/graphql?query=%7B__typename%7D')
    expect(status).toBe(406)
    expect(text).not.toMatch(/<html|cdn|apollographql/i)
  })

  it('the query plan', async () => {
    const { text, status } = await send({ body: json({ query: '{ user(id: "u1") { name } }' }), headers: { 'apollo-query-plan-experimental': '1' } })
    expect(status).toBe(200)
    expect(text).not.toMatch(/QueryPlan|Fetch\(/)
  })

  it('the name of the software', async () => {
    const { headers } = await send({ body: json({ query: '{ __typename }' }) })
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('server')).toBeNull()
  })

  it('any other path', async () => {
    expect(await send({ method: 'GET' }, '/admin')).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })
})

describe('the request id', () => {
  it('is the one of the caller where it looks like one', async () => {
    expect((await send({ body: '{}', headers: { 'x-request-id': 'abc-12345' } })).headers.get('x-request-id')).toBe('abc-12345')
  })

  it('is a new one otherwise', async () => {
    expect((await send({ body: '{}', headers: { 'x-request-id': '<script>alert(1)</script>' } })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }'

  it('is open to everybody who is known in development', async () => {
    expect((await gateway.ask(query, { as: 'member' })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  })

  it('shows everybody outside of development what is of use to them, and a stranger nothing', async () => {
    const production = await fixtureGateway({ isDevelopment: false })
    expect((await production.ask(query, { as: 'member' })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } })
    expect((await production.ask(query, { headers: { authorization: 'Bearer nobody' } })).status).toBe(401)
    await production.gateway.stop()
  })

  it('of a graph of other people is for staff there, in fragments too', async () => {
    const production = await fixtureGateway({ isDevelopment: false }, { isForeign: true, isForeignSubgraph: () => true, isForeignField: () => true })
    expect((await production.ask(query, { as: 'analyst' })).status).toBe(200)
    expect((await production.ask(query, { as: 'member' })).body.errors?.[0]?.extensions.code).toBe('INTROSPECTION_REFUSED')
    const hidden = await production.ask('{ ...F } fragment F on Query { ... { t: __type(name: "User") { name } } }', { as: 'admin' })
    expect(hidden.body.errors?.[0]?.extensions.code).toBe('INTROSPECTION_REFUSED')
    expect((await production.ask('{ __typename }', { as: 'member' })).status).toBe(200)
    await production.gateway.stop()
  })

  it('as an explorer asks fits the limits', async () => {
    const { status, body } = await gateway.ask(getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true }))
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: undefined })
  })

  it('shows no label, and no coordinate that only the federation has', async () => {
    const { text } = await gateway.ask('{ __schema { types { name fields { name } } directives { name } } }')
    expect(text).not.toMatch(/_entities|_service|join__|sensitivity/)
  })
})

describe('health', () => {
  it('is live and ready without a token', async () => {
    expect(await (await fetch(`${gateway.gateway.url}/health/live`)).json()).toEqual({ status: 'live' })
    expect(await (await fetch(`${gateway.gateway.url}/health/ready`)).json()).toMatchObject({ status: 'ready', parts: { database: 'READY', supergraph: 'READY', policy: 'READY' } })
  })
})

describe('stopping', () => {
  it('finishes what is under way', async () => {
    let reach = (): void => {}
    const reached = new Promise<void>(resolve => { reach = resolve })
    const stopping = await fixtureGateway({}, {}, async ({ subgraphs }) => subgraphs.map(inProcessLink).map(link => ({
      ...link,
      async call(request, id) {
        reach()
        await new Promise(resolve => setTimeout(resolve, 200))
        return link.call(request, id)
      },
    })))
    const answer = stopping.ask('{ users { nodes { name } } }')
    await reached
    await stopping.gateway.stop()
    expect((await answer).status).toBe(200)
  })

  it('a port that is taken is told in one line', async () => {
    const port = Number(new URL(gateway.gateway.url).port)
    await expect(fixtureGateway({ port })).rejects.toThrow(`Port ${port} is taken.`)
  })
})
