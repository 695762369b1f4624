import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import { printFigure } from '../../prisma/database/walls/print-figure.ts'
import { atPath, listAt } from './harness/at-path.ts'
import { clearBudgets } from './harness/clear-budgets.ts'
import { findFaults } from './harness/find-faults.ts'
import { openDistributed } from './harness/open-distributed.ts'
import type { Distributed } from './harness/open-distributed.ts'
import { readCases, runCase } from './harness/read-cases.ts'

const START_MS = 120_000
const BOUND_MS = 8_000

let graph: Distributed

beforeAll(async () => {
  await clearBudgets()
  const started = performance.now()
  graph = await openDistributed(testDatabase())
  printFigure(`distributed: ${graph.processes().size} processes from docker-compose.yml, ready after ${((performance.now() - started) / 1000).toFixed(1)} s`)
}, START_MS)
afterAll(() => graph.stop())

const query = (text: string, values: readonly unknown[]) => withClient(testDatabase().superuserUrl, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows)

describe('the processes of docker-compose.yml', () => {
  it('are one for each subgraph and the gateway', () => {
    expect([...graph.processes().keys()].filter((args) => args.includes('subgraphs/serve.ts')).length).toBeGreaterThan(7)
    expect([...graph.processes().keys()].filter((args) => args.includes('gateway/main.ts'))).toHaveLength(1)
  })

  it('print no key and no value', () => {
    expect(graph.printed()).not.toMatch(/AAAA|BAQE|AgIC|[A-Za-z0-9+/]{40}=|@example|Bearer/)
  })

  describe.each(readCases())('answer $name', (example) => {
    it.each([...example.expected])('to %s with the same bytes as one process', async (persona, file) => {
      expect(await runCase(graph, example, persona)).toBe(readFileSync(file, 'utf8'))
    })
  })

  it('refuse what one process refuses', async () => {
    const bad = [
      await graph.ask('query ($n: Int) { workspaces(first: $n) { totalCount } }', { variables: { n: 1_000_000 } }), await graph.ask('{ workspaces(first: 1, after: "x") { totalCount } }'),
      await graph.ask('{ workspaces { totalCount } }', { headers: { authorization: 'Bearer x.y.z' } }), await graph.ask('query ($f: WorkspaceFilter) { workspaces(filter: $f) { totalCount } }', { variables: { f: { region: { eq: '\u0000' } } } }),
    ]
    expect(bad.map(({ codes }) => codes)).toEqual([['PAGE_TOO_LARGE'], ['BAD_CURSOR'], ['UNAUTHENTICATED'], ['VALIDATION_FAILED']])
    expect(bad.flatMap((answer) => findFaults(answer))).toEqual([])
  })

  it('take no request past the gateway: a subgraph without an envelope answers nothing', async () => {
    const gateway = new URL(graph.url)
    for (let n = 101; n <= 108; n++) {
      const response = await fetch(`http://127.0.0.1:${Number(gateway.port) + n}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: '{ __typename _service { sdl } }' }) })
      expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] })
    }
  })

  it('bring what one of them has recorded and announced to those whom it concerns', async () => {
    const [brandId, grantId, recordId] = [randomUUID(), randomUUID(), randomUUID()]
    const event = {
      id: randomUUID(), type: 'audit.break_glass.started.v1', occurredAt: new Date().toISOString(), brandId, aggregateType: 'BreakGlassGrant', aggregateId: grantId, aggregateVersion: 1,
      data: {
        principalPersonId: randomUUID(), subjectPersonId: randomUUID(), categories: ['CONTACT'], purpose: 'SECURITY',
        startsAt: '2026-03-01T10:00:00.000Z', expiresAt: '2026-03-01T10:30:00.000Z', reviewDueAt: '2026-03-02T10:00:00.000Z',
      },
    }
    const record = { id: recordId, occurredAt: new Date().toISOString(), actorType: 'SYSTEM', actorId: 'test', eventType: 'billing.job.ran', brandId, details: {} }
    const queue = (schema: string, { destination, payload }: { readonly destination: string; readonly payload: object }): Promise<unknown> => query(
      `insert into ${schema}.outbox (brand_id, aggregatetype, aggregateid, type, payload, destination) values ($1::uuid, 'Test', $1::text, $2, $3, $4)`,
      [brandId, destination === 'audit' ? 'audit.recorded.v1' : event.type, JSON.stringify(payload), destination])
    await Promise.all([queue('audit', { destination: 'events', payload: event }), queue('billing', { destination: 'audit', payload: record })])
    await expect.poll(() => query('select id from gateway.break_glass where id = $1', [grantId]), { timeout: BOUND_MS }).toHaveLength(1)
    await expect.poll(() => query('select source_module from audit.audit_logs where source_event_id = $1', [recordId]), { timeout: BOUND_MS }).toEqual([{ source_module: 'billing' }])
  })

  it('go on without the one that was killed, and the answer has what the others know', async () => {
    const [, billing = 0] = [...graph.processes()].find(([args]) => args.includes('serve.ts billing')) ?? []
    expect(billing).toBeGreaterThan(0)
    process.kill(billing, 'SIGKILL')
    const started = performance.now()
    const answer = await graph.ask('{ workspaces(first: 2) { nodes { region invoices(first: 1) { nodes { id } } supportTickets(first: 1) { totalCount } } } plans { totalCount } }')
    expect(performance.now() - started).toBeLessThan(BOUND_MS)
    expect(listAt(answer.data, 'workspaces', 'nodes').map((node) => [typeof atPath(node, 'region'), atPath(node, 'invoices'), typeof atPath(node, 'supportTickets', 'totalCount')])).toEqual([['string', null, 'number'], ['string', null, 'number']])
    expect(new Set(answer.codes)).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']))
    expect(findFaults(answer)).toEqual([])
    // the others answer: it is sent requests as before
    const ready = await fetch(`${graph.url}/health/ready`)
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'degraded', parts: { subgraphs: { billing: 'DOWN', identity: 'READY' } } }])
    expect((await fetch(`${graph.url}/health/live`)).status).toBe(200)
  })

  it('end together', async () => {
    const running = [...graph.processes().values()]
    await graph.stop()
    const alive = running.filter((pid) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    })
    expect(running.length).toBeGreaterThan(7)
    expect(alive).toEqual([])
  })
})
