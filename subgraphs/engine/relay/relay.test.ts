import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OutboxMessage, Receipt, Receiver } from '../../../schema/events/outbox-message.ts'
import { auditStatement } from '../audit/audit-statement.ts'
import type { ModuleStore } from '../module-store.ts'
import { auditRecord } from '../testing/audit-records.ts'
import { migratedDatabase } from '../testing/migrated-database.ts'
import type { MigratedDatabase } from '../testing/migrated-database.ts'
import { openRelay } from './relay.ts'
import type { Relay, RelayOptions } from './relay.ts'

let database: MigratedDatabase
let store: ModuleStore
let brandId: string
const relays: Relay[] = []
const faults: unknown[] = []

beforeAll(async () => {
  database = await migratedDatabase()
  store = database.store('identity')
})
afterAll(() => database.drop())
beforeEach(() => { brandId = randomUUID() })
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.close()))
  await database.query('delete from identity.outbox')
  faults.length = 0
})

/** A relay that looks around only when told to, unless a test says otherwise. */
function relay(receivers: readonly Receiver[], rest: Partial<RelayOptions> = {}): Relay {
  const opened = openRelay({
    connectionString: database.connectionFor('vg_relay'), modules: ['identity'], receivers, onFault: (fault) => void faults.push(fault), pollMs: 3_600_000, gatherMs: 0, ...rest,
  })
  relays.push(opened)
  return opened
}

type Judge = (message: OutboxMessage) => Promise<Receipt['outcome']> | Receipt['outcome']

/** Takes everything, as a judge says; remembers what it has had. */
function receiver(judge: Judge = () => 'TAKEN', prefix = ''): Receiver & { readonly had: OutboxMessage[]; readonly batches: number[] } {
  const had: OutboxMessage[] = []
  const batches: number[] = []
  return {
    name: 'test', had, batches,
    takes: (type) => type.startsWith(prefix),
    async receive(messages) {
      batches.push(messages.length)
      had.push(...messages)
      return Promise.all(messages.map(async (message) => ({ id: message.id, outcome: await judge(message), code: 'TEST' })))
    },
  }
}

async function events(list: readonly (readonly [aggregate: string, text: string])[]): Promise<void> {
  for (const [aggregate, text] of list) {
    await store.transaction(brandId, {}, (client) => client.query({
      text: `insert into identity.outbox (brand_id, aggregatetype, aggregateid, type, payload) values ($1, 'User', $2, 'identity.user.changed.v1', $3)`,
      values: [brandId, aggregate, JSON.stringify({ text })],
    }))
  }
}

const texts = (messages: readonly OutboxMessage[]): readonly string[] => messages.map(({ payload }) => String(JSON.parse(payload).text))
const record = (count: number): Promise<unknown> =>
  store.transaction(brandId, {}, (client) => client.query(auditStatement('identity', Array.from({ length: count }, () => auditRecord(brandId)))))
const states = async (): Promise<readonly unknown[]> =>
  (await database.query(`select status from identity.outbox where brand_id = $1 order by seq`, [brandId])).map(({ status }) => status)

describe('events', () => {
  it('are claimed one an aggregate, in their order', async () => {
    await events([['a', 'a1'], ['b', 'b1'], ['a', 'a2'], ['b', 'b2'], ['b', 'b3']])
    const all = receiver()
    await relay([all]).flush()
    expect(all.batches).toEqual([2, 2, 1])
    expect(texts(all.had)).toEqual(['a1', 'b1', 'a2', 'b2', 'b3'])
    expect(await states()).toEqual(Array.from({ length: 5 }, () => 'DELIVERED'))
  })

  it('come again in their order, and hold up no other aggregate', async () => {
    await events([['a', 'a1'], ['b', 'b1'], ['a', 'a2']])
    const all = receiver(({ payload }) => payload.includes('a1') ? 'RETRY' : 'TAKEN')
    await relay([all]).flush()
    expect(texts(all.had)).toEqual(['a1', 'b1'])
    expect(await states()).toEqual(['PENDING', 'DELIVERED', 'PENDING'])
    const [row] = await database.query(`select attempts, last_error, extract(epoch from next_attempt_at - now())::float8 as wait from identity.outbox where payload ->> 'text' = 'a1'`)
    expect(row).toMatchObject({ attempts: 1, last_error: 'TEST' })
    expect(row?.wait).toBeGreaterThan(6)
    expect(row?.wait).toBeLessThanOrEqual(12)
  })

  it('are given up after the last try, with an alarm, and then block nothing', async () => {
    await events([['a', 'a1'], ['a', 'a2']])
    await database.query(`update identity.outbox set attempts = 11 where payload ->> 'text' = 'a1'`)
    const all = receiver(({ payload }) => payload.includes('a1') ? 'RETRY' : 'TAKEN')
    await relay([all]).flush()
    expect(await states()).toEqual(['DEAD', 'DELIVERED'])
    expect(faults).toMatchObject([{ code: 'OUTBOX_DEAD' }])
  })

  it('that were given up are sent once more when somebody says so', async () => {
    await events([['a', 'a1']])
    const all = receiver(() => all.had.length < 2 ? 'REFUSED' : 'TAKEN')
    const one = relay([all])
    await one.flush()
    expect(await states()).toEqual(['DEAD'])
    const [row] = await database.query('select id from identity.outbox where brand_id = $1', [brandId])
    await one.requeue('identity', brandId, String(row?.id))
    await one.flush()
    expect(await states()).toEqual(['DELIVERED'])
  })

  it('have arrived when everybody who wants them has them', async () => {
    await events([['a', 'a1']])
    await relay([receiver(), receiver(() => { throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }) }), receiver(() => 'REFUSED', 'billing.')]).flush()
    expect(await database.query('select status, last_error from identity.outbox where brand_id = $1', [brandId])).toEqual([{ status: 'PENDING', last_error: 'ECONNREFUSED' }])
  })

  it('that nobody wants have arrived', async () => {
    await events([['a', 'a1']])
    await relay([receiver(() => 'TAKEN', 'billing.')]).flush()
    expect(await states()).toEqual(['DELIVERED'])
  })

  it('of an aggregate arrive in order at two relays that work at once', async () => {
    await events(Array.from({ length: 60 }, (_, i) => [`a${i % 3}`, `${i}`] as const))
    const all = receiver(async (): Promise<Receipt['outcome']> => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return 'TAKEN'
    })
    await Promise.all([relay([all]).flush(), relay([all]).flush()])
    await relay([all]).flush()
    for (const rest of [0, 1, 2]) {
      const had = texts(all.had).map(Number).filter((i) => i % 3 === rest)
      expect(had).toEqual(had.toSorted((a, b) => a - b))
      expect(had).toHaveLength(20)
    }
  })
})

describe('audit records', () => {
  it('leave in batches, in their order', async () => {
    await record(1_200)
    const audit = receiver()
    await relay([audit]).flush()
    expect(audit.batches).toEqual([500, 500, 200])
    const ids = audit.had.map(({ id }) => id)
    expect(ids).toEqual(ids.toSorted())
  })

  it('stay where they are without the audit module', async () => {
    await record(2)
    await relay([receiver(() => 'TAKEN', 'identity.')]).flush()
    expect(await states()).toEqual(['PENDING', 'PENDING'])
  })

  it('are held up by none that is refused for good', async () => {
    await record(5)
    const audit = receiver(({ id }) => id === audit.had[2]?.id ? 'REFUSED' : 'TAKEN')
    await relay([audit]).flush()
    expect(await states()).toEqual(['DELIVERED', 'DELIVERED', 'DEAD', 'DELIVERED', 'DELIVERED'])
  })

  it('wait for those before them that come again', async () => {
    await record(3)
    const away = receiver(() => 'RETRY')
    const one = relay([away])
    await one.flush()
    await record(2)
    await one.flush()
    expect(away.had).toHaveLength(3)
    await database.query(`update identity.outbox set next_attempt_at = now() where brand_id = $1`, [brandId])
    const back = receiver()
    await relay([back]).flush()
    expect(back.batches).toEqual([5])
    expect(back.had.map(({ id }) => id)).toEqual(back.had.map(({ id }) => id).toSorted())
  })

  it('leave once and in order where two relays work at once', async () => {
    const audit = receiver(async (): Promise<Receipt['outcome']> => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      return 'TAKEN'
    })
    const [left, right] = [relay([audit]), relay([audit])]
    for (let i = 0; i < 12; i += 1) {
      await record(100)
      await Promise.all([left.flush(), right.flush()])
    }
    const ids = audit.had.map(({ id }) => id)
    expect(ids).toHaveLength(1_200)
    expect(ids).toEqual(ids.toSorted())
  })
})

describe('a relay', () => {
  it('is woken up by what was committed, without a poll', async () => {
    const all = receiver()
    const one = relay([all])
    await events([['a', 'a1']])
    one.wake('identity')
    await vi.waitFor(() => expect(texts(all.had)).toEqual(['a1']))
  })

  it('hears of what another process committed', async () => {
    const all = receiver()
    const one = relay([all])
    await one.flush()
    await events([['a', 'a1']])
    await database.query(`select pg_notify('identity_outbox', '')`)
    await vi.waitFor(() => expect(texts(all.had)).toEqual(['a1']))
  })

  it('finds by itself what nobody told it of', async () => {
    const all = receiver()
    relay([all], { pollMs: 20 })
    await events([['a', 'a1']])
    await vi.waitFor(() => expect(texts(all.had)).toEqual(['a1']))
  })

  it('goes on after its connection was cut', async () => {
    const all = receiver()
    const one = relay([all])
    await one.flush()
    await database.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vg_relay' and datname = current_database()`)
    await events([['a', 'a1']])
    await vi.waitFor(async () => {
      await one.flush()
      expect(texts(all.had)).toEqual(['a1'])
    })
  })

  it('takes over from one that died with messages in its hands', async () => {
    await events([['a', 'a1']])
    await database.query(`update identity.outbox set status = 'IN_FLIGHT', attempts = 1, locked_by = 'dead', locked_until = now() - interval '1 second'`)
    const all = receiver()
    await relay([all]).flush()
    expect(await database.query('select status, attempts from identity.outbox where brand_id = $1', [brandId])).toEqual([{ status: 'DELIVERED', attempts: 2 }])
  })

  it('finishes nothing that another one has taken over', async () => {
    await events([['a', 'a1']])
    const all = receiver(async (): Promise<Receipt['outcome']> => {
      await database.query(`update identity.outbox set locked_by = 'other' where brand_id = $1`, [brandId])
      return 'TAKEN'
    })
    await relay([all]).flush()
    expect(await states()).toEqual(['IN_FLIGHT'])
  })

  it('clears what is over, however much it is, and nothing else', async () => {
    const times = `(values (1, now() - interval '1 second'), (2, now() - interval '1 day'), (3, now() - interval '8 days'), (4, now() + interval '1 hour')) t(n, at)`
    await database.query(`insert into identity.spent_envelopes (brand_id, jti, expires_at) select $1, n::text, at from ${times}`, [brandId])
    await database.query(`insert into identity.idempotency_keys (brand_id, principal, command, key, request_hash, state, expires_at)
      select $1, 'PERSON:x', 'test', 'key-' || lpad(n::text, 8, '0'), repeat('0', 64), 'DONE', at from ${times}`, [brandId])
    await database.query(`insert into identity.outbox (brand_id, aggregatetype, aggregateid, type, payload, status, delivered_at)
      select $1, 'User', n::text, 'identity.user.changed.v1', '{}', 'DELIVERED', at from ${times}`, [brandId])
    relay([receiver()], { pollMs: 10, cleanEveryMs: 0, cleanedAtOnce: 1 })
    const left = async (table: string, name: string): Promise<unknown> =>
      (await database.query(`select ${name} as name from identity.${table} where brand_id = $1 order by 1`, [brandId])).map((row) => row.name)
    await vi.waitFor(async () => expect([await left('spent_envelopes', 'jti'), await left('idempotency_keys', 'key'), await left('outbox', 'aggregateid')])
      .toEqual([['4'], ['key-00000004'], ['1', '2', '4']]), { timeout: 10_000 })
    expect(faults).toEqual([])
  })

  it('holds one connection and lets it go', async () => {
    const count = async (): Promise<unknown> =>
      (await database.query(`select count(*)::int as n from pg_stat_activity where usename = 'vg_relay' and datname = current_database()`))[0]?.n
    const one = relay([receiver()], { pollMs: 10 })
    await one.flush()
    expect(await count()).toBe(1)
    await one.close()
    await vi.waitFor(async () => expect(await count()).toBe(0))
    expect(faults).toEqual([])
  })
})
