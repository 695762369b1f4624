import { describe, expect, it } from 'vitest'
import type { Principal } from '../schema/policy/principal.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'

const SECRET = 'zoe.secret@example.org'

const listening = (): { readonly log: Log, readonly lines: string[] } => {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: line => void lines.push(line) }) }
}

const person: Principal = {
  kind: 'PERSON', brandId: SECRET, brandName: SECRET, id: SECRET, personId: SECRET, userId: SECRET, clearances: ['support'],
  assignments: [{ clearance: 'admin', orgId: SECRET, permissions: [SECRET] }], brandPermissions: [SECRET], scopes: [SECRET], purposes: [], purpose: 'SERVICE',
}

const withProperties = (error: Error, properties: object): Error => Object.assign(error, properties)

const named = (name: string): Error => {
  const error = new Error('x')
  error.name = name
  return error
}

describe('the log', () => {
  it('says of a request what is on the list', () => {
    const { log, lines } = listening()
    log.request({ requestId: 'request-1', operationName: 'Invoices', operationHash: 'a'.repeat(64), principal: person, codes: ['NOT_FOUND', 'NOT_FOUND'], durationMs: 12.4 })
    const { time, level, ...entry } = JSON.parse(lines[0] ?? '{}')
    expect(entry).toEqual({
      service: 'veilgraph-gateway', requestId: 'request-1', operation: 'Invoices', hash: 'a'.repeat(64), principal: 'PERSON', clearances: ['admin', 'support'], codes: ['NOT_FOUND'], ms: 12, msg: 'request',
    })
  })

  it('drops whatever has another form', () => {
    const { log, lines } = listening()
    log.request({ requestId: SECRET, operationName: `Q ${SECRET}`, operationHash: SECRET, principal: person, codes: [SECRET, { SECRET }, 'toString', '__proto__'], durationMs: 1 })
    log.request({ requestId: 'request-1', operationName: undefined, operationHash: 'none', principal: undefined, codes: [], durationMs: Number.NaN })
    log.divergence({ subgraph: SECRET, coordinate: SECRET, kind: 'WEAKER' })
    expect(lines).toHaveLength(3)
    expect(lines.join('')).not.toContain(SECRET)
  })

  it.each<[string, unknown]>([
    ['a text', SECRET],
    ['an object', { message: SECRET, stack: SECRET, code: SECRET }],
    ['an object that prints itself', { toString: () => SECRET, toJSON: () => SECRET, [Symbol.toPrimitive]: () => SECRET }],
    ['an error', new Error(SECRET)],
    ['an error whose message looks like a frame', new Error(`x\n    at ${SECRET} (/home/${SECRET}:1:2)\n    at secret (/home/zoe.secret:1:2)`)],
    ['an error with a code', withProperties(new Error('x'), { code: SECRET, detail: `Key (email)=(${SECRET})`, where: SECRET, query: SECRET, parameters: [SECRET] })],
    ['an error named so', named(SECRET)],
    ['an error with a stack of its own', withProperties(new Error('x'), { stack: `x\n    at ${SECRET}\n    at zoe (${SECRET}:1:1)` })],
    ['an error with a cause', new Error('x', { cause: new Error(SECRET) })],
    ['several errors', new AggregateError([new Error(SECRET)], SECRET)],
    ['a stack that throws', Object.defineProperty(new Error('x'), 'extra', { enumerable: true, get: () => SECRET })],
    ['a function', () => SECRET],
    ['nothing', undefined],
  ])('never says what %s says', (_what, cause) => {
    const { log, lines } = listening()
    log.fault({ where: 'executor', cause })
    log.fault({ where: SECRET, cause })
    expect(lines).toHaveLength(2)
    expect(lines.join('')).not.toMatch(/zoe|secret/i)
  })

  it('says where the code of a fault was', () => {
    const { log, lines } = listening()
    log.fault({ where: 'executor', cause: withProperties(new TypeError(SECRET), { code: 'ECONNREFUSED' }) })
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ where: 'executor', kind: 'TypeError', code: 'ECONNREFUSED', frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]) })
  })

  it('leaves requests out unless it is asked for them', () => {
    expect(createLog(undefined, { write: () => undefined }).logsRequests).toBe(false)
    expect(createLog(SECRET, { write: () => undefined }).logsRequests).toBe(false)
    expect(createLog('info', { write: () => undefined }).logsRequests).toBe(true)
  })
})
