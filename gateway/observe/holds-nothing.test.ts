import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { metricsPage } from '../../schema/observe/metrics-page.ts'
import { startTracing } from '../../schema/observe/start-tracing.ts'
import type { Tracing } from '../../schema/observe/start-tracing.ts'
import { clearBudgets } from '../e2e/harness/clear-budgets.ts'
import { openDoor } from '../e2e/harness/door.ts'
import { readCases, runCase } from '../e2e/harness/read-cases.ts'
import { openTarget } from '../hostile/open-target.ts'
import type { OpenTarget } from '../hostile/open-target.ts'
import { runAttacks } from '../hostile/run-attacks.ts'
import { openCollector } from './testing/collector.ts'
import type { Collector } from './testing/collector.ts'
import { sensitiveValues, valuesIn } from './testing/sensitive-values.ts'

const LOAD_MS = 240_000
const MOST_LINES = 3_000
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i

let target: OpenTarget
let collector: Collector
let tracing: Tracing | undefined
let values: ReadonlySet<string>
let page = ''
let labels: readonly string[] = []

beforeAll(async () => {
  await clearBudgets()
  values = await sensitiveValues(testDatabase().superuserUrl)
  collector = await openCollector()
  tracing = await startTracing('veilgraph-gateway', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: undefined, VEIL_TRACE_RATIO: 1 })
  target = await openTarget(testDatabase())
  const door = openDoor(target.url, target.keys.envelope)
  for (const example of readCases()) for (const persona of example.expected.keys()) await runCase(door, example, persona)
  await Promise.all([...values].slice(0, 500).map(value => target.send({
    body: JSON.stringify({ query: `query Zoe_Canary($zoe_canary: String) { zoe_canary: workspaces(first: 1, filter: { region: { eq: ${JSON.stringify(value)} } }) { totalCount } __typename @zoe_canary }`, variables: { zoe_canary: value }, operationName: 'Zoe_Canary' }),
    headers: { 'apollographql-client-name': 'zoe_canary', 'x-request-id': 'zoe_canary', traceparent: 'zoe_canary', 'user-agent': 'zoe_canary', 'x-veil-purpose': 'zoe_canary' },
  })))
  await runAttacks(target, { isLong: false, pings: 20 })
  ;({ text: page } = await metricsPage())
  labels = [...page.matchAll(/(\w+)="([^"]*)"/g)].map(([, , value = '']) => value)
  await tracing?.stop()
}, LOAD_MS)
afterAll(async () => {
  await target.stop()
  await collector.stop()
})

describe('after a load of personas and attackers', () => {
  it('the labels of all metrics say nothing of the data or of the requests', () => {
    expect(values.size).toBeGreaterThan(500)
    expect(page).toMatch(/veil_requests_total\{kind="query",code="OK"\} [1-9]\d/)
    const said = [...new Set(labels)].join('\n')
    expect(valuesIn(said, values)).toEqual([])
    expect(said).not.toMatch(/zoe|canary/i)
    expect(said).not.toMatch(UUID)
    printFigure(`metrics: ${labels.length} label values (${new Set(labels).size} different), none of ${values.size} sensitive values of the demo data among them`)
  })

  it('there are few series', () => {
    const series = page.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    expect(series.length).toBeLessThan(MOST_LINES)
    printFigure(`metrics: ${series.length} series after the load`)
  })

  it('the traces say nothing of them either', () => {
    const said = [...new Set(collector.spans.flatMap(({ name, attributes }) => [name, ...Object.values(attributes)]))].join('\n')
    expect(collector.spans.length).toBeGreaterThan(500)
    expect(valuesIn(said, values)).toEqual([])
    expect(collector.received()).not.toMatch(/zoe_canary/i)
    expect(said).not.toMatch(UUID)
    printFigure(`traces: ${collector.spans.length} spans, none of ${values.size} sensitive values in them`)
  })

  it('a value would be found', () => {
    const [value = ''] = [...values].filter(one => one.length > 10)
    expect(valuesIn(`x\n${value}\ny`, values)).toContain(value)
  })
})
