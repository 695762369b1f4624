import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { OutboxMessage } from '../../../schema/events/outbox-message.ts'
import type { ModuleStore } from '../module-store.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import type { MigratedDatabase } from '../testing/migrated-database.ts'
import { consumerReceiver, defineConsumer } from './event-consumer.ts'
import type { InboxOutcome } from './event-consumer.ts'

let database: MigratedDatabase
let store: ModuleStore
let brandId: string
let judge: () => InboxOutcome

beforeAll(async () => {
  database = await migratedDatabase()
  store = database.store('support')
})
afterAll(() => database.drop())
beforeEach(() => {
  brandId = randomUUID()
  judge = () => 'APPLIED'
})

/** Its effect is a row that another table of the module takes. */
const consumer = defineConsumer({
  name: 'support.people', types: ['identity.person.*.v1'],
  async consume({ aggregateId }, client) {
    await client.query({
      text: `insert into support.idempotency_keys (brand_id, principal, command, key, request_hash, state) values ($1, 'x', 'effect', $2, repeat('0', 64), 'DONE')`, values: [brandId, `${aggregateId}-${randomUUID()}`.slice(0, 100)],
    })
    return judge()
  },
})

function message(rest: Partial<OutboxMessage> = {}): OutboxMessage {
  const type = 'identity.person.merged.v1'
  const payload = { id: randomUUID(), type, occurredAt: new Date().toISOString(), brandId, aggregateType: 'Person', aggregateId: randomUUID(), aggregateVersion: 3, data: {} }
  return { brandId, id: randomUUID(), module: 'identity', type, payload: JSON.stringify(payload), ...rest }
}

const receive = (...messages: readonly OutboxMessage[]) => consumerReceiver({ module: 'support', store }, consumer).receive(messages)
const effects = async (): Promise<unknown> => (await database.query('select count(*)::int as n from support.idempotency_keys where brand_id = $1', [brandId]))[0]?.n
const inbox = () => database.query('select consumer, type, aggregate_version::int as version, outcome from support.inbox where brand_id = $1', [brandId])

it('has its effect once, however often the event comes', async () => {
  const one = message()
  expect((await receive(one, one)).map(({ outcome }) => outcome)).toEqual(['TAKEN', 'TAKEN'])
  await Promise.all([receive(one), receive(one)])
  expect(await effects()).toBe(1)
  expect(await inbox()).toEqual([{ consumer: 'support.people', type: 'identity.person.merged.v1', version: 3, outcome: 'APPLIED' }])
})

it('remembers what it had no use for', async () => {
  judge = () => 'STALE'
  await receive(message())
  expect(await inbox()).toMatchObject([{ outcome: 'STALE' }])
})

it('has neither effect nor memory of an event that failed, and takes it the next time', async () => {
  const one = message()
  judge = () => { throw Object.assign(new Error('away'), { code: 'AWAY' }) }
  expect(await receive(one)).toEqual([{ id: one.id, outcome: 'RETRY', code: 'AWAY' }])
  expect([await effects(), await inbox()]).toEqual([0, []])
  judge = () => 'APPLIED'
  await receive(one)
  expect([await effects(), (await inbox()).length]).toEqual([1, 1])
})

it('refuses what is no event of this brand', async () => {
  expect(await receive(message({ payload: '{}' }), message({ brandId: randomUUID() }))).toMatchObject([{ outcome: 'REFUSED' }, { outcome: 'REFUSED' }])
})
