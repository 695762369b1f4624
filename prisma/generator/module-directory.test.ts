import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'

/** The module directory, typed by hand: tables that must exist by these names, whatever else a module adds. */
const DIRECTORY: Readonly<Record<string, string>> = {
  identity: 'users persons personal_access_tokens retention_holds person_merges',
  organization: 'organizations org_members roles role_assignments workspaces service_accounts service_account_keys invitations',
  entitlements: `resource_pools pool_provisions grants entitlement_sets entitlement_set_rules boolean_entitlements numeric_entitlements
    pool_assignments pool_ondemand_config usage_events numeric_entitlement_usage numeric_entitlement_contributions resource_keys`,
  billing: `billing_accounts products prices subscriptions subscription_items subscription_changes purchases invoices invoice_line_items
    payments payment_methods refunds disputes coupons promotion_codes discounts pending_charges pending_charge_usage_events credit_grants
    credit_transactions`,
  cooperative: 'patrons patronage_events',
  support: '',
  audit: 'audit_logs audit_retention_policies audit_legal_holds audit_archive_manifest audit_outbox',
  integration: 'webhook_events integration_outbox',
}

/** Provider → consumer, and how many columns of the consumer hold ids of the provider at the least. */
const EDGES: readonly (readonly [provider: string, consumer: string, least: number])[] = [
  ['identity', 'organization', 14], ['identity', 'billing', 10], ['identity', 'audit', 4],
  ['organization', 'entitlements', 3], ['organization', 'billing', 3], ['organization', 'audit', 3],
  ['billing', 'entitlements', 7], ['billing', 'cooperative', 4],
  ['entitlements', 'organization', 1], ['entitlements', 'billing', 3],
]

const names = (list: string): readonly string[] => list.split(/\s+/).filter(name => name !== '').sort()

function columnsBetween(provider: string, consumer: string): number {
  const entities = modules.find(({ name }) => name === consumer)?.entities ?? []
  return entities.flatMap(({ references }) => references).filter(({ target }) => target.module === provider).length
}

describe('the module directory', () => {
  it('has eight modules and 55 tables', () => {
    expect(Object.keys(DIRECTORY)).toHaveLength(8)
    expect(modules.map(({ name }) => name).filter(name => name in DIRECTORY)).toEqual(Object.keys(DIRECTORY))
    expect(Object.values(DIRECTORY).flatMap(names)).toHaveLength(55)
  })

  it.each(Object.entries(DIRECTORY))('lists the domain tables of %s by name', (module, tables) => {
    const entities = modules.find(({ name }) => name === module)?.entities ?? []
    const domain = entities.filter(({ kind }) => kind === 'DOMAIN').map(({ table }) => table).sort()
    expect(domain).toEqual(names(tables))
  })

  it.each(EDGES)('counts the columns by which %s is known to %s', (provider, consumer, least) => {
    expect(columnsBetween(provider, consumer)).toBeGreaterThanOrEqual(least)
  })
})
