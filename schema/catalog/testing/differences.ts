/** In what the catalog differs from the twelve entities that it was conceived from, by the reason. A fact that is not here is as it was. */
export const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'Every module has a Postgres schema of its own.': [
    'api_key table: public.api_keys -> organization.service_account_keys',
    'billing_profile table: public.billing_profiles -> billing.billing_profiles',
    'invoice table: public.invoices -> billing.invoices',
    'payment_method table: public.payment_methods -> billing.payment_methods',
    'plan table: public.plans -> billing.plans',
    'session table: public.sessions -> identity.sessions',
    'subscription table: public.subscriptions -> billing.subscriptions',
    'subscription_item table: public.subscription_items -> billing.subscription_items',
    'support_ticket table: public.support_tickets -> support.support_tickets',
    'usage_event table: public.usage_events -> entitlements.usage_events',
    'user table: public.users -> identity.users',
    'workspace table: public.workspaces -> organization.workspaces',
  ],
  'Ids are uuids, ordered by time: they are given without asking a counter, and tell nobody how many rows there are.': [
    'api_key.id type: bigint -> uuid', 'api_key.workspace_id type: bigint -> uuid', 'billing_profile.id type: bigint -> uuid',
    'billing_profile.workspace_id type: bigint -> uuid', 'invoice.id type: bigint -> uuid', 'invoice.workspace_id type: bigint -> uuid',
    'invoice.subscription_id type: bigint -> uuid', 'payment_method.id type: bigint -> uuid', 'payment_method.workspace_id type: bigint -> uuid',
    'plan.id type: bigint -> uuid', 'session.id type: bigint -> uuid', 'session.user_id type: bigint -> uuid', 'subscription.id type: bigint -> uuid',
    'subscription.workspace_id type: bigint -> uuid', 'subscription.plan_id type: bigint -> uuid', 'subscription_item.id type: bigint -> uuid',
    'subscription_item.subscription_id type: bigint -> uuid', 'subscription_item.plan_id type: bigint -> uuid', 'support_ticket.id type: bigint -> uuid',
    'support_ticket.workspace_id type: bigint -> uuid', 'support_ticket.user_id type: bigint -> uuid', 'usage_event.id type: bigint -> uuid',
    'usage_event.workspace_id type: bigint -> uuid', 'user.id type: bigint -> uuid', 'workspace.id type: bigint -> uuid',
  ],
  'Amounts and quantities are 64 bits wide: sums of a large brand are beyond 2^31.': [
    'invoice.invoice_total_cents type: integer -> bigint', 'plan.monthly_price_cents type: integer -> bigint', 'subscription.mrr_cents type: integer -> bigint',
    'subscription_item.unit_price_cents type: integer -> bigint', 'usage_event.quantity type: integer -> bigint',
  ],
  'The type says what may stand there: an address of a network, a country of two letters.': [
    'billing_profile.country_code type: text -> char', 'session.last_login_ip type: text -> inet',
  ],
  'A key may belong to an account of the whole organization; those of a workspace are what the catalog means by api_key.': [
    'api_key.workspace_id null: no -> yes',
  ],
  'A draft has no number and no day of issue yet.': [
    'invoice.invoice_number null: no -> yes', 'invoice.issued_at null: no -> yes',
  ],
  'Not every payment method is a card.': [
    'payment_method.card_number_last4 null: no -> yes', 'payment_method.card_brand null: no -> yes', 'payment_method.card_exp_month null: no -> yes',
    'payment_method.card_exp_year null: no -> yes',
  ],
  'Whoever signs in at an identity provider has no password here.': [
    'user.password_hash null: no -> yes',
  ],
  'Names of companies, teams and their places may be those of people.': [
    'billing_profile.legal_entity sensitivity: PUBLIC -> PII', 'billing_profile.legal_entity category: none -> CONTACT',
    'workspace.name sensitivity: PUBLIC -> PII', 'workspace.name category: none -> CONTACT',
    'workspace.slug sensitivity: PUBLIC -> PII', 'workspace.slug category: none -> CONTACT',
  ],
  'Free text is public by its level, and governed: people write anything into it.': [
    'support_ticket.subject category: none -> FREE_TEXT', 'support_ticket.body category: none -> FREE_TEXT', 'user.bio category: none -> FREE_TEXT',
  ],
  'An account belongs to no workspace by itself: organization contributes its home, so it is a field of the entity and no column of the table.': [
    'user.workspace_id type: bigint -> none', 'user.workspace_id null: no -> none', 'user.workspace_id key: no -> none', 'user.workspace_id identity: no -> none',
    'user.workspace_id sensitivity: PUBLIC -> none', 'user.workspace_id category: none -> none',
  ],
  'Quarters and years are grains too.': [
    'invoice metric total_revenue grains: DAY WEEK MONTH -> DAY WEEK MONTH QUARTER YEAR',
    'subscription metric active_subscriptions grains: DAY WEEK MONTH -> DAY WEEK MONTH QUARTER YEAR',
    'usage_event metric usage_volume grains: DAY WEEK MONTH -> DAY WEEK MONTH QUARTER YEAR',
  ],
  'Accounts can be counted by the day on which they were made; without a grain they are counted as before.': [
    'user metric user_count grains: - -> DAY WEEK MONTH QUARTER YEAR', 'user metric user_count time: - -> user.created_at',
  ],
}
