import type {
  Column, Entity, EnumType, Index, Label, ModuleMetadata, PiiCategory, Reference, Relation, Scope, SensitiveLabel, WireType,
} from '../model.ts'

/**
 * Three small modules for tests: the shapes that real metadata has (references, reverses, `via` scopes, every kind of label),
 * small enough to read an answer or a statement in full. No Prisma file stands behind them.
 */

const CAMEL = /_([a-z0-9])/g

const camelCase = (name: string): string => name.replace(CAMEL, (_, letter: string) => letter.toUpperCase())

const WIRE: Readonly<Record<string, WireType>> = {
  uuid: 'ID', text: 'String', char: 'String', inet: 'String', bigint: 'SafeInt', integer: 'Int', boolean: 'Boolean',
  numeric: 'Decimal', timestamptz: 'DateTime', date: 'Date', jsonb: 'JSON',
}

const pii = (category: PiiCategory, more: Partial<SensitiveLabel> = {}): Label => ({
  public: false, level: 'PII', category, mask: 'FIXED', lookup: false, pseudonym: false, ownOrganization: false, ...more,
})

const column = (name: string, pgType: string, more: Partial<Column> = {}): Column => ({
  name, field: camelCase(name), description: `The ${name.replaceAll('_', ' ')} of the row.`, pgType, list: false, nullable: false,
  wire: WIRE[pgType] ?? 'String', internal: false, readOnly: false, hasDefault: false, label: { public: true }, orderable: false, ...more,
})

const brandId = column('brand_id', 'uuid')
const id = column('id', 'uuid', { hasDefault: true, orderable: true })
const createdAt = column('created_at', 'timestamptz', { hasDefault: true, orderable: true })
const rowVersion = column('row_version', 'integer', { hasDefault: true })
const optional = (name: string, pgType: string, more: Partial<Column> = {}): Column => column(name, pgType, { nullable: true, ...more })

const index = (columns: readonly string[], more: Partial<Index> = {}): Index => ({
  columns: ['brand_id', ...columns], unique: false, method: 'btree', nullsNotDistinct: false, ...more,
})

const toOne = (field: string, target: string, from: string): Relation => ({
  field, description: `The ${target} that ${from} names.`, target, many: false, exposed: true, from, to: 'id', nullable: true,
})

const toMany = (field: string, target: string, to: string): Relation => ({
  field, description: `Rows of ${target} that belong to this row.`, target, many: true, exposed: true, from: 'id', to, nullable: false,
})

const reference = (module: string, table: string, type: string, columnName: string, more: Partial<Reference> = {}): Reference => ({
  field: camelCase(columnName.replace(/_id$/, '')), description: `The ${type} of ${module} that ${columnName} names.`,
  column: columnName, idField: camelCase(columnName), target: { module, table, type }, by: 'id', exposed: true, ...more,
})

const scope = (kind: Scope['kind'], more: Partial<Scope> = {}): Scope => ({ kind, path: [], user: false, ...more })

type Draft = Pick<Entity, 'type' | 'table' | 'singular' | 'plural' | 'columns' | 'scopes'> & Partial<Entity>

const entity = (module: string, draft: Draft): Entity => ({
  module, schema: module, description: `The ${draft.singular} of the fixture.`, kind: 'DOMAIN', exposed: true, appendOnly: false,
  erasable: [], rewritable: [], transitions: [], keys: ['id'], relations: [], references: [], indexes: [index(['id'], { unique: true })],
  subject: { kind: 'NONE' }, ...draft,
})

const module = (name: string, order: number, enums: readonly EnumType[], drafts: readonly Draft[]): ModuleMetadata => ({
  name, order, schema: name, enums, entities: drafts.map(draft => entity(name, draft)),
})

const person: Draft = {
  type: 'Person', table: 'persons', singular: 'person', plural: 'persons', catalog: { name: 'person' },
  columns: [
    brandId, id,
    column('display_name', 'text', { label: pii('CONTACT', { mask: 'NAME' }) }),
    optional('contact_email', 'text', { label: pii('CONTACT', { mask: 'EMAIL', pseudonym: true, lookup: true }) }),
    optional('country_code', 'char', { wire: 'CountryCode' }),
    createdAt, rowVersion,
  ],
  relations: [toMany('users', 'User', 'person_id')],
  scopes: [
    scope('PERSON', { column: 'id' }),
    scope('BRAND', { permission: 'identity.person.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['created_at', 'id'])],
  subject: { kind: 'PERSON', owner: { path: [], column: 'id' } },
}

const user: Draft = {
  type: 'User', table: 'users', singular: 'user', plural: 'users', catalog: { name: 'user' },
  transitions: ['ACTIVE>SUSPENDED', 'SUSPENDED>ACTIVE'],
  columns: [
    brandId, id, column('person_id', 'uuid'),
    column('email', 'text', { label: pii('CONTACT', { mask: 'EMAIL', pseudonym: true, lookup: true }) }),
    column('full_name', 'text', { label: pii('CONTACT', { mask: 'NAME' }) }),
    optional('password_hash', 'text', { label: pii('CREDENTIAL', { level: 'CATASTROPHIC' }) }),
    column('status', 'text', { enum: 'UserStatus', orderable: true }),
    optional('bio', 'text', {
      label: pii('FREE_TEXT', { level: 'PUBLIC', mask: 'TEXT', redacted: { column: 'bio_redacted', versionColumn: 'redaction_version' } }),
    }),
    optional('bio_redacted', 'text', { internal: true }),
    optional('redaction_version', 'integer', { internal: true }),
    createdAt, rowVersion,
  ],
  relations: [toOne('person', 'Person', 'person_id'), toMany('sessions', 'Session', 'user_id')],
  scopes: [
    scope('PERSON', { column: 'person_id' }),
    scope('BRAND', { permission: 'identity.user.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['person_id', 'id']), index(['status', 'id']), index(['created_at', 'id'])],
  subject: { kind: 'PERSON', owner: { path: [], column: 'person_id' } },
}

const session: Draft = {
  type: 'Session', table: 'sessions', singular: 'session', plural: 'sessions', catalog: { name: 'session' }, kind: 'ADDED',
  columns: [
    brandId, id, column('user_id', 'uuid'),
    column('session_token', 'text', { label: pii('CREDENTIAL', { level: 'CATASTROPHIC' }) }),
    optional('last_login_ip', 'inet', { label: pii('ONLINE_IDENTIFIER', { mask: 'IP' }) }),
    createdAt, column('expires_at', 'timestamptz'),
  ],
  relations: [toOne('user', 'User', 'user_id')],
  scopes: [
    scope('PERSON', { path: ['user'], column: 'person_id' }),
    scope('BRAND', { permission: 'identity.session.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['user_id', 'id'])],
  subject: { kind: 'PERSON', owner: { path: ['user'], column: 'person_id' } },
}

const organization: Draft = {
  type: 'Organization', table: 'organizations', singular: 'organization', plural: 'organizations',
  columns: [
    brandId, id,
    column('kind', 'text', { enum: 'OrgKind' }),
    column('name', 'text', { label: pii('CONTACT', { mask: 'NAME', ownOrganization: true }) }),
    column('slug', 'text', { label: pii('CONTACT', { mask: 'NAME', ownOrganization: true }) }),
    column('owner_person_id', 'uuid'),
    createdAt, rowVersion,
  ],
  relations: [toMany('workspaces', 'Workspace', 'org_id'), toMany('members', 'OrgMember', 'org_id')],
  references: [reference('identity', 'persons', 'Person', 'owner_person_id', { reverse: 'ownedOrganizations' })],
  scopes: [
    scope('ORG', { column: 'id', permission: 'organization.organization.read' }),
    scope('BRAND', { permission: 'organization.organization.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['slug'], { unique: true }), index(['owner_person_id', 'id']), index(['created_at', 'id'])],
  organization: { path: [], column: 'id' },
  personal: { path: [], column: 'kind', equals: 'PERSONAL' },
}

const workspace: Draft = {
  type: 'Workspace', table: 'workspaces', singular: 'workspace', plural: 'workspaces', catalog: { name: 'workspace' },
  transitions: ['ACTIVE>ARCHIVED'],
  columns: [
    brandId, id, column('org_id', 'uuid'),
    column('name', 'text', { label: pii('CONTACT', { mask: 'NAME', ownOrganization: true }) }),
    column('slug', 'text', { label: pii('CONTACT', { mask: 'NAME', ownOrganization: true }) }),
    column('region', 'text', { orderable: true }),
    column('seat_count', 'integer'),
    column('status', 'text', { enum: 'WorkspaceStatus' }),
    createdAt, rowVersion,
  ],
  relations: [{ ...toOne('organization', 'Organization', 'org_id') }],
  scopes: [
    scope('WORKSPACE', { column: 'id', permission: 'organization.workspace.read' }),
    scope('ORG', { column: 'org_id', permission: 'organization.workspace.read' }),
    scope('BRAND', { permission: 'organization.workspace.read' }),
  ],
  indexes: [
    index(['id'], { unique: true }), index(['org_id', 'slug'], { unique: true }), index(['org_id', 'id']),
    index(['region', 'id']), index(['created_at', 'id']),
  ],
  organization: { path: [], column: 'org_id' },
  workspace: { path: [], column: 'id' },
  personal: { path: ['organization'], column: 'kind', equals: 'PERSONAL' },
}

const orgMember: Draft = {
  type: 'OrgMember', table: 'org_members', singular: 'orgMember', plural: 'orgMembers',
  columns: [
    brandId, id, column('org_id', 'uuid'), column('person_id', 'uuid'), column('user_id', 'uuid'),
    column('tags', 'text', { list: true }),
    optional('suspended_reason', 'text', { label: pii('FREE_TEXT', { level: 'PUBLIC', mask: 'TEXT' }) }),
    createdAt, rowVersion,
  ],
  relations: [toOne('organization', 'Organization', 'org_id')],
  references: [
    reference('identity', 'persons', 'Person', 'person_id', { reverse: 'memberships' }),
    reference('identity', 'users', 'User', 'user_id', { reverse: 'memberships' }),
  ],
  scopes: [
    scope('ORG', { column: 'org_id', permission: 'organization.org_member.read' }),
    scope('PERSON', { column: 'person_id' }),
    scope('BRAND', { permission: 'organization.org_member.read' }),
  ],
  indexes: [
    index(['id'], { unique: true }), index(['org_id', 'person_id'], { unique: true }), index(['org_id', 'id']),
    index(['person_id', 'id']), index(['user_id', 'id']),
  ],
  subject: { kind: 'PERSON', owner: { path: [], column: 'person_id' } },
  organization: { path: [], column: 'org_id' },
}

const plan: Draft = {
  type: 'Plan', table: 'plans', singular: 'plan', plural: 'plans', catalog: { name: 'plan' },
  columns: [
    brandId, id, column('plan_code', 'text', { orderable: true }), column('title', 'text'),
    column('monthly_price_cents', 'bigint'), column('currency', 'char', { wire: 'CurrencyCode' }),
    optional('discount_ratio', 'numeric'), column('is_active', 'boolean'), rowVersion,
  ],
  relations: [toMany('subscriptions', 'BillingSubscription', 'plan_id')],
  scopes: [scope('BRAND')],
  indexes: [index(['id'], { unique: true }), index(['plan_code'], { unique: true }), index(['plan_code', 'id'])],
}

const subscription: Draft = {
  type: 'BillingSubscription', table: 'subscriptions', singular: 'subscription', plural: 'subscriptions', catalog: { name: 'subscription' },
  transitions: ['TRIALING>ACTIVE', 'ACTIVE>CANCELED'],
  columns: [
    brandId, id, column('org_id', 'uuid'), optional('workspace_id', 'uuid'), column('plan_id', 'uuid'),
    column('status', 'text', { enum: 'SubscriptionStatus', orderable: true }), column('mrr_cents', 'bigint'),
    column('currency', 'char', { wire: 'CurrencyCode' }), column('started_at', 'timestamptz', { orderable: true }), rowVersion,
  ],
  relations: [toOne('plan', 'Plan', 'plan_id'), toMany('invoices', 'Invoice', 'subscription_id')],
  references: [
    reference('organization', 'organizations', 'Organization', 'org_id', { field: 'organization', reverse: 'subscriptions' }),
    reference('organization', 'workspaces', 'Workspace', 'workspace_id', { reverse: 'subscriptions' }),
  ],
  scopes: [
    scope('WORKSPACE', { column: 'workspace_id', permission: 'billing.subscription.read' }),
    scope('ORG', { column: 'org_id', permission: 'billing.subscription.read' }),
    scope('BRAND', { permission: 'billing.subscription.read' }),
  ],
  indexes: [
    index(['id'], { unique: true }), index(['org_id', 'id']), index(['workspace_id', 'id']), index(['plan_id', 'id']),
    index(['status', 'id']), index(['started_at', 'id']),
  ],
  organization: { path: [], column: 'org_id' },
  workspace: { path: [], column: 'workspace_id' },
}

const invoice: Draft = {
  type: 'Invoice', table: 'invoices', singular: 'invoice', plural: 'invoices', catalog: { name: 'invoice' },
  transitions: ['DRAFT>OPEN', 'OPEN>PAID', 'OPEN>VOID'],
  columns: [
    brandId, id, column('org_id', 'uuid'), optional('workspace_id', 'uuid'), optional('subscription_id', 'uuid'),
    optional('invoice_number', 'text'),
    column('status', 'text', { enum: 'InvoiceStatus', orderable: true }),
    column('invoice_total_cents', 'bigint'), column('amount_due_cents', 'bigint'), column('currency', 'char', { wire: 'CurrencyCode' }),
    optional('bill_to_email', 'text', { label: pii('CONTACT', { mask: 'EMAIL', lookup: true }) }),
    optional('bill_to_legal_entity', 'text', { label: pii('CONTACT', { mask: 'NAME', ownOrganization: true }), orderable: true }),
    optional('bill_to_tax_id', 'text', { label: pii('GOVERNMENT_ID', { level: 'CATASTROPHIC', mask: 'TAX_ID' }) }),
    optional('memo', 'text', { label: pii('FREE_TEXT', { level: 'PUBLIC', mask: 'TEXT' }) }),
    optional('metadata', 'jsonb', { label: pii('MIXED', { mask: 'JSON' }) }),
    optional('issued_at', 'timestamptz', { orderable: true }), optional('due_on', 'date'), optional('paid_at', 'timestamptz'), rowVersion,
  ],
  relations: [toOne('subscription', 'BillingSubscription', 'subscription_id'), toMany('lines', 'InvoiceLineItem', 'invoice_id')],
  references: [
    reference('organization', 'organizations', 'Organization', 'org_id', { field: 'organization', reverse: 'invoices' }),
    reference('organization', 'workspaces', 'Workspace', 'workspace_id', { reverse: 'invoices' }),
  ],
  scopes: [
    scope('WORKSPACE', { column: 'workspace_id', permission: 'billing.invoice.read' }),
    scope('ORG', { column: 'org_id', permission: 'billing.invoice.read' }),
    scope('BRAND', { permission: 'billing.invoice.read' }),
  ],
  indexes: [
    index(['id'], { unique: true }), index(['invoice_number'], { unique: true }), index(['org_id', 'id']), index(['workspace_id', 'id']),
    index(['subscription_id', 'id']), index(['status', 'id']), index(['issued_at', 'id']), index(['bill_to_legal_entity', 'id']),
  ],
  organization: { path: [], column: 'org_id' },
  workspace: { path: [], column: 'workspace_id' },
}

const line: Draft = {
  type: 'InvoiceLineItem', table: 'invoice_line_items', singular: 'invoiceLineItem', plural: 'invoiceLineItems',
  columns: [
    brandId, id, column('invoice_id', 'uuid'), column('position', 'integer'), column('description', 'text'),
    column('quantity', 'bigint'), column('amount_cents', 'bigint'), column('currency', 'char', { wire: 'CurrencyCode' }),
    optional('external_digest', 'text', { label: { public: true, scope: 'BRAND' } }),
  ],
  relations: [toOne('invoice', 'Invoice', 'invoice_id')],
  scopes: [
    scope('WORKSPACE', { path: ['invoice'], column: 'workspace_id', permission: 'billing.invoice.read' }),
    scope('ORG', { path: ['invoice'], column: 'org_id', permission: 'billing.invoice.read' }),
    scope('BRAND', { permission: 'billing.invoice.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['invoice_id', 'position'], { unique: true }), index(['invoice_id', 'id'])],
  organization: { path: ['invoice'], column: 'org_id' },
  workspace: { path: ['invoice'], column: 'workspace_id' },
}

const paymentMethod: Draft = {
  type: 'PaymentMethod', table: 'payment_methods', singular: 'paymentMethod', plural: 'paymentMethods', catalog: { name: 'payment_method' },
  columns: [
    brandId, id, column('org_id', 'uuid'), optional('workspace_id', 'uuid'),
    optional('card_number_last4', 'char', { label: pii('PAYMENT_CARD', { level: 'CATASTROPHIC', mask: 'LAST4' }) }),
    optional('card_brand', 'text'), optional('provider_key', 'text', { internal: true }), createdAt, rowVersion,
  ],
  references: [reference('organization', 'workspaces', 'Workspace', 'workspace_id', { reverse: 'paymentMethods' })],
  scopes: [
    scope('WORKSPACE', { column: 'workspace_id', permission: 'billing.payment_method.read' }),
    scope('ORG', { column: 'org_id', permission: 'billing.payment_method.read' }),
    scope('BRAND', { permission: 'billing.payment_method.read' }),
  ],
  indexes: [index(['id'], { unique: true }), index(['org_id', 'id']), index(['workspace_id', 'id'])],
  organization: { path: [], column: 'org_id' },
  workspace: { path: [], column: 'workspace_id' },
}

/** People and their accounts: SELF scopes, credentials, a text with a redacted sibling. */
export const identityFixture = module('identity', 0, [{ name: 'UserStatus', values: ['ACTIVE', 'SUSPENDED'] }], [person, user, session])

/** Who works with whom: names that may be a person's, references downward with reverses, a list column. */
export const organizationFixture = module('organization', 1, [
  { name: 'OrgKind', values: ['PERSONAL', 'TEAM', 'ENTERPRISE'] },
  { name: 'WorkspaceStatus', values: ['ACTIVE', 'ARCHIVED'] },
], [organization, workspace, orgMember])

/** Money: reference data, `via` scopes, every catastrophic category, a BRAND-only public column. */
export const billingFixture = module('billing', 3, [
  { name: 'SubscriptionStatus', values: ['TRIALING', 'ACTIVE', 'CANCELED'] },
  { name: 'InvoiceStatus', values: ['DRAFT', 'OPEN', 'PAID', 'VOID'] },
], [plan, subscription, invoice, line, paymentMethod])

/** The three modules in the order of the dependency rule. */
export const fixtureModules: readonly ModuleMetadata[] = [identityFixture, organizationFixture, billingFixture]
