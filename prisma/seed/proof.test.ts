import { describe, expect, it } from 'vitest'
import { testDatabase } from '../database/test-database.ts'
import { brokenLinks, openBrandSession, proofs, proveSeed, violationsOf } from './proof.ts'
import { brands } from './world/brands.ts'

const { connectionFor } = testDatabase()

/** Spoils something inside a transaction that is rolled back, and counts what the proof finds meanwhile. */
async function spoiled(name: string, statement: string): Promise<number> {
  const proof = proofs.find((one) => one.name === name)
  if (proof === undefined) throw new RangeError(`no proof called ${name}`)
  const client = await openBrandSession(connectionFor(`vg_${proof.module}`), brands[0]?.id ?? '')
  try {
    await client.query('begin')
    await client.query(statement)
    return await violationsOf(client, proof)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

describe('the seeded database', () => {
  it('contradicts none of its proofs, in no brand', async () => {
    const findings = await proveSeed(connectionFor)
    expect(findings.filter(({ violations }) => violations > 0)).toEqual([])
    expect(new Set(findings.map(({ brand }) => brand))).toEqual(new Set(['acme', 'globex']))
    expect(findings.length).toBeGreaterThan(100)
  })

  it('has 40 organizations, 120 workspaces, 800 persons, 150 subscriptions, 3000 documents, 20000 events and 300 tickets a brand', async () => {
    const counted = [
      ['organization', 'organizations', 40], ['organization', 'workspaces', 120], ['identity', 'persons', 800], ['identity', 'users', 800], ['billing', 'plans', 6],
      ['billing', 'subscriptions', 150], ['billing', 'invoices', 3000], ['entitlements', 'usage_events', 20_000], ['support', 'support_tickets', 300],
    ] as const
    for (const { id } of brands) {
      for (const [module, table, wanted] of counted) {
        const client = await openBrandSession(connectionFor(`vg_${module}`), id)
        const { rows } = await client.query(`select count(*)::int as n from ${module}.${table}`)
        await client.end()
        expect([table, rows[0]?.n]).toEqual([table, wanted])
      }
    }
  })
})

describe('a proof', () => {
  it('finds a limit that was changed by hand', async () => {
    const changed = `update entitlements.numeric_entitlements set limit_value = limit_value + 1 where id = (select id from entitlements.numeric_entitlements where not is_unlimited limit 1)`
    expect(await spoiled('limits are the combination of the newest contributions', changed)).toBe(1)
  })

  it('finds a counter that does not count', async () => {
    const changed = `update entitlements.numeric_entitlement_usage set used = used + 1 where id = (select id from entitlements.numeric_entitlement_usage where provision_id is null limit 1)`
    expect(await spoiled('counters of limits and quotas are the sums of their events', changed)).toBe(1)
  })

  it('finds a payment that was never refunded, and an owner who is no member', async () => {
    expect(await spoiled('payments count their allocations, refunds and disputes', `update billing.payments set refunded_cents = refunded_cents - 1
      where id = (select id from billing.payments where status = 'SUCCEEDED' and refunded_cents > 0 limit 1)`)).toBe(1)
    expect(await spoiled('the owner has exactly one active membership', `update organization.org_members set status = 'SUSPENDED', suspended_at = now()
      where id = (select m.id from organization.org_members m join organization.organizations o on o.id = m.org_id and o.owner_person_id = m.person_id where m.status = 'ACTIVE' limit 1)`)).toBe(1)
  })

  it('finds a row in the chain whose hash is not its own', async () => {
    const client = await openBrandSession(connectionFor('vg_audit'), brands[1]?.id ?? '')
    try {
      await client.query('begin')
      await client.query(`insert into audit.audit_logs (brand_id, id, chain_seq, source_module, source_event_id, occurred_at, tier, event_type, actor_type, actor_id, prev_hash, entry_hash)
        select brand_id, uuidv7(), chain_seq + 1, 'audit', uuidv7(), now(), 'ADMIN', 'audit.forged', 'SYSTEM', 'system', entry_hash, repeat('a', 64) from audit.audit_logs order by chain_seq desc limit 1`)
      expect(await brokenLinks(client)).toBe(1)
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
})
