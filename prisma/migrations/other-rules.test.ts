import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScratchDatabase } from '../database/test-database.ts'
import type { RuleSession } from './rule-session.ts'
import { migratedDatabase, openRuleSession } from './rule-session.ts'

const [acme, organization] = [randomUUID(), randomUUID()]

let database: ScratchDatabase
const open: RuleSession[] = []

async function session(role: string, brand: string = acme): Promise<RuleSession> {
  const opened = await openRuleSession(database, role, brand)
  open.push(opened)
  return opened
}

beforeAll(async () => {
  database = await migratedDatabase()
})
afterAll(async () => {
  for (const opened of open) await opened.close()
  await database.drop()
})

describe('entitlements', () => {
  it('freeze the rules of a published set', async () => {
    const entitlements = await session('vg_entitlements')
    const key = await entitlements.add('entitlements.resource_keys', { key: 'seats', name: 'Seats', kind: 'LIMIT' })
    const set = await entitlements.add('entitlements.entitlement_sets', { key: 'team', name: 'Team' })
    const rule = (type: string) => entitlements.add('entitlements.entitlement_set_rules', { set_id: set, resource_key_id: key, rule_type: type, amount: 5 })
    const id = await rule('LIMIT')
    await entitlements.rows(`update entitlements.entitlement_sets set status = 'PUBLISHED', published_at = now() where id = $1`, [set])
    expect(await entitlements.refusal('update entitlements.entitlement_set_rules set amount = 6 where id = $1', [id])).toBe('23514')
    expect(await entitlements.refusal('delete from entitlements.entitlement_set_rules where id = $1', [id])).toBe('23514')
    expect(await entitlements.refusalOf(() => rule('CREDIT'))).toBe('23514')
  })

  it('keep the ledger of contributions without a gap', async () => {
    const entitlements = await session('vg_entitlements')
    const key = await entitlements.add('entitlements.resource_keys', { key: 'builds', name: 'Builds', kind: 'LIMIT' })
    const pool = await entitlements.add('entitlements.resource_pools', { org_id: organization, name: 'Default' })
    const provision = await entitlements.add('entitlements.pool_provisions', { org_id: organization, pool_id: pool, source_type: 'DEFAULT', set_id: await entitlements.add('entitlements.entitlement_sets', { key: 'free', name: 'Free' }) })
    const entitlement = await entitlements.add('entitlements.numeric_entitlements', { org_id: organization, pool_id: pool, resource_key_id: key, kind: 'LIMIT', limit_value: 5, materialized_version: 1 })
    const contribute = (seq: number, before: number, after: number) => () => entitlements.add('entitlements.numeric_entitlement_contributions', {
      org_id: organization, numeric_entitlement_id: entitlement, provision_id: provision, seq, amount_before: before, delta: after - before, amount_after: after, reason: 'PROVISION_STARTED', materialized_version: 1,
    })
    expect(await entitlements.refusalOf(contribute(2, 0, 5))).toBe('23514')
    expect(await entitlements.refusalOf(contribute(1, 0, 5))).toBe('accepted')
    expect(await entitlements.refusalOf(contribute(2, 4, 5))).toBe('23514')
    expect(await entitlements.refusalOf(contribute(2, 5, 9))).toBe('accepted')
  })

  it('take null as a value of a key where the key says so', async () => {
    const entitlements = await session('vg_entitlements')
    const [row] = await entitlements.rows(`select indnullsnotdistinct as equal from pg_index where indexrelid = 'entitlements.numeric_entitlement_usage_brand_id_numeric_entitlement_id_p_key'::regclass`)
    expect(row).toEqual({ equal: true })
  })
})

describe('organization', () => {
  it('finds roles by permission within the brand, by ids alone', async () => {
    const organizationModule = await session('vg_organization')
    const stranger = await session('vg_organization', randomUUID())
    const id = await organizationModule.add('organization.roles', { key: 'org.billing', name: 'Billing', level: 'ORG', permissions: ['billing.*'], is_system: true })
    const search = (who: RuleSession, pattern: string) => who.rows('select organization.roles_permissions_keys($1) as id', [[pattern]])
    expect(await search(organizationModule, 'billing.*')).toEqual([{ id }])
    expect(await search(organizationModule, 'support.*')).toEqual([])
    expect(await search(stranger, 'billing.*')).toEqual([])
    expect(await organizationModule.refusalOf(() => organizationModule.add('organization.roles', { key: 'org.billing', name: 'Twice', level: 'ORG', permissions: ['billing.*'], is_system: true }))).toBe('23505')
  })
})

describe('cooperative', () => {
  it('takes back no more than was contributed, and gives back no more than was taken', async () => {
    const cooperative = await session('vg_cooperative')
    const patron = await cooperative.add('cooperative.patrons', { billing_account_id: randomUUID(), org_id: organization, patron_number: 'PT-1', currency: 'EUR' })
    const record = (type: string, amount: number, reverses: string | null) => cooperative.add('cooperative.patronage_events', {
      patron_id: patron, event_type: type, source_kind: reverses === null ? 'PAYMENT' : 'DISPUTE', amount_cents: amount, currency: 'EUR', payment_id: randomUUID(), invoice_id: randomUUID(),
      product_id: randomUUID(), occurred_at: new Date(0), source_key: randomUUID(), reverses_event_id: reverses,
    })
    const given = await record('CONTRIBUTION', 1000, null)
    const reversal = await record('REVERSAL', -800, given)
    expect(await cooperative.refusalOf(() => record('REVERSAL', -201, given))).toBe('23514')
    expect(await cooperative.refusalOf(() => record('ADJUSTMENT', 801, reversal))).toBe('23514')
    expect(await cooperative.refusalOf(() => record('ADJUSTMENT', 800, reversal))).toBe('accepted')
    expect(await cooperative.refusalOf(() => record('REVERSAL', -1000, given))).toBe('accepted')
  })
})
