import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metricsText } from '../../schema/observe/metrics.ts'
import { startTracing } from '../../schema/observe/start-tracing.ts'
import type { Tracing } from '../../schema/observe/start-tracing.ts'
import { readNetworks } from '../authenticate/networks.ts'
import { fixtureGateway } from '../fixture/fixture-gateway.ts'
import type { FixtureGateway } from '../fixture/fixture-gateway.ts'
import { openCollector } from './testing/collector.ts'
import type { Collector } from './testing/collector.ts'

const TRACE = '0af7651916cd43dd8448eb211c80319c'
const SAMPLED = `00-${TRACE}-b7ad6b7169203331-01`

let collector: Collector
let tracing: Tracing | undefined
let behindProxy: FixtureGateway
let open: FixtureGateway

beforeAll(async () => {
  collector = await openCollector()
  // nothing but what a proxy of ours has decided
  tracing = await startTracing('veilgraph-gateway', { OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, OTEL_EXPORTER_OTLP_HEADERS: undefined, VEIL_TRACE_RATIO: 0 })
  behindProxy = await fixtureGateway({ trustedProxies: readNetworks(['127.0.0.1', '::1']) })
  open = await fixtureGateway()
})
afterAll(async () => {
  await Promise.all([behindProxy.gateway.stop(), open.gateway.stop()])
  await collector.stop()
})

const valueOf = async (line: string): Promise<number> => Number(new RegExp(`^${line.replace(/[{}]/g, '\\$&')} (.*)$`, 'm').exec(await metricsText())?.[1] ?? 0)

describe('the trace of a caller', () => {
  it('is joined behind a proxy of ours only, and only where it is one', async () => {
    for (const traceparent of [SAMPLED, `${SAMPLED}-x`, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, `00-${TRACE}-b7ad6b7169203331-00`, 'zoe']) await behindProxy.ask('{ __typename }', { headers: { traceparent } })
    await open.ask('{ __typename }', { headers: { traceparent: SAMPLED } })
    await tracing?.stop()
    expect(collector.spans.filter(({ name }) => name === 'request').map(({ traceId, parentId }) => ({ traceId, parentId }))).toEqual([{ traceId: TRACE, parentId: 'b7ad6b7169203331' }])
  })
})

describe('requests', () => {
  it('are counted by what became of them', async () => {
    const counts = () => Promise.all(['{kind="query",code="OK"}', '{kind="none",code="UNAUTHENTICATED"}', '{kind="none",code="BAD_REQUEST"}'].map(labels => valueOf(`veil_requests_total${labels}`)))
    const before = await counts()
    await open.ask('{ __typename }')
    await open.ask('{ __typename }', { headers: { authorization: 'Bearer zoe' } })
    await fetch(`${open.gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' })
    const grown = async () => (await counts()).map((value, at) => value - (before[at] ?? 0))
    await expect.poll(grown).toEqual([1, 1, 1])
  })

  it('are no longer under way when their caller has gone', async () => {
    expect(await valueOf('veil_requests_in_flight')).toBe(0)
    const { hostname, port } = new URL(open.gateway.url)
    const socket = connect(Number(port), hostname)
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{')
    await expect.poll(() => valueOf('veil_requests_in_flight')).toBe(1)
    socket.destroy()
    await expect.poll(() => valueOf('veil_requests_in_flight')).toBe(0)
  })
})
