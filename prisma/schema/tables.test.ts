import { describe, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'

/** The tables of the module index that the product was conceived from. */
const DOMAIN_TABLES: Readonly<Record<string, readonly string[]>> = {
  identity: ['users', 'persons', 'personal_access_tokens', 'retention_holds', 'person_merges'],
  organization: ['organizations', 'org_members', 'roles', 'role_assignments', 'workspaces', 'service_accounts', 'service_account_keys', 'invitations'],
  entitlements: [
    'resource_pools', 'pool_provisions', 'grants', 'entitlement_sets', 'entitlement_set_rules', 'boolean_entitlements', 'numeric_entitlements', 'pool_assignments',
    'pool_ondemand_config', 'usage_events', 'numeric_entitlement_usage', 'numeric_entitlement_contributions', 'resource_keys',
  ],
  billing: [
    'billing_accounts', 'products', 'prices', 'subscriptions', 'subscription_items', 'subscription_changes', 'purchases', 'invoices', 'invoice_line_items', 'payments',
    'payment_methods', 'refunds', 'disputes', 'coupons', 'promotion_codes', 'discounts', 'pending_charges', 'pending_charge_usage_events', 'credit_grants', 'credit_transactions',
  ],
  cooperative: ['patrons', 'patronage_events'],
  audit: ['audit_logs', 'audit_retention_policies', 'audit_legal_holds', 'audit_archive_manifest', 'audit_outbox'],
  integration: ['webhook_events', 'integration_outbox'],
}

/** The index and support; whatever module comes after them adds its tables without asking here. */
const FIRST_MODULES = [...Object.keys(DOMAIN_TABLES), 'support']

const tablesOf = (module: string, kind: string): readonly string[] =>
  (modules.find(({ name }) => name === module)?.entities ?? []).filter(entity => entity.kind === kind).map(({ table }) => table)

describe('the tables', () => {
  it.each(Object.entries(DOMAIN_TABLES))('of %s stand in the model by name', (module, names) => {
    expect([...tablesOf(module, 'DOMAIN')].sort()).toEqual([...names].sort())
  })

  it('are 5, 8, 13, 20, 2, 5, 2: 55', () => {
    const counts = Object.keys(DOMAIN_TABLES).map(module => tablesOf(module, 'DOMAIN').length)
    expect(counts).toEqual([5, 8, 13, 20, 2, 5, 2])
    expect(FIRST_MODULES.flatMap(module => tablesOf(module, 'DOMAIN'))).toHaveLength(55)
  })

  it('that were added are known by name', () => {
    expect(Object.fromEntries(FIRST_MODULES.map(name => [name, tablesOf(name, 'ADDED')] as const).filter(([, names]) => names?.length !== 0))).toEqual({
      identity: ['sessions', 'clearance_grants', 'person_visibility', 'sign_in_counters'],
      entitlements: ['usage_hourly'],
      billing: [
        'plans', 'billing_profiles', 'price_tiers', 'tax_rates', 'coupon_products', 'invoice_line_adjustments', 'collection_intents', 'payment_allocations', 'ledger_accounts',
        'ledger_transactions', 'ledger_entries', 'document_counters', 'billing_settings', 'provider_event_receipts',
      ],
      support: ['support_tickets', 'support_ticket_messages'],
      audit: ['break_glass_grants', 'break_glass_reviews'],
    })
  })
})
