import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { createTenantPool } from '../../../prisma/database/tenant-pool.ts'
import { withClient } from '../../../prisma/database/open-client.ts'
import { AUDIT_MESSAGE } from '../../engine/audit/audit-statement.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import { auditRecord } from '../../engine/testing/audit-records.ts'
import { migratedDatabase } from '../../engine/testing/migrated-database.ts'
import type { MigratedDatabase } from '../../engine/testing/migrated-database.ts'
import { ingestAuditEvents } from '../ingest/ingest-audit-events.ts'
import { chainHead } from './read-chain.ts'
import { tamperings } from './tamperings.ts'
import { verifyChain } from './verify-chain.ts'

let database: MigratedDatabase
let store: ModuleStore
let brandId: string

beforeAll(async () => {
  database = await migratedDatabase()
  store = database.store('audit')
})
afterAll(() => database.drop())
beforeEach(async () => {
  brandId = randomUUID()
  await append(10)
})

async function append(count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, i) => auditRecord(brandId, {
    entityType: 'User', entityId: randomUUID(), details: { n: 9_007_199_254_740_991, at: 1.5, list: ['é', i], _orgId: randomUUID(), _workspaceId: randomUUID(), _outcome: 'DENIED' },
  }))
  await ingestAuditEvents({ store, sinks: [] }, records.map((record) => ({ brandId, id: record.id, module: 'identity', type: AUDIT_MESSAGE, payload: JSON.stringify(record) })))
}

const verify = (from = 1n, to = 10n) => verifyChain(store, { brandId, from, to })
/** Past the trigger that keeps the table append-only, as only a superuser can. */
const asSuperuser = (text: string) => withClient(database.superuserUrl, async (client) => {
  await client.query('set session_replication_role = replica')
  await client.query(text.replaceAll(':brand', `'${brandId}'`))
})

describe('a chain', () => {
  it('is whole when nobody touched it', async () => {
    expect(await verify()).toEqual({ ok: true, checked: 10, gapsCovered: 0, brokenAtSeq: null, reason: null })
    expect(await verify(4n, 6n)).toMatchObject({ ok: true, checked: 3 })
  })

  it('tells the row whose details were changed (A4)', async () => {
    await asSuperuser(`update audit.audit_logs set details = '{}' where brand_id = :brand and chain_seq = 5`)
    expect(await verify()).toEqual({ ok: false, checked: 5, gapsCovered: 0, brokenAtSeq: 5n, reason: 'HASH' })
  })

  it('misses a row that was taken out, at its end as well', async () => {
    await asSuperuser(`delete from audit.audit_logs where brand_id = :brand and chain_seq in (6, 10)`)
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 6n, reason: 'GAP' })
    expect(await verify(7n)).toMatchObject({ ok: false, brokenAtSeq: 6n, reason: 'GAP' })
    expect(await verify(1n, 5n)).toMatchObject({ ok: true })
    await asSuperuser(`delete from audit.audit_logs where brand_id = :brand and chain_seq >= 6`)
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 6n, reason: 'GAP' })
  })

  it('misses a row that was written anew with a hash that fits it alone', async () => {
    await asSuperuser(`update audit.audit_logs a set prev_hash = b.prev_hash, entry_hash = b.entry_hash, chain_seq = -1 from audit.audit_logs b
      where a.brand_id = :brand and a.chain_seq = 3 and b.brand_id = :brand and b.chain_seq = 4`.replace('chain_seq = -1 ', 'actor_id = a.actor_id '))
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 3n })
  })

  it('survives the erasure of address and reason and the merge of persons', async () => {
    await asSuperuser(`update audit.audit_logs set ip = null, user_agent = null, reason = null, subject_person_id = uuidv7(), actor_person_id = null where brand_id = :brand`)
    expect(await verify()).toMatchObject({ ok: true, checked: 10 })
  })

  it('shows every flipped byte of every column that is hashed', async () => {
    // whoever may do anything may take the rules away first
    await database.query(`do $$ declare rule text; begin
      for rule in select conname from pg_constraint where conrelid = 'audit.audit_logs'::regclass and contype = 'c' loop
        execute 'alter table audit.audit_logs drop constraint ' || rule; end loop; end $$`)
    const changes = tamperings('audit.audit_logs', { brandId, seq: 5 })
    const unseen: string[] = []
    for (const { column, damage, repair } of changes) {
      const kept = await database.query(`select * from audit.audit_logs where brand_id = $1 and chain_seq = 5`, [brandId])
      await asSuperuser(damage)
      if ((await verify()).ok) unseen.push(column)
      await asSuperuser(repair(kept[0] ?? {}))
      expect(await verify(), column).toMatchObject({ ok: true })
    }
    expect(unseen).toEqual([])
    process.stdout.write(`tampering: ${changes.length - unseen.length} of ${changes.length} changes of ${new Set(changes.map(({ column }) => column)).size} columns seen\n`)
  })
})

describe('a chain of which an archive has the oldest rows', () => {
  const archive = (from: number, to: number) => asSuperuser(`insert into audit.audit_archive_manifest (brand_id, chain_from, chain_to, occurred_from, occurred_to, row_count, first_prev_hash, last_entry_hash, object_uri, object_sha256, verified_at, status, updated_at)
    select :brand, ${from}, ${to}, now(), now(), ${to} - ${from} + 1, f.prev_hash, t.entry_hash, 'file:///x', repeat('b', 64), now(), 'VERIFIED', now()
    from audit.audit_logs f, audit.audit_logs t where f.brand_id = :brand and f.chain_seq = ${from} and t.brand_id = :brand and t.chain_seq = ${to}`)
  const take = (seqs: string) => asSuperuser(`delete from audit.audit_logs where brand_id = :brand and chain_seq in (${seqs})`)
  const purge = async (seqs: string) => {
    await take(seqs)
    await asSuperuser(`update audit.audit_archive_manifest set purged_count = (select count(*) from unnest(array[${seqs}]) s where s between chain_from and chain_to) where brand_id = :brand`)
  }

  it('is whole without them (A1)', async () => {
    await archive(1, 10)
    await purge('1, 2, 3, 4, 5, 6, 7, 8, 9, 10')
    expect(await verify()).toEqual({ ok: true, checked: 0, gapsCovered: 1, brokenAtSeq: null, reason: null })
    await append(2)
    expect(await verify(1n, 12n)).toMatchObject({ ok: true, checked: 2, gapsCovered: 1 })
  })

  it('is whole with rows that a hold keeps in the middle (A2)', async () => {
    await archive(1, 4)
    await archive(5, 8)
    await purge('1, 2, 3, 5, 6, 8')
    expect(await verify()).toMatchObject({ ok: true, checked: 4, gapsCovered: 3 })
  })

  it('is not whole where somebody else than the purge has taken rows out', async () => {
    await archive(1, 4)
    await take('1')
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 1n, reason: 'GAP' })
  })

  it('is not whole where more is missing than the purge has taken out', async () => {
    await archive(1, 8)
    await purge('2, 3')
    expect(await verify()).toMatchObject({ ok: true, gapsCovered: 1 })
    await take('6')
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 6n, reason: 'GAP' })
  })

  it('is not whole where a row outside of the archive is gone', async () => {
    await archive(1, 4)
    await purge('1, 2, 3, 4, 5')
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 5n, reason: 'GAP' })
  })

  it('is not whole where the row behind the archive does not follow it', async () => {
    await archive(1, 4)
    await purge('1, 2, 3, 4')
    await asSuperuser(`update audit.audit_archive_manifest set last_entry_hash = repeat('c', 64) where brand_id = :brand`)
    expect(await verify()).toMatchObject({ ok: false, brokenAtSeq: 5n, reason: 'LINK' })
  })
})

it('finds the chains of the demo data whole', async () => {
  const seeded = testDatabase()
  const pool = createTenantPool({ connectionString: seeded.connectionFor('vg_audit'), max: 2, statementTimeoutMs: 30_000 })
  const brands = await withClient(seeded.superuserUrl, async (client) => (await client.query<{ brand_id: string }>('select distinct a.brand_id from audit.audit_logs a join platform.brands b on b.id = a.brand_id')).rows)
  expect(brands.length).toBeGreaterThan(0)
  for (const { brand_id: seededBrand } of brands) {
    const head = await chainHead(pool, seededBrand)
    expect(await verifyChain(pool, { brandId: seededBrand, from: 1n, to: head }), seededBrand).toMatchObject({ ok: true, checked: Number(head) })
  }
  await pool.end()
})
