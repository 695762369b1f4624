import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { withClient } from '../../prisma/database/open-client.ts'
import { createTenantPool } from '../../prisma/database/tenant-pool.ts'
import type { TenantPool } from '../../prisma/database/tenant-pool.ts'
import { testDatabase } from '../../prisma/database/test-database.ts'
import type { OutboxMessage, Receiver } from '../../schema/events/outbox-message.ts'
import { breakGlassMirror } from './break-glass-mirror.ts'

/** A brand of this file's own: rows that no other test counts. */
const brandId = randomUUID()

let pool: TenantPool
let mirror: Receiver
let grantId: string

beforeAll(() => {
  pool = createTenantPool({ connectionString: testDatabase().connectionFor('vg_gateway'), max: 1 })
  mirror = breakGlassMirror(pool)
})
afterAll(() => pool.end())
beforeEach(() => { grantId = randomUUID() })

const startsAt = '2026-03-01T10:00:00.000Z'
const grant = () => ({
  principalPersonId: randomUUID(), subjectPersonId: randomUUID(), subjectEntityType: null, subjectEntityId: null, categories: ['CONTACT'], purpose: 'SECURITY',
  startsAt, expiresAt: '2026-03-01T10:30:00.000Z', reviewDueAt: '2026-03-02T10:00:00.000Z',
})

function event(word: string, aggregateVersion: number, data: object): OutboxMessage {
  const type = `audit.break_glass.${word}.v1`
  const payload = { id: randomUUID(), type, occurredAt: '2026-03-01T12:00:00.000Z', brandId, aggregateType: 'BreakGlassGrant', aggregateId: grantId, aggregateVersion, data }
  return { brandId, id: randomUUID(), module: 'audit', type, payload: JSON.stringify(payload) }
}

const row = () => withClient(testDatabase().superuserUrl, async (client) =>
  (await client.query(`select *, source_version::int as version from gateway.break_glass where id = $1`, [grantId])).rows[0])

it('copies a grant when it starts', async () => {
  const data = grant()
  expect(await mirror.receive([event('started', 1, data)])).toMatchObject([{ outcome: 'TAKEN' }])
  expect(await row()).toMatchObject({
    principal_person_id: data.principalPersonId, subject_person_id: data.subjectPersonId, categories: ['CONTACT'], purpose: 'SECURITY',
    expires_at: new Date(data.expiresAt), ended_at: null, reviewed_at: null, version: 1,
  })
})

it('ends it, and a start that comes late does not revive it', async () => {
  const start = event('started', 1, grant())
  await mirror.receive([start, event('ended', 2, { endedAt: '2026-03-01T10:05:00.000Z', status: 'ENDED' }), start])
  expect(await row()).toMatchObject({ ended_at: new Date('2026-03-01T10:05:00.000Z'), version: 2 })
})

it('leaves an end as it is when an older one comes', async () => {
  await mirror.receive([event('started', 1, grant()), event('ended', 3, { endedAt: '2026-03-01T10:05:00.000Z' }), event('ended', 2, { endedAt: null })])
  expect(await row()).toMatchObject({ ended_at: new Date('2026-03-01T10:05:00.000Z'), version: 3 })
})

it('remembers the review once', async () => {
  const review = event('reviewed', 1, { status: 'EXPIRED' })
  await mirror.receive([event('started', 1, grant()), review, review])
  expect(await row()).toMatchObject({ reviewed_at: new Date('2026-03-01T12:00:00.000Z'), version: 1 })
})

it('takes what it has no use for, and refuses what it cannot read', async () => {
  const receipts = await mirror.receive([event('co_signed', 1, {}), event('started', 1, {}), { ...event('started', 1, grant()), brandId: randomUUID() }, { ...event('ended', 1, {}), payload: '[' }])
  expect(receipts.map(({ outcome }) => outcome)).toEqual(['TAKEN', 'REFUSED', 'REFUSED', 'REFUSED'])
  expect(await row()).toBeUndefined()
})

it('takes events of break-glass and no others', () => {
  expect([mirror.takes('audit.break_glass.started.v1'), mirror.takes('audit.legal_hold.created.v1')]).toEqual([true, false])
})
