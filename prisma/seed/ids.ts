/** One name per table that has an id. The position is part of every id: append only, or all ids change. */
const KINDS = [
  'platform.brands',
  'identity.persons', 'identity.users', 'identity.personal_access_tokens', 'identity.retention_holds',
  'identity.person_merges', 'identity.sessions', 'identity.clearance_grants', 'identity.person_visibility',
  'identity.sign_in_counters', 'identity.audit_log', 'identity.outbox',
  'organization.organizations', 'organization.org_members', 'organization.roles', 'organization.role_assignments',
  'organization.workspaces', 'organization.service_accounts', 'organization.service_account_keys',
  'organization.invitations', 'organization.audit_log', 'organization.outbox',
  'entitlements.resource_keys', 'entitlements.entitlement_sets', 'entitlements.entitlement_set_rules',
  'entitlements.resource_pools', 'entitlements.grants', 'entitlements.pool_provisions',
  'entitlements.boolean_entitlements', 'entitlements.numeric_entitlements',
  'entitlements.numeric_entitlement_contributions', 'entitlements.pool_assignments',
  'entitlements.pool_ondemand_config', 'entitlements.usage_events', 'entitlements.numeric_entitlement_usage',
  'entitlements.audit_log', 'entitlements.outbox',
  'billing.billing_accounts', 'billing.products', 'billing.prices', 'billing.subscriptions',
  'billing.subscription_items', 'billing.subscription_changes', 'billing.purchases', 'billing.invoices',
  'billing.invoice_line_items', 'billing.payments', 'billing.payment_methods', 'billing.refunds', 'billing.disputes',
  'billing.coupons', 'billing.promotion_codes', 'billing.discounts', 'billing.pending_charges',
  'billing.pending_charge_usage_events', 'billing.credit_grants', 'billing.credit_transactions', 'billing.plans',
  'billing.billing_profiles', 'billing.price_tiers', 'billing.tax_rates', 'billing.coupon_products',
  'billing.invoice_line_adjustments', 'billing.collection_intents', 'billing.payment_allocations',
  'billing.ledger_accounts', 'billing.ledger_transactions', 'billing.ledger_entries', 'billing.document_counters',
  'billing.billing_settings', 'billing.provider_event_receipts', 'billing.audit_log', 'billing.outbox',
  'cooperative.patrons', 'cooperative.patronage_events', 'cooperative.audit_log', 'cooperative.outbox',
  'support.support_tickets', 'support.support_ticket_messages', 'support.audit_log', 'support.outbox',
  'audit.audit_logs', 'audit.audit_retention_policies', 'audit.audit_legal_holds', 'audit.audit_archive_manifest',
  'audit.audit_outbox', 'audit.break_glass_grants', 'audit.break_glass_reviews', 'audit.audit_log', 'audit.outbox',
  'integration.webhook_events', 'integration.integration_outbox', 'integration.audit_log', 'integration.outbox',
  'message', 'request', 'merge', 'gateway',
] as const
export type Kind = (typeof KINDS)[number]

const KIND_NUMBERS = new Map<string, number>(KINDS.map((kind, index) => [kind, index]))

/**
 * The fixed id of the n-th row of its kind: uuid v7 whose time part is the row's creation time and whose random part is
 * brand, kind and number, so that no two rows can meet. Rows of one millisecond sort by number.
 */
export function seedId(brandIndex: number, kind: Kind, n: number, createdAt: number): string {
  const time = createdAt.toString(16).padStart(12, '0')
  const origin = (brandIndex * 256 + (KIND_NUMBERS.get(kind) ?? 0)).toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${origin}-8000-${n.toString(16).padStart(12, '0')}`
}

/** Hands out the ids of one slice of one brand, numbered per kind in the order of asking. */
export interface IdSource {
  next(kind: Kind, createdAt: number): string
}

/** Room for the numbers of one slice: a slice never numbers a kind higher than this. */
const SLICE_SIZE = 2 ** 20

export function numberInSlice(slice: number, n: number): number {
  return slice * SLICE_SIZE + n
}

export function idSource(brandIndex: number, slice: number): IdSource {
  const used = new Map<Kind, number>()
  return {
    next(kind, createdAt) {
      const n = used.get(kind) ?? 0
      used.set(kind, n + 1)
      return seedId(brandIndex, kind, numberInSlice(slice, n), createdAt)
    },
  }
}
