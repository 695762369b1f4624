import { buildSubgraphSchema } from '@apollo/subgraph'
import { parse } from 'graphql'
import { expect, it } from 'vitest'
import type { ModuleMetadata } from '../model.ts'
import { billingFixture, fixtureModules, organizationFixture } from './fixture.ts'
import { printModule } from './print-module.ts'

const printed = (metadata: ModuleMetadata, handWritten = ''): string => printModule({ metadata, question: 'Who pays?', handWritten, modules: fixtureModules })

/** Definition of a type as it stands in the contract, without descriptions. */
const definition = (sdl: string, name: string): string => {
  const found = sdl.split('\n\n').find(block => new RegExp(`^(type|input|enum) ${name}\\b`, 'm').test(block)) ?? ''
  return found.split('\n').filter(line => !/^\s*"/.test(line)).join('\n')
}

it('prints an entity: columns, money, what an id leads to, lists', () => {
  expect(definition(printed(billingFixture), 'Invoice')).toMatchInlineSnapshot(`
    "type Invoice @key(fields: "id") {
      brandId: ID!
      id: ID!
      orgId: ID!
      organization: Organization @cost(weight: "1")
      workspaceId: ID
      workspace: Workspace @cost(weight: "1")
      subscriptionId: ID
      subscription: BillingSubscription
      invoiceNumber: String
      status: InvoiceStatus!
      invoiceTotalCents: SafeInt!
      invoiceTotalMoney: Money!
      amountDueCents: SafeInt!
      amountDueMoney: Money!
      currency: CurrencyCode!
      billToEmail: String @sensitivity(level: PII, category: CONTACT, mask: EMAIL, subject: "none", lookup: true) @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      billToLegalEntity: String @sensitivity(level: PII, category: CONTACT, mask: NAME, subject: "none") @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      billToTaxId: String @sensitivity(level: CATASTROPHIC, category: GOVERNMENT_ID, mask: TAX_ID, subject: "none") @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      memo: String @sensitivity(category: FREE_TEXT, mask: TEXT, subject: "none") @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      metadata: JSON @sensitivity(level: PII, category: MIXED, mask: JSON, subject: "none") @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      issuedAt: DateTime
      dueOn: Date
      paidAt: DateTime
      rowVersion: Int!
      lines(first: Int, after: String, last: Int, before: String, filter: InvoiceLineItemFilter, orderBy: [InvoiceLineItemOrderBy!]): InvoiceLineItemConnection! @cost(weight: "1") @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
    }"
  `)
})

it('prints a filter with the label of every sensitive column, and none for JSON', () => {
  expect(definition(printed(billingFixture), 'InvoiceFilter')).toMatchInlineSnapshot(`
    "input InvoiceFilter {
      and: [InvoiceFilter!]
      or: [InvoiceFilter!]
      not: InvoiceFilter
      brandId: IDFilter
      id: IDFilter
      orgId: IDFilter
      workspaceId: IDFilter
      subscriptionId: IDFilter
      invoiceNumber: StringFilter
      status: InvoiceStatusFilter
      invoiceTotalCents: SafeIntFilter
      amountDueCents: SafeIntFilter
      currency: CurrencyCodeFilter
      billToEmail: StringFilter @sensitivity(level: PII, category: CONTACT, mask: EMAIL, subject: "none", lookup: true, reads: ["Invoice.billToEmail"]) @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      billToLegalEntity: StringFilter @sensitivity(level: PII, category: CONTACT, mask: NAME, subject: "none", reads: ["Invoice.billToLegalEntity"]) @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      billToTaxId: StringFilter @sensitivity(level: CATASTROPHIC, category: GOVERNMENT_ID, mask: TAX_ID, subject: "none", reads: ["Invoice.billToTaxId"]) @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      memo: StringFilter @sensitivity(category: FREE_TEXT, mask: TEXT, subject: "none", reads: ["Invoice.memo"]) @tag(name: "member") @tag(name: "staff") @tag(name: "privacy")
      issuedAt: DateTimeFilter
      dueOn: DateFilter
      paidAt: DateTimeFilter
      rowVersion: IntFilter
      subscription: BillingSubscriptionFilter
      lines: InvoiceLineItemListFilter
    }"
  `)
})

it('orders by what an index serves, labelled where the column is', () => {
  expect(definition(printed(billingFixture), 'InvoiceOrderField')).toMatchInlineSnapshot(`
    "enum InvoiceOrderField {
      ID
      STATUS
      BILL_TO_LEGAL_ENTITY @sensitivity(level: PII, category: CONTACT, mask: NAME, subject: "none", reads: ["Invoice.billToLegalEntity"]) @tag(name: "member")
      ISSUED_AT
    }"
  `)
})

it('declares credentials, so that asking for one explains itself, and takes them as no input', () => {
  const [identity] = fixtureModules
  const sdl = identity === undefined ? '' : printed(identity)
  expect(definition(sdl, 'Session')).toContain('sessionToken: String @sensitivity(level: CATASTROPHIC, category: CREDENTIAL, subject: "user.personId")')
  expect(definition(sdl, 'SessionFilter')).not.toContain('sessionToken')
})

it('filters an address by a type that refuses what is none', () => {
  const [identity] = fixtureModules
  expect(definition(identity === undefined ? '' : printed(identity), 'SessionFilter')).toContain('lastLoginIp: IPAddressFilter @sensitivity(')
})

it('offers entry points by id, as a list and by every natural key of public columns', () => {
  const query = definition(printed(organizationFixture), 'Query')
  expect(query).toContain('orgMemberByOrgIdAndPersonId(orgId: ID!, personId: ID!): OrgMember')
  expect(query).not.toContain('organizationBySlug')
  expect(query).toContain('offset: Int, filter: OrganizationFilter, orderBy: [OrganizationOrderBy!]): OrganizationConnection @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)\n')
})

it('knows an entity of another module by its key and what it gives to it', () => {
  expect(definition(printed(organizationFixture), 'Person')).toMatchInlineSnapshot(`
    "type Person @key(fields: "id") {
      id: ID!
      ownedOrganizations(first: Int, after: String, last: Int, before: String, filter: OrganizationFilter, orderBy: [OrganizationOrderBy!]): OrganizationConnection @cost(weight: "2") @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
      memberships(first: Int, after: String, last: Int, before: String, filter: OrgMemberFilter, orderBy: [OrgMemberOrderBy!]): OrgMemberConnection @cost(weight: "2") @listSize(assumedSize: 20, slicingArguments: ["first", "last"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
    }"
  `)
})

it('points to an entity that it gives nothing to without offering to resolve it', () => {
  const withoutReverse = {
    ...billingFixture,
    entities: billingFixture.entities.map(entity => ({ ...entity, references: entity.references.map(({ reverse, ...reference }) => reference) })),
  }
  expect(definition(printed(withoutReverse), 'Workspace')).toBe('type Workspace @key(fields: "id", resolvable: false) {\n  id: ID!\n}')
})

it('gives a row instead of a list where a unique key allows one row at most', () => {
  const oneToOne = {
    ...billingFixture,
    entities: billingFixture.entities.map(entity => entity.type !== 'PaymentMethod' ? entity : {
      ...entity, indexes: [...entity.indexes, { columns: ['brand_id', 'workspace_id'], unique: true, method: 'btree', nullsNotDistinct: false } as const],
    }),
  }
  expect(definition(printed(oneToOne), 'Workspace')).toContain('\n  paymentMethods: PaymentMethod @cost(weight: "1")\n')
})

it('adds hand-written fields to their types and keeps their own types as they are', () => {
  const sdl = printed(billingFixture, `
extend type Invoice {
  "Late."
  isOverdue: Boolean!
    @sensitivity(reads: ["Invoice.status"], scope: [ORG])
}

extend type Person {
  "Owed."
  debt: Debt
}

"""What is owed."""
type Debt {
  "In cents."
  cents: SafeInt
}
`)
  expect(sdl).toContain('  "Late."\n  isOverdue: Boolean!\n    @sensitivity(reads: ["Invoice.status"], scope: [ORG]) @cost(weight: "1") @tag(name: "member")\n}')
  expect(definition(sdl, 'Person')).toBe('type Person @key(fields: "id") {\n  id: ID!\n  debt: Debt @cost(weight: "5")\n}')
  expect(sdl).toContain('"""What is owed."""\ntype Debt {\n  "In cents."\n  cents: SafeInt\n}')
})

it('gives a written page the size and the cost of a generated one, and leaves a cost that people wrote', () => {
  const sdl = printed(billingFixture, `
extend type Invoice {
  "Said."
  late: Boolean @cost(weight: "7")
  "Paged."
  owners(first: Int, after: String, last: Int, before: String): OwnerConnection
}

"A page."
type OwnerConnection @sensitivity(reads: [], scope: [SELF]) { "Rows." nodes: [Person!]! }
`)
  expect(sdl).toContain('late: Boolean @cost(weight: "7")\n')
  expect(sdl).toContain('before: String): OwnerConnection @cost(weight: "5") @listSize(assumedSize: 20,')
  expect(sdl).toContain('type OwnerConnection @cost(weight: "0") @sensitivity(')
})

it('refuses to extend a type that nobody has', () => {
  expect(() => printed(billingFixture, 'extend type Unicorn { "Its horn." horn: ID }')).toThrow('No module has a type Unicorn')
})

it('is a schema that the subgraph library takes', () => {
  for (const module of fixtureModules) expect(() => buildSubgraphSchema(parse(printed(module)))).not.toThrow()
})
