import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { KeyRing } from '../policy/key-ring.ts'
import { acceptEvents } from './accept-events.ts'
import { namesType } from './outbox-message.ts'
import type { OutboxMessage, Receiver } from './outbox-message.ts'
import { areSignedEvents, signEvents } from './sign-events.ts'

const ring: KeyRing = { current: 2, keys: new Map([[1, randomBytes(32)], [2, randomBytes(32)]]) }
const now = 1_800_000_000_000
const message: OutboxMessage = { brandId: randomUUID(), id: randomUUID(), module: 'audit', type: 'audit.break_glass.started.v1', payload: '{}' }
const body = JSON.stringify({ messages: [message] })
const header = signEvents(ring, { audience: 'gateway', body, now })

describe('a signed body of messages', () => {
  it('is taken by its receiver', () => {
    expect(areSignedEvents(ring, header, { audience: 'gateway', body, now: now + 29_999 })).toBe(true)
    expect(areSignedEvents({ ...ring, current: 1 }, header, { audience: 'gateway', body, now })).toBe(true)
  })

  it.each([
    ['for another receiver', { audience: 'audit' }],
    ['with another byte', { body: body.replace('started', 'Started') }],
    ['after half a minute', { now: now + 30_000 }],
    ['from the future', { now: now - 2_001 }],
  ])('is nothing %s', (_, change) => {
    expect(areSignedEvents(ring, header, { audience: 'gateway', body, now, ...change })).toBe(false)
  })

  it.each([
    ['nothing', ''], ['another text', 'v1.2.x'], ['an unknown key', header.replace('v1.2', 'v1.3')], ['another end', header.replace(/\.\d{13}\./, '.1800000031000.')],
    ['another signature', `${header.slice(0, -1)}${header.endsWith('A') ? 'E' : 'A'}`],
  ])('is nothing under %s', (_, other) => {
    expect(areSignedEvents(ring, other, { audience: 'gateway', body, now })).toBe(false)
  })
})

describe('the door for messages', () => {
  const had: OutboxMessage[] = []
  const receiver: Receiver = {
    name: 'test', takes: (type) => type.startsWith('audit.'),
    async receive(messages) {
      had.push(...messages)
      return messages.map(({ id }) => ({ id, outcome: 'TAKEN' }))
    },
  }
  const door = { audience: 'gateway', ring, receivers: [receiver], now: () => now }

  it('gives a receipt for each', async () => {
    expect(await acceptEvents(door, { header, body })).toEqual({ status: 200, content: { receipts: [{ id: message.id, outcome: 'TAKEN' }] } })
    expect(had).toEqual([message])
  })

  it('stays shut for what is not signed or no list of messages', async () => {
    expect(await acceptEvents(door, { header: undefined, body })).toMatchObject({ status: 401 })
    const wrong = '{"messages":[{}]}'
    expect(await acceptEvents(door, { header: signEvents(ring, { audience: 'gateway', body: wrong, now }), body: wrong })).toMatchObject({ status: 400 })
    expect(had).toHaveLength(1)
  })
})

it('knows a type by its words', () => {
  expect(namesType(['audit.break_glass.*.v1'], 'audit.break_glass.ended.v1')).toBe(true)
  expect(namesType(['audit.break_glass.*.v1'], 'audit.break_glass.ended.v2')).toBe(false)
  expect(namesType(['audit.break_glass.*.v1'], 'audit.break_glass.a.b.v1')).toBe(false)
  expect(namesType([], 'a.b.c.v1')).toBe(false)
})
