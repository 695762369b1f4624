import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { startTracing } from '../../schema/observe/start-tracing.ts'
import type { Tracing } from '../../schema/observe/start-tracing.ts'
import { openWorld } from '../e2e/harness/open-world.ts'
import type { World } from '../e2e/harness/open-world.ts'
import { openCollector } from './testing/collector.ts'
import type { Collector } from './testing/collector.ts'
import { spanTree } from './testing/span-tree.ts'

const QUERY = `query Zoe_Secret($zoe_first: Int) {
  workspaces(first: $zoe_first, filter: { not: { region: { eq: "zoe-secret-region" } } }) { nodes { zoe_alias: name subscriptions(first: 1) { nodes { status } } } }
}`
const FOREIGN = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

let collector: Collector
let world: World
let tracing: Tracing | undefined

beforeAll(async () => {
  collector = await openCollector()
  tracing = await startTracing('veilgraph-gateway', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%20b', VEIL_TRACE_RATIO: 1 })
  world = await openWorld(testDatabase())
})
afterAll(async () => {
  await world.stop()
  await collector.stop()
})

describe('the traces of a gateway with its subgraphs in one process', () => {
  it('are one tree a request, down to the statements, and hold nothing but listed words', async () => {
    const answer = await world.ask(QUERY, { as: 'admin', variables: { zoe_first: 2 }, headers: { traceparent: FOREIGN, tracestate: 'zoe=secret', baggage: 'zoe=secret', 'x-request-id': 'zoe-secret-request' } })
    expect(answer.codes).toEqual([])
    await world.ask('{ workspaces(first: 2, filter: { region: { nope: "zoe-secret" } }) { totalCount } }')
    await world.ask('{ zoe_secret', { headers: { authorization: 'Bearer zoe-secret' } })
    await world.ask('{ zoe_secret: __typename }', { headers: { authorization: 'Bearer zoe-secret' } })
    await tracing?.stop()
    const [first] = collector.spans.filter(({ name }) => name === 'request')
    expect(spanTree(collector.spans, first?.traceId ?? '')).toMatchInlineSnapshot(`
      "request (veilgraph-gateway)
        authenticate (veilgraph-gateway)
        fetch billing (veilgraph-gateway)
          subgraph billing (veilgraph-gateway)
            sql (veilgraph-gateway)
        fetch organization (veilgraph-gateway)
          subgraph organization (veilgraph-gateway)
            sql (veilgraph-gateway)
        parse (veilgraph-gateway)
        plan (veilgraph-gateway)
        policy (veilgraph-gateway)"
    `)
    expect(collector.spans.filter(({ name }) => name === 'request').map(({ parentId, attributes: { 'veil.hash': hash, ...rest } }) => ({ parentId, hash: hash !== undefined, ...rest }))).toMatchInlineSnapshot(`
      [
        {
          "hash": true,
          "parentId": undefined,
          "veil.code": "OK",
          "veil.kind": "query",
          "veil.principal": "PERSON",
        },
        {
          "hash": false,
          "parentId": undefined,
          "veil.code": "GRAPHQL_VALIDATION_FAILED",
          "veil.kind": "query",
          "veil.principal": "PERSON",
        },
        {
          "hash": false,
          "parentId": undefined,
          "veil.code": "UNAUTHENTICATED",
          "veil.kind": "none",
        },
        {
          "hash": false,
          "parentId": undefined,
          "veil.code": "UNAUTHENTICATED",
          "veil.kind": "none",
        },
      ]
    `)
  })

  it('tell of statements by the names under which they are prepared', () => {
    const statements = collector.spans.filter(({ name }) => name === 'sql')
    expect(statements.length).toBeGreaterThan(1)
    for (const { attributes } of statements) expect(attributes['veil.statement'] ?? 'v00000000000000000000').toMatch(/^v[0-9a-f]{20}$/)
  })

  it('hold no word of the client, whoever says it', () => {
    expect(collector.received()).toContain('"x-key":"a b"')
    expect(collector.received().toLowerCase()).not.toMatch(/zoe|0af7651916cd43dd8448eb211c80319c/)
  })

  it('end with the collector', async () => {
    const before = collector.spans.length
    expect((await world.ask(QUERY, { as: 'admin' })).codes).toEqual([])
    expect(collector.spans).toHaveLength(before)
  })
})
