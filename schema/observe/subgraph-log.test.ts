import { expect, it } from 'vitest'
import { createSubgraphLog } from './subgraph-log.ts'

it('writes what is on the lists, in the form of the gateway', () => {
  const lines: string[] = []
  const log = createSubgraphLog('billing', 'info', { write: (line) => { lines.push(line) } })
  log.fetch({ requestId: 'request-1', traceId: 'a'.repeat(32), codes: ['TIMEOUT', 'TIMEOUT', 'zoe'], durationMs: 1.4 })
  log.fetch({ requestId: 'zoe secret', traceId: 'zoe', codes: [], durationMs: 1 })
  log.fault(Object.assign(new Error('duplicate zoe\n    at zoe (/zoe:1:1)'), { code: '23505', detail: 'Key (email)=(zoe)' }))
  log.fault(Object.assign(new Error('zoe'), { code: 'zoe@example.org', name: 'zoe secret' }))
  log.fault('zoe')
  const [first, , third] = lines.map((line) => { const { time, ...rest } = JSON.parse(line); return rest })
  expect(first).toEqual({ level: 30, service: 'veilgraph-billing', requestId: 'request-1', traceId: 'a'.repeat(32), codes: ['TIMEOUT'], ms: 1, msg: 'fetch' })
  expect(third).toMatchObject({ where: 'subgraph', kind: 'Error', code: '23505', msg: 'fault' })
  expect(lines.join()).not.toContain('zoe')
})
