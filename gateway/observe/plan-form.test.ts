import { OperationTypeNode, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import type { RequestEntry } from '../log.ts'
import { logRequests } from './log-requests.ts'
import { planForm, schemaNamesOnly } from './plan-form.ts'

const HOSTILE = `
  query ZoeSecret__billing__0($zoe: ID = "zoe", $list: [String] = ["zoe"]) @zoe(reason: "zoe") {
    zoe: invoices(first: 4711, filter: { memo: { eq: "zoe" }, and: [{ total: { gt: 4711 } }] }, payload: { zoe: 4711, is: true }) {
      nodes { zoe: id email @reveal(reason: "zoe", purpose: SUPPORT) ...ZoeParts ... on Invoice @include(if: $zoe) { total } }
    }
    _entities(representations: $zoe) { __typename }
  }
  fragment ZoeParts on Invoice { number zoe2: memo(in: [4711, null, true, """zoe""", OTHER]) }`

describe('the form of a plan', () => {
  it('keeps the names of the schema and no word of the client', () => {
    const form = schemaNamesOnly(parse(HOSTILE.replace('@zoe(reason: "zoe")', '')))
    expect(form).toMatchInlineSnapshot(`"{ invoices(first: _, filter: _, payload: _) { nodes { id email @reveal(reason: _, purpose: _) ...f0 ... on Invoice @include(if: _) { total } } } _entities(representations: _) { __typename } } fragment f0 on Invoice { number memo(in: _) }"`)
    expect(form).not.toMatch(/zoe|4711|SUPPORT|true|null|OTHER/i)
  })

  it('shows who is asked in which order', () => {
    const fetch = (serviceName: string) => ({ kind: 'Fetch' as const, serviceName, operation: '{ zoe: user(id: "zoe") { id } }', operationKind: OperationTypeNode.QUERY, variableUsages: ['zoe'], operationName: 'Zoe' })
    const plan = { kind: 'QueryPlan' as const, node: { kind: 'Sequence' as const, nodes: [fetch('identity'), { kind: 'Parallel' as const, nodes: [{ kind: 'Flatten' as const, path: ['zoe', '@'], node: fetch('billing') }, fetch('audit')] }] } }
    expect(planForm(plan)).toEqual(['sequence', '  fetch identity { user(id: _) { id } }', '  parallel', '    fetch billing { user(id: _) { id } }', '    fetch audit { user(id: _) { id } }'])
    expect(planForm({ kind: 'QueryPlan' })).toEqual([])
  })
})

describe('the log of slow operations', () => {
  const entry = (durationMs: number): RequestEntry => ({
    requestId: 'request-1', traceId: 'a'.repeat(32), operationName: 'Invoices', operationHash: 'b'.repeat(64), principal: undefined, codes: ['TIMEOUT'], durationMs,
    plan: { kind: 'QueryPlan', node: { kind: 'Fetch', serviceName: 'identity', operation: HOSTILE.replace('@zoe(reason: "zoe")', ''), operationKind: OperationTypeNode.QUERY, operationName: 'Zoe' } },
  })
  const listening = (level?: string) => {
    const lines: string[] = []
    return { lines, log: createLog(level, { write: line => void lines.push(line) }) }
  }

  it('has a line for each that takes too long, at most so many a minute', () => {
    const { lines, log } = listening()
    let now = 0
    const write = logRequests(log, { VEIL_SLOW_MS: 100, VEIL_SLOW_PER_MINUTE: 2 }, () => now)
    for (const ms of [99, 100, 5_000, 200]) write?.(entry(ms))
    expect(lines.map(line => JSON.parse(line).ms)).toEqual([100, 5_000])
    now = 60_000
    write?.(entry(300))
    const { time, level, plan, ...fields } = JSON.parse(lines[2] ?? '{}')
    expect(fields).toEqual({ service: 'veilgraph-gateway', requestId: 'request-1', traceId: 'a'.repeat(32), operation: 'Invoices', hash: 'b'.repeat(64), clearances: [], codes: ['TIMEOUT'], ms: 300, msg: 'slow operation' })
    expect(plan).toHaveLength(1)
    expect(lines.join()).not.toMatch(/zoe|4711/i)
  })

  it('stands beside the lines of all requests, and can be switched off', () => {
    const quiet = listening()
    expect(logRequests(quiet.log, { VEIL_SLOW_MS: 0, VEIL_SLOW_PER_MINUTE: 1 })).toBeUndefined()
    const { lines, log } = listening('info')
    logRequests(log, { VEIL_SLOW_MS: 0, VEIL_SLOW_PER_MINUTE: 1 })?.(entry(9_000))
    logRequests(log, { VEIL_SLOW_MS: 1, VEIL_SLOW_PER_MINUTE: 1 })?.(entry(9_000))
    expect(lines.map(line => JSON.parse(line).msg)).toEqual(['request', 'request', 'slow operation'])
  })
})
