import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AUDIT_MESSAGE } from '../../engine/audit/audit-statement.ts'
import type { ModuleStore } from '../../engine/module-store.ts'
import { auditRecord } from '../../engine/testing/audit-records.ts'
import { migratedDatabase } from '../../engine/testing/migrated-database.ts'
import type { MigratedDatabase } from '../../engine/testing/migrated-database.ts'
import { ingestAuditEvents } from '../ingest/ingest-audit-events.ts'
import { readAccesses } from './read-accesses.ts'
import type { DataAccess } from './read-accesses.ts'

const NOW = Date.parse('2026-06-01T12:00:00.000Z')
const DAY = 86_400_000

let database: MigratedDatabase
let store: ModuleStore
let brandId: string
let personId: string

beforeAll(async () => {
  database = await migratedDatabase()
  store = database.store('audit')
})
afterAll(() => database.drop())
beforeEach(() => { [brandId, personId] = [randomUUID(), randomUUID()] })

async function look(details: Readonly<Record<string, unknown>>, daysAgo = 1, eventType = 'access.revealed'): Promise<void> {
  const record = auditRecord(brandId, {
    occurredAt: new Date(NOW - daysAgo * DAY).toISOString(), eventType, reason: 'asked on the phone',
    details: { purpose: 'SUPPORT', grant: 'support_lead', _tier: 'ACCESS', _subjectPersonId: personId, _piiCategories: ['CONTACT'], ...details },
  })
  await ingestAuditEvents({ store, sinks: [] }, [{ brandId, id: record.id, module: 'identity', type: AUDIT_MESSAGE, payload: JSON.stringify(record) }])
}

const told = (userId?: string, first = 50): Promise<readonly DataAccess[]> => readAccesses(store, { brandId, personId, userId }, { first, now: NOW })

async function emergency(): Promise<string> {
  const [row] = await database.query(`insert into audit.break_glass_grants (brand_id, principal_person_id, subject_person_id, categories, purpose, reason, ticket_reference, starts_at, expires_at, review_due_at, status)
    values ($1, uuidv7(), $2, '{CONTACT}', 'SUPPORT', 'Account takeover in progress now', 'INC-1', now(), now() + interval '10 minutes', now() + interval '24 hours', 'ACTIVE') returning id`, [brandId, personId])
  return String(row?.id)
}

const hold = (columns: Readonly<Record<string, string>>): Promise<unknown> => database.query(
  `insert into audit.audit_legal_holds (brand_id, name, matter_reference, created_by_person_id, ${Object.keys(columns).join(', ')}) values ($1, 'hold', uuidv7()::text, uuidv7(), ${Object.keys(columns).map((_, i) => `$${i + 2}`).join(', ')})`,
  [brandId, ...Object.values(columns)])

describe('a person is told', () => {
  it('when, what kind, what for and in what capacity, and nothing else', async () => {
    await look({})
    expect(await told()).toEqual([{ occurredAt: '2026-05-31T12:00:00.000Z', categories: ['CONTACT'], purpose: 'SUPPORT', functions: ['SUPPORT_LEAD'] }])
  })

  it('of looks at their account as well, newest first, a page of them', async () => {
    const userId = randomUUID()
    await look({}, 3)
    await look({ _subjectPersonId: undefined, _subjectUserId: userId, grant: 'support,auditor' }, 2)
    await look({}, 1)
    expect((await told(userId)).map(({ functions }) => functions)).toEqual([['SUPPORT_LEAD'], ['SUPPORT', 'AUDITOR'], ['SUPPORT_LEAD']])
    expect(await told(userId, 2)).toHaveLength(2)
    expect(await told()).toHaveLength(2)
  })

  it('nothing of looks at others, of refused ones and of lookups', async () => {
    await look({ _subjectPersonId: randomUUID() })
    await look({ _outcome: 'DENIED' })
    await look({}, 1, 'access.looked_up')
    expect(await told()).toEqual([])
  })

  it.each(['SECURITY', 'LEGAL'])('of looks for %s after 90 days', async (purpose) => {
    await look({ purpose }, 89)
    expect(await told()).toEqual([])
    await look({ purpose }, 91)
    expect(await told()).toHaveLength(1)
  })

  it('of looks in an emergency after the review', async () => {
    const grantId = await emergency()
    await look({ grant: `break_glass:${grantId}` })
    expect(await told()).toEqual([])
    await database.query(`insert into audit.break_glass_reviews (brand_id, grant_id, reviewer_person_id, verdict, note) values ($1, $2, uuidv7(), 'JUSTIFIED', 'ok')`, [brandId, grantId])
    expect(await told()).toMatchObject([{ functions: ['BREAK_GLASS'] }])
  })

  it('of looks in an emergency after 90 days without a review', async () => {
    await look({ grant: `break_glass:${await emergency()}` }, 91)
    expect(await told()).toHaveLength(1)
  })

  it('nothing of those while a legal hold covers them', async () => {
    await look({ purpose: 'LEGAL' }, 91)
    await look({ purpose: 'SUPPORT' }, 91)
    await hold({ subject_person_id: personId })
    expect(await told()).toMatchObject([{ purpose: 'SUPPORT' }])
    await database.query(`update audit.audit_legal_holds set status = 'RELEASED', released_at = now(), released_by_person_id = uuidv7(), release_reason = 'over' where brand_id = $1`, [brandId])
    expect(await told()).toHaveLength(2)
  })

  it('nothing of looks at the account of a person whom a legal hold covers', async () => {
    const userId = randomUUID()
    await look({ purpose: 'LEGAL', _subjectPersonId: undefined, _subjectUserId: userId }, 91)
    expect(await told(userId)).toHaveLength(1)
    await hold({ subject_person_id: personId })
    expect(await told(userId)).toEqual([])
  })

  it('of those that a legal hold does not match', async () => {
    await look({ purpose: 'LEGAL' }, 91)
    await hold({ subject_person_id: randomUUID() })
    await hold({ event_type_prefix: 'identity.' })
    await hold({ tier: 'AUTH' })
    await hold({ to_at: '2026-01-01T00:00:00Z' })
    expect(await told()).toHaveLength(1)
  })
})
