import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withClient } from '../../../prisma/database/open-client.ts'
import { createTenantPool } from '../../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../../prisma/database/tenant-pool.ts'
import { testDatabase } from '../../../prisma/database/test-database.ts'
import { uuidV7 } from '../../../schema/uuid-v7.ts'
import { auditStatement } from './audit-statement.ts'
import type { AuditRecord } from './audit-statement.ts'

/** A brand of this file's own: rows that no other test counts. */
const brandId = randomUUID()

let pool: TenantPool

beforeAll(() => { pool = createTenantPool({ connectionString: testDatabase().connectionFor('vg_identity'), max: 2 }) })
afterAll(() => pool.end())

const record = (rest: Partial<AuditRecord> = {}): AuditRecord => ({
  id: uuidV7(), occurredAt: new Date().toISOString(), actorType: 'PERSON', actorId: uuidV7(), eventType: 'wall.tested', brandId, details: {}, ...rest,
})

async function write(records: readonly AuditRecord[]): Promise<void> {
  await pool.transaction(brandId, {}, (client) => client.query(auditStatement('identity', records)))
}

async function rowsOf(table: string, records: readonly AuditRecord[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const order = table === 'outbox' ? 'seq' : 'id'
  return withClient(testDatabase().superuserUrl, async (client) =>
    (await client.query(`select * from identity.${table} where id = any($1) order by ${order}`, [records.map(({ id }) => id)])).rows)
}

it('writes each record with its message, in their order', async () => {
  const records = Array.from({ length: 20 }, () => record())
  await write(records)
  expect((await rowsOf('audit_log', records)).map(({ id }) => id)).toEqual(records.map(({ id }) => id))
  const messages = await rowsOf('outbox', records)
  expect(messages.map(({ id }) => id)).toEqual(records.map(({ id }) => id))
  expect(messages[0]).toMatchObject({ aggregatetype: 'AuditLog', aggregateid: brandId, destination: 'audit', status: 'PENDING', max_attempts: 50 })
})

it('keeps the typed reason out of the log of the module', async () => {
  const records = [record({ reason: 'call back about the lockout', details: { purpose: 'SUPPORT' } })]
  await write(records)
  expect(JSON.stringify(await rowsOf('audit_log', records))).not.toContain('lockout')
  expect(await rowsOf('outbox', records)).toMatchObject([{ payload: { reason: 'call back about the lockout', details: { purpose: 'SUPPORT' } } }])
})

it('writes neither where one of them is refused', async () => {
  const records = [record(), record({ actorId: undefined })]
  await expect(write(records)).rejects.toThrow()
  expect(await rowsOf('audit_log', records)).toEqual([])
  expect(await rowsOf('outbox', records)).toEqual([])
})

it('stores what a client sent even where Postgres cannot', async () => {
  const records = [record({ details: { ids: ['a\u0000b', '\ud800', 'c:\\u0000'] } })]
  await write(records)
  expect(await rowsOf('audit_log', records)).toMatchObject([{ details: { ids: ['a\ufffdb', '\ufffd', expect.any(String)] } }])
})

it('lets nobody write a record of another brand', async () => {
  await expect(write([record({ brandId: randomUUID() })])).rejects.toThrow(/row-level security/)
})
