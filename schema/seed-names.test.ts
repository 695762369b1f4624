import { Kind, parse } from 'graphql'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'

/** Columns of the catalog that the product was conceived from, by the type that has them now; none may be lost or renamed. */
const CATALOG: Readonly<Record<string, string>> = {
  BillingProfile: 'id workspace_id legal_entity tax_id national_id country_code created_at',
  BillingSubscription: 'id workspace_id plan_id status mrr_cents started_at canceled_at trial_ends_at',
  Invoice: 'id workspace_id subscription_id invoice_number status invoice_total_cents issued_at paid_at',
  PaymentMethod: 'id workspace_id card_number_last4 card_brand card_exp_month card_exp_year is_default created_at',
  Plan: 'id plan_code title monthly_price_cents included_seats sla_tier is_active',
  ServiceAccountKey: 'id workspace_id key_prefix api_key_hash scope created_at revoked_at',
  Session: 'id user_id session_token last_login_ip created_at expires_at',
  SubscriptionItem: 'id subscription_id plan_id seats unit_price_cents',
  SupportTicket: 'id workspace_id user_id subject body status created_at',
  UsageEvent: 'id workspace_id event_type quantity occurred_at recorded_at',
  User: 'id workspace_id email full_name password_hash role bio created_at',
  Workspace: 'id name slug region plan_tier seat_count created_at',
}

/** Joins of the catalog, both ends. */
const JOINS = [
  'Invoice.subscription', 'BillingSubscription.invoices', 'Invoice.workspace', 'Workspace.invoices',
  'SubscriptionItem.subscription', 'BillingSubscription.items', 'BillingSubscription.plan', 'Plan.subscriptions',
  'BillingSubscription.workspace', 'Workspace.subscriptions', 'BillingProfile.workspace', 'Workspace.billingProfile',
  'PaymentMethod.workspace', 'Workspace.paymentMethods', 'Session.user', 'User.sessions', 'ServiceAccountKey.workspace', 'Workspace.apiKeys',
  'SupportTicket.workspace', 'Workspace.supportTickets', 'User.workspace', 'Workspace.users',
]

const coordinates = new Set<string>()

beforeAll(async () => {
  const sdl = await readFile(new URL('./supergraph.graphql', import.meta.url), 'utf8')
  for (const node of parse(sdl).definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) for (const field of node.fields ?? []) coordinates.add(`${node.name.value}.${field.name.value}`)
  }
})

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

describe.each(Object.entries(CATALOG))('%s', (type, columns) => {
  it.each(columns.split(' '))('has the column %s as a field of that name', column => {
    expect(coordinates).toContain(`${type}.${camelCase(column)}`)
  })
})

it.each(JOINS)('joins by %s', join => {
  expect(coordinates).toContain(join)
})
