import { describe, expect, it } from 'vitest'
import { fixtureModules } from '../sdl/fixture.ts'
import { printModule } from '../sdl/print-module.ts'
import { contractOf, type Contract } from './contract.ts'
import { lintContracts, lints } from './lints.ts'

const sdlOf = (name: string, handWritten = ''): string => {
  const metadata = fixtureModules.find(module => module.name === name)
  if (metadata === undefined) throw new Error(`The fixture has no module ${name}.`)
  return printModule({ metadata, question: 'Why?', handWritten, modules: fixtureModules })
}

interface Plant {
  readonly module?: 'identity' | 'organization' | 'billing'
  /** SDL that is appended to the contract of the module. */
  readonly append?: string
  /** Text of the contract that is changed. */
  readonly replace?: readonly [found: string, replacement: string]
  /** SDL that the module has written by hand. */
  readonly handWritten?: string
}

/** The three modules of the fixture with one change; a change that finds nothing to change is a mistake of the test. */
const planted = ({ module = 'billing', append = '', replace, handWritten = '' }: Plant): readonly Contract[] =>
  fixtureModules.map(({ name }) => {
    if (name !== module) return contractOf(name, sdlOf(name))
    const sdl = sdlOf(name, handWritten)
    if (replace !== undefined && !sdl.includes(replace[0])) throw new Error(`The contract of ${name} has no "${replace[0]}".`)
    return contractOf(name, `${replace === undefined ? sdl : sdl.replace(...replace)}\n${append}`, handWritten)
  })

const plants: Readonly<Record<string, readonly (Plant & { readonly what: string; readonly at: string })[]>> = {
  L1: [
    {
      what: 'a field of two subgraphs that is public in one of them', at: 'PageInfo.startCursor',
      replace: ['startCursor: String', 'startCursor: String @sensitivity(level: PII, category: CONTACT)'],
    },
  ],
  L2: [
    { what: 'a sensitive key', at: 'Invoice.billToEmail', replace: ['type Invoice @key(fields: "id")', 'type Invoice @key(fields: "id billToEmail")'] },
    {
      what: 'a sensitive key behind a relation', at: 'Plan.title',
      replace: ['type BillingSubscription @key(fields: "id")', 'type BillingSubscription @key(fields: "id plan { title }")'],
      append: 'extend type Plan { "Shown." title: String @sensitivity(category: FREE_TEXT) }',
    },
  ],
  L3: [
    {
      what: '@requires of a sensitive field', at: 'User.greeting', module: 'organization',
      append: 'extend type User { "Of identity." email: String @external @sensitivity(level: PII, category: CONTACT, mask: EMAIL, subject: "personId", lookup: true, pseudonym: true) "Says hello." greeting: String @requires(fields: "email") }',
    },
    {
      what: '@requires together with arguments', at: 'User.age', module: 'organization',
      append: 'extend type User { "Of identity." createdAt: DateTime! @external "Since when." age(unit: ID): Int @requires(fields: "createdAt") }',
    },
    {
      what: 'a field derived from another module\'s sensitive field', at: 'Workspace.ownerEmail', module: 'billing',
      append: 'extend type Workspace { "Whom to write to." ownerEmail: String @sensitivity(reads: ["User.email"], scope: [ORG]) }',
    },
  ],
  L4: [
    {
      what: 'an implementer that is labelled otherwise than its interface', at: 'Contact.email',
      append: `"Reachable." interface Reachable { "Where to write." email: String }
        "A contact." type Contact implements Reachable { "Where to write." email: String @sensitivity(level: PII, category: CONTACT) }`,
    },
  ],
  L5: [
    { what: 'a sensitive field that is non-null', at: 'Invoice.memo', replace: ['memo: String @', 'memo: String! @'] },
    { what: 'a value for brand-wide readers that is non-null', at: 'InvoiceLineItem.externalDigest', replace: ['externalDigest: String @', 'externalDigest: String! @'] },
    {
      what: 'a non-null field derived from a sensitive one', at: 'Invoice.hasEmail',
      append: 'extend type Invoice { "Has an address." hasEmail: Boolean! @sensitivity(reads: ["Invoice.billToEmail"], scope: [ORG]) }',
    },
  ],
  L6: [
    {
      what: 'a filter member that lost its label', at: 'InvoiceFilter.memo',
      replace: ['memo: StringFilter @sensitivity(category: FREE_TEXT, mask: TEXT, subject: "none", reads: ["Invoice.memo"])', 'memo: StringFilter'],
    },
    {
      what: 'a filter member that names another coordinate', at: 'InvoiceFilter.memo', replace: ['reads: ["Invoice.memo"]', 'reads: ["Invoice.status"]'],
    },
    {
      what: 'an order member that is labelled more weakly', at: 'InvoiceOrderField.BILL_TO_LEGAL_ENTITY',
      replace: ['BILL_TO_LEGAL_ENTITY @sensitivity(level: PII,', 'BILL_TO_LEGAL_ENTITY @sensitivity('],
    },
    {
      what: 'a dimension without the label of its field', at: 'InvoiceDimension.BILL_TO_EMAIL',
      append: '"What to group by." enum InvoiceDimension { STATUS BILL_TO_EMAIL }',
    },
    {
      what: 'an argument that is labelled more weakly', at: 'Query.invoicesOf(email:)',
      append: 'extend type Query { "Sent there." invoicesOf(email: String! @sensitivity(reads: ["Invoice.billToEmail"], scope: [ORG])): Invoice }',
    },
    {
      what: 'a credential in a filter', at: 'UserFilter.passwordHash', module: 'identity',
      replace: ['  "The full name of the row."\n  fullName: StringFilter', '  "Never."\n  passwordHash: StringFilter @sensitivity(level: CATASTROPHIC, category: CREDENTIAL, subject: "personId", reads: ["User.passwordHash"])\n  "The full name of the row."\n  fullName: StringFilter'],
    },
  ],
  L7: [
    { what: 'a description with an e-mail address', at: 'billing.Plan.title', replace: ['"The title of the row."\n  title: String!', '"Ask jane.roe@example.com."\n  title: String!'] },
    { what: 'a default with a token', at: 'billing.Plan.of.token', append: 'extend type Plan { "Whose." of(token: String = "vgp_0123456789ABCDEF"): Int }' },
    {
      what: 'a deprecation reason with a phone number', at: 'billing.Plan.old.deprecated.reason',
      append: 'extend type Plan { "Old." old: Int @deprecated(reason: "Call +49 30 1234567.") }',
    },
  ],
  L8: [
    {
      what: 'a hand-written text without a label', at: 'Note.text',
      handWritten: '"A note." type Note { "What it says." text: String @deprecated(reason: "none") "How long." size: Int @sensitivity(reads: [], scope: [ORG]) }',
    },
    {
      what: 'a hand-written text argument without a label', at: 'Query.planLike(title:)',
      handWritten: 'extend type Query { "A plan by its title." planLike(title: String!): Plan @sensitivity(reads: ["Plan.title"], scope: [BRAND]) }',
    },
    {
      what: 'a hand-written JSON input without a label', at: 'NoteInput.settings',
      handWritten: '"A note." input NoteInput { "Any." settings: JSON }',
    },
  ],
  L9: [
    { what: 'a directive that lacks an argument in one subgraph', at: 'billing', replace: [', lookup: Boolean! = false', ''] },
    { what: 'a subgraph that does not compose the directive', at: 'billing', replace: ['  @composeDirective(name: "@sensitivity")\n', ''] },
  ],
  L10: [
    { what: 'a field that another module owns', at: 'Workspace.region', append: 'extend type Workspace { "Where it is." region: String! }' },
    { what: 'an enumeration of another module', at: 'OrgKind', append: '"Kinds." enum OrgKind { PERSONAL TEAM ENTERPRISE }' },
    { what: 'a shared filter in other words', at: 'IntFilter', replace: ['input IntFilter {', 'input IntFilter {\n  "Between." between: [Int!]'] },
  ],
  L11: [
    { what: 'an entity with the name of a root', at: 'Subscription', append: '"A contract." type Subscription @key(fields: "id") { "Its id." id: ID! }' },
    { what: 'a type that begins with an underscore', at: '_Hidden', append: '"Hidden." type _Hidden { "One." one: Int }' },
  ],
  L12: [
    { what: 'a hand-written query that does not say what it reads', at: 'Query.planCount', handWritten: 'extend type Query { "How many." planCount: Int }' },
    {
      what: 'a hand-written field without a scope', at: 'Plan.isDear',
      handWritten: 'extend type Plan { "Costs a lot." isDear: Boolean @sensitivity(reads: ["Plan.monthlyPriceCents"]) }',
    },
    {
      what: 'a derived field that reads what is not there', at: 'Plan.isDear',
      handWritten: 'extend type Plan { "Costs a lot." isDear: Boolean @sensitivity(reads: ["Plan.price"], scope: [BRAND]) }',
    },
    {
      what: 'a command argument that does not say what it reads', at: 'Mutation.archivePlan(id:)',
      handWritten: 'extend type Mutation { "Ends a plan." archivePlan(id: ID!): Plan @sensitivity(reads: ["Plan.id"], scope: [BRAND]) }',
    },
  ],
  S1: [
    { what: 'a field without a description', at: 'Plan.title', replace: ['"The title of the row."\n  title: String!', 'title: String!'] },
    { what: 'a type without a description', at: 'Plan', replace: ['"""The plan of the fixture."""', ''] },
  ],
  S2: [
    { what: 'a field in snake case', at: 'Plan.end_date', append: 'extend type Plan { "When." end_date: Date }' },
    { what: 'a value of an enumeration in lower case', at: 'Speed.fast', append: '"Speeds." enum Speed { fast }' },
    { what: 'an input that does not say what it is for', at: 'PlanData', append: '"Data." input PlanData { "Its id." id: ID }' },
  ],
  S3: [
    { what: 'a page without page info', at: 'PlanConnection', replace: ['pageInfo: PageInfo!', 'pageInfo: PageInfo'] },
    {
      what: 'a field that gives a page but takes no cursor', at: 'Plan.heirs',
      append: 'extend type Plan { "Plans after it." heirs(first: Int, last: Int, before: String): PlanConnection }',
    },
  ],
}

it('finds nothing in the contracts of the fixture', () => {
  expect(lintContracts(fixtureModules.map(({ name }) => contractOf(name, sdlOf(name))))).toEqual([])
})

it('has a planted violation for every rule', () => {
  expect(Object.keys(plants)).toEqual(Object.keys(lints))
})

describe.each(Object.entries(plants))('%s', (code, ofRule) => {
  it.each(ofRule)('sees $what', plant => {
    const found = (lints[code] ?? (() => []))(planted(plant))
    expect(found.map(finding => [finding.code, finding.at])).toContainEqual([code, plant.at])
  })
})
