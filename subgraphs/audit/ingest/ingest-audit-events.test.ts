import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OutboxMessage } from '../../../schema/events/outbox-message.ts'
import { uuidV7 } from '../../../schema/uuid-v7.ts'
import { AUDIT_MESSAGE } from '../../engine/audit/audit-statement.ts'
import type { AuditRecord } from '../../engine/audit/audit-statement.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import { auditRecord } from '../../engine/testing/audit-records.ts'
import { migratedDatabase } from '../../engine/testing/migrated-database.ts'
import type { MigratedDatabase } from '../../engine/testing/migrated-database.ts'
import { GENESIS } from '../../../schema/chain/entry-hash.ts'
import { ingestAuditEvents } from './ingest-audit-events.ts'
import type { Sink } from './sink.ts'

let database: MigratedDatabase
let store: ModuleStore
let brandId: string

beforeAll(async () => {
  database = await migratedDatabase()
  store = database.store('audit')
})
afterAll(() => database.drop())
beforeEach(() => { brandId = randomUUID() })

const record = (rest?: Partial<AuditRecord>): AuditRecord => auditRecord(brandId, rest)
const message = (content: AuditRecord, rest: Partial<OutboxMessage> = {}): OutboxMessage =>
  ({ brandId: content.brandId, id: content.id, module: 'identity', type: AUDIT_MESSAGE, payload: JSON.stringify(content), ...rest })
const ingest = (messages: readonly OutboxMessage[], sinks: readonly Sink[] = []) => ingestAuditEvents({ store, sinks }, messages)
const rows = (columns = '*') => database.query(`select ${columns} from audit.audit_logs where brand_id = $1 order by chain_seq`, [brandId])

describe('ingestion', () => {
  it('numbers the records of a brand without a gap and links them', async () => {
    const records = Array.from({ length: 7 }, () => record())
    await ingest(records.slice(0, 3).map((one) => message(one)))
    await ingest(records.slice(3).map((one) => message(one)))
    const chain = await rows()
    expect(chain.map(({ source_event_id: id }) => id)).toEqual(records.map(({ id }) => id))
    expect(chain.map(({ chain_seq: seq }) => Number(seq))).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(chain.map(({ prev_hash: hash }) => hash)).toEqual([GENESIS, ...chain.slice(0, -1).map(({ entry_hash: hash }) => hash)])
  })

  it('keeps two parallel ingestions of one brand gapless and linked (A8)', async () => {
    const batch = (): readonly OutboxMessage[] => Array.from({ length: 60 }, () => message(record()))
    await Promise.all([ingest(batch()), ingest(batch()), ingest(batch())])
    const chain = await rows()
    expect(chain.map(({ chain_seq: seq }) => Number(seq))).toEqual(Array.from({ length: 180 }, (_, i) => i + 1))
    expect(chain.map(({ prev_hash: hash }) => hash)).toEqual([GENESIS, ...chain.slice(0, -1).map(({ entry_hash: hash }) => hash)])
  })

  it('stores a record once, however often it comes (A5)', async () => {
    const once = message(record())
    expect(await ingest([once, { ...once, id: uuidV7() }])).toMatchObject([{ outcome: 'TAKEN' }, { outcome: 'TAKEN', isDuplicate: true }])
    expect(await ingest([once])).toMatchObject([{ outcome: 'TAKEN', isDuplicate: true }])
    expect(await rows()).toHaveLength(1)
  })

  it('lifts the context out of the details into columns', async () => {
    const context = {
      _tier: 'DATA', _outcome: 'DENIED', _orgId: randomUUID(), _workspaceId: randomUUID(), _subjectPersonId: randomUUID(), _onBehalfOfPersonId: randomUUID(),
      _correlationId: 'c-1', _ip: '192.0.2.7', _userAgent: 'Lynx', _piiCategories: ['CONTACT', 'LOCATION'],
    }
    const actorId = randomUUID()
    await ingest([message(record({ actorId, requestId: 'r-1', reason: 'lost key', details: { count: 2, ...context } }))])
    expect(await rows('*, host(ip) as address')).toMatchObject([{
      details: { count: 2 }, tier: 'DATA', outcome: 'DENIED', org_id: context._orgId, workspace_id: context._workspaceId, subject_person_id: context._subjectPersonId,
      on_behalf_of_person_id: context._onBehalfOfPersonId, correlation_id: 'c-1', address: '192.0.2.7', user_agent: 'Lynx', pii_categories: ['CONTACT', 'LOCATION'],
      actor_person_id: actorId, request_id: 'r-1', reason: 'lost key',
    }])
  })

  it('leaves in the details what fits no column', async () => {
    await ingest([message(record({ details: { _orgId: 'north', _ip: '::gg', _tier: 'SECRET', _note: 1 } }))])
    expect(await rows()).toMatchObject([{ org_id: null, ip: null, tier: 'ACCESS', details: { _orgId: 'north', _ip: '::gg', _tier: 'SECRET', _note: 1 } }])
  })

  it('gives a row to every sink that takes it', async () => {
    const sinks: Sink[] = [{ key: 'siem', takes: () => true }, { key: 'denials', takes: ({ outcome }) => outcome === 'DENIED' }]
    await ingest([message(record()), message(record({ details: { _outcome: 'DENIED' } }))], sinks)
    expect(await database.query('select sink_key, chain_seq::int from audit.audit_outbox where brand_id = $1 order by 1, 2', [brandId]))
      .toEqual([{ sink_key: 'denials', chain_seq: 2 }, { sink_key: 'siem', chain_seq: 1 }, { sink_key: 'siem', chain_seq: 2 }])
  })

  it('goes on behind its archive where all rows were purged', async () => {
    await database.query(`insert into audit.audit_archive_manifest (brand_id, chain_from, chain_to, occurred_from, occurred_to, row_count, first_prev_hash, last_entry_hash, object_uri, object_sha256, verified_at, status, updated_at)
      values ($1, 1, 9, now(), now(), 9, repeat('0', 64), repeat('a', 64), 'file:///x', repeat('b', 64), now(), 'PURGED', now())`, [brandId])
    await ingest([message(record())])
    expect(await rows('chain_seq::int, prev_hash')).toEqual([{ chain_seq: 10, prev_hash: 'a'.repeat(64) }])
  })
})

describe('what cannot be stored', () => {
  it('is refused alone', async () => {
    const tooEarly = record({ occurredAt: '-200000-01-01T00:00:00.000Z' })
    const batch = [record(), tooEarly, record(), record()]
    const receipts = await ingest(batch.map((one) => message(one)))
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['TAKEN', 'REFUSED', 'TAKEN', 'TAKEN'])
    expect(await rows('chain_seq::int as seq')).toEqual([{ seq: 1 }, { seq: 2 }, { seq: 3 }])
  })

  it('is refused alone as well where it is too large for an index', async () => {
    const tooLong = record({ entityType: 'User', entityId: Array.from({ length: 300 }, () => randomUUID()).join('') })
    const receipts = await ingest([record(), tooLong, record()].map((one) => message(one)))
    expect(receipts.map(({ outcome }) => outcome)).toEqual(['TAKEN', 'REFUSED', 'TAKEN'])
  })

  it.each([
    ['no JSON', (good: OutboxMessage) => ({ ...good, payload: '{' })],
    ['no record', (good: OutboxMessage) => ({ ...good, payload: '{"id": 1}' })],
    ['a record of another brand', (good: OutboxMessage) => ({ ...good, brandId: randomUUID() })],
    ['a record of no module', (good: OutboxMessage) => ({ ...good, module: 'payroll' })],
  ])('is refused for good: %s', async (_, spoil) => {
    expect(await ingest([spoil(message(record()))])).toMatchObject([{ outcome: 'REFUSED' }])
    expect(await rows()).toEqual([])
  })

  it('keeps the row where the details are too large', async () => {
    await ingest([message(record({ details: { ids: Array.from({ length: 4_000 }, () => randomUUID()) } }))])
    expect(await rows()).toMatchObject([{ details: { omittedBytes: expect.any(Number) } }])
  })

  it('comes again where the database is away', async () => {
    const away = { ...store, transaction: () => Promise.reject(Object.assign(new Error('away'), { code: '57P01' })) }
    expect(await ingestAuditEvents({ store: away, sinks: [] }, [message(record())])).toMatchObject([{ outcome: 'RETRY', code: '57P01' }])
  })

  it('is a batch of more than 500', async () => {
    await expect(ingest(Array.from({ length: 501 }, () => message(record())))).rejects.toMatchObject({ code: 'BATCH_TOO_LARGE' })
  })
})
