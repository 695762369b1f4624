import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Subgraph, SubgraphResponse } from '../../schema/subgraph.ts'
import type { Resolvers } from './resolvers.ts'
import { fixtureDatabase, type FixtureDatabase } from './testing/fixture-database.ts'
import { analystOf, billingAdminOf, fixtureId, memberOf, nobody, supportOf } from './testing/fixture-people.ts'
import { fixtureRows } from './testing/fixture-rows.ts'
import { envelopeOf, fixtureSubgraph } from './testing/fixture-subgraph.ts'

let database: FixtureDatabase
let billing: Subgraph
let identity: Subgraph

const handWritten = `
extend type Invoice {
  isOpen: Boolean! @sensitivity(reads: ["Invoice.status"], scope: [ORG])
  newestLine: InvoiceLineItem @sensitivity(reads: ["InvoiceLineItem.invoiceId", "InvoiceLineItem.position"], scope: [ORG])
  secret: String @sensitivity(reads: [], scope: [ORG])
}
extend type Query {
  cheapestPlan: Plan @sensitivity(reads: ["Plan.monthlyPriceCents"], scope: [BRAND])
  openInvoices(first: Int): InvoiceConnection @sensitivity(reads: ["Invoice.status"], scope: [ORG])
}`

const resolvers: Resolvers = {
  Invoice: {
    isOpen: async (id, _args, { view }) => (await view.row('Invoice', id))?.status === 'OPEN',
    newestLine: (id, _args, { view }) => view.firstChild('InvoiceLineItem', id, { by: 'invoiceId', orderBy: [{ field: 'position', direction: 'DESC' }] }),
    secret: (id, _args, { view }) => view.firstChild('InvoiceLineItem', id, { by: 'invoiceId' }),
  },
  Query: {
    cheapestPlan: (_id, _args, { view }) => view.first('Plan', { orderBy: [{ field: 'monthlyPriceCents', direction: 'ASC' }] }),
    openInvoices: (_id, page, { view }) => view.list('Invoice', { filter: { status: { eq: 'OPEN' } }, page }),
  },
}

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  billing = fixtureSubgraph('billing', { pool: database.pool, handWritten, resolvers })
  identity = fixtureSubgraph('identity', { pool: database.pool })
})
afterAll(() => database.end())

interface Ask { readonly variables?: Record<string, unknown>, readonly principal?: Principal, readonly subgraph?: Subgraph }

function ask(query: string, { variables, principal = supportOf(1), subgraph = billing }: Ask = {}): Promise<SubgraphResponse> {
  return subgraph.execute({ query, variables, envelope: envelopeOf(principal) })
}

/** The same through the door of graphql-js, which an introspection field opens. */
async function askByTheBook(query: string, options: Ask = {}): Promise<SubgraphResponse> {
  const answer = await ask(query.replace(/\}\s*$/, ' opened: __type(name: "Query") { name } }'), options)
  if (!answer.data) return answer
  const { opened, ...data } = answer.data
  expect(opened).toEqual({ name: 'Query' })
  return { ...answer, data }
}

const operations: readonly { readonly name: string, readonly query: string, readonly variables?: Record<string, unknown>, readonly statements?: number }[] = [
  { name: 'a row by id', query: `query { invoice(id: "${fixtureId('invoice', 5)}") { id status } }` },
  { name: 'no row', query: `query { invoice(id: "${fixtureId('invoice', 999)}") { id } plan(id: "x") { id } }` },
  { name: 'a row by its key', query: 'query { planByPlanCode(planCode: "p2") { title __typename } other: planByPlanCode(planCode: "none") { id } }' },
  { name: 'a list with everything', query: `query { invoices(first: 3) { __typename nodes { __typename id n: invoiceNumber dueOn issuedAt metadata } edges { __typename cursor node { id status } c2: cursor } pageInfo { __typename hasNextPage hasPreviousPage endCursor start: startCursor } totalCount t: totalCount } }` },
  { name: 'nodes twice', query: 'query { invoices(first: 2) { a: nodes { id } b: nodes { status } edges { x: node { id } y: node { currency } } } }' },
  { name: 'a count alone', query: 'query { invoices { totalCount } }' },
  { name: 'page info alone', query: 'query { invoices(first: 1) { pageInfo { hasNextPage } } }' },
  { name: 'a page from the end', query: 'query { invoices(last: 3) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }' },
  { name: 'an offset', query: 'query { invoices(first: 2, offset: 5, orderBy: [{ field: ID }]) { nodes { id } pageInfo { hasPreviousPage } } }' },
  { name: 'aliases of one list', query: 'query { a: invoices(first: 1) { nodes { lines(first: 1) { nodes { id } } more: lines(first: 2, orderBy: [{ field: ID }]) { totalCount nodes { id } } } } }' },
  { name: 'money', query: 'query { invoices(first: 2) { nodes { invoiceTotalMoney { __typename amountMinor currency formatted de: formatted(locale: "de") odd: formatted(locale: "not a locale") } } } }' },
  { name: 'relations down and up', query: 'query { subscriptions(first: 2) { nodes { id plan { title subscriptions(first: 1) { nodes { id } } } invoices(first: 2) { nodes { id subscription { id } } pageInfo { hasNextPage } } } } }' },
  { name: 'keys of other modules', query: 'query { invoices(first: 11, orderBy: [{ field: ID }]) { nodes { workspaceId workspace { __typename id } organization { id } } } }' },
  { name: 'lists beside a key', query: 'query { invoices(first: 2) { nodes { workspace { id subscriptions(first: 1) { nodes { id } totalCount } } } } }' },
  { name: 'fragments', query: 'fragment page on InvoiceConnection { nodes { ...row ... on Invoice { id } ... { currency } } } fragment row on Invoice { status id } query { invoices(first: 1) { ...page } }' },
  { name: 'conditions', query: 'query ($yes: Boolean!, $no: Boolean!) { invoices(first: 1) { nodes { id status @include(if: $yes) currency @skip(if: $yes) lines(first: 1) @include(if: $no) { totalCount } ... @include(if: $no) { dueOn } } } }', variables: { yes: true, no: false } },
  { name: 'variables', query: 'query ($n: Int = 2, $f: InvoiceFilter, $o: [InvoiceOrderBy!], $s: InvoiceStatus!) { invoices(first: $n, filter: $f, orderBy: $o) { nodes { id status } } b: invoices(filter: { status: { eq: $s } }, first: 1) { nodes { status } } }', variables: { f: { status: { in: ['OPEN'] } }, o: [{ field: 'ISSUED_AT', direction: 'DESC' }], s: 'PAID' } },
  { name: 'a key longer than an identifier', query: `query { invoices(first: 2) { nodes { ${'a'.repeat(70)}1: id ${'a'.repeat(70)}2: status lines(first: 1) { nodes { ${'b'.repeat(64)}: position } } } } }` },
  { name: 'entities', query: 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Invoice { id status lines(first: 1) { nodes { id } } } ... on Workspace { id invoices(first: 2) { nodes { id } edges { cursor } } subscriptions { totalCount } } ... on Plan { title } } }', variables: {
    r: [
      { __typename: 'Invoice', id: fixtureId('invoice', 7) }, { __typename: 'Workspace', id: fixtureId('workspace', 2) }, { __typename: 'Invoice', id: fixtureId('invoice', 999) },
      { __typename: 'Plan', id: 'malformed' }, { __typename: 'Invoice', id: fixtureId('invoice', 7).toUpperCase() }, { __typename: 'Workspace', id: fixtureId('workspace', 99) },
    ],
  } },
]

describe.each([supportOf(1), memberOf(3), billingAdminOf(2), analystOf(1), nobody].map((principal) => ({ principal, who: principal.id })))('asked by $who', ({ principal }) => {
  it.each(operations)('both doors give the same for $name', async ({ query, variables }) => {
    const [short, long] = [await ask(query, { variables, principal }), await askByTheBook(query, { variables, principal })]
    expect(short.errors).toBeUndefined()
    expect(JSON.stringify(short)).toBe(JSON.stringify(long))
  })

  it('people look the same through both doors', async () => {
    const query = 'query { users(first: 3) { nodes { id email fullName bio passwordHash person { displayName contactEmail } sessions(first: 1) { nodes { lastLoginIp } } } } }'
    const [short, long] = [await ask(query, { principal, subgraph: identity }), await askByTheBook(query, { principal, subgraph: identity })]
    expect(short.errors).toBeUndefined()
    expect(JSON.stringify(short)).toBe(JSON.stringify(long))
  })
})

describe('both doors refuse alike', () => {
  it.each([
    ['a page that is too large', 'query { invoices(first: 101) { totalCount } }', 'PAGE_TOO_LARGE'],
    ['a page without rows', 'query { invoices(first: 0) { totalCount } }', 'VALIDATION_FAILED'],
    ['a page of less than nothing', 'query { invoices(first: -1) { totalCount } }', 'VALIDATION_FAILED'],
    ['an offset that is too large', 'query { invoices(offset: 10001) { totalCount } }', 'OFFSET_TOO_LARGE'],
    ['both ends at once', 'query { invoices(first: 1, last: 1) { totalCount } }', 'VALIDATION_FAILED'],
    ['nulls where no index has them', 'query { invoices(orderBy: [{ field: ISSUED_AT, direction: ASC, nulls: FIRST }]) { totalCount } }', 'VALIDATION_FAILED'],
    ['an order by a hidden value', 'query { invoices(orderBy: [{ field: BILL_TO_LEGAL_ENTITY }]) { nodes { id } } }', 'PII_ORDER_REFUSED'],
    ['a filter by a hidden value', 'query { invoices(filter: { billToTaxId: { eq: "x" } }) { nodes { id } } }', 'PII_FILTER_REFUSED'],
    ['an unknown field', 'query { invoices { nodes { nope } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['no GraphQL at all', 'query { invoices {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown type of entity', 'query { _entities(representations: [{ __typename: "Nope", id: "1" }]) { __typename } }', 'VALIDATION_FAILED'],
  ])('%s', async (_name, query, code) => {
    database.sent()
    for (const answer of [await ask(query), await askByTheBook(query)]) {
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual([code])
      expect(answer.data ?? null).toBeNull()
      expect(JSON.stringify(answer)).not.toMatch(/nope|Nope|billToTaxId.*x/)
    }
    expect(database.sent()).toEqual([])
  })
})

describe('the number of statements', () => {
  it('is that of the root fields and entity types', async () => {
    database.sent()
    for (const { query, variables } of operations) await ask(query, { variables })
    // one each, but two roots in two of them and two types of entities in the last; a malformed key names no row and asks for none
    expect(database.sent()).toHaveLength(operations.length + 3)
  })
})

describe('fields written by hand', () => {
  it('stand beside fields of the plan, one statement for all rows', async () => {
    database.sent()
    const { data, errors } = await ask('{ invoices(first: 3, orderBy: [{ field: ID }]) { nodes { n: id isOpen newestLine { position description } } } }')
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      invoices: {
        nodes: [
          { n: fixtureId('invoice', 1), isOpen: false, newestLine: { position: 240, description: 'Line' } },
          { n: fixtureId('invoice', 2), isOpen: false, newestLine: { position: 241, description: 'Line' } },
          { n: fixtureId('invoice', 3), isOpen: true, newestLine: { position: 242, description: 'Line' } },
        ],
      },
    })
    expect(database.sent()).toHaveLength(3)
  })

  it('stand on entities and at the root', async () => {
    const { data, errors } = await ask(`{
      _entities(representations: [{ __typename: "Invoice", id: "${fixtureId('invoice', 3)}" }]) { ... on Invoice { isOpen } }
      cheapestPlan { title subscriptions(first: 1) { totalCount } }
      openInvoices(first: 2) { nodes { status isOpen } totalCount pageInfo { hasNextPage } }
    }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      _entities: [{ isOpen: true }],
      cheapestPlan: { title: 'Plan 1', subscriptions: { totalCount: 8 } },
      openInvoices: { nodes: [{ status: 'OPEN', isOpen: true }, { status: 'OPEN', isOpen: true }], totalCount: 40, pageInfo: { hasNextPage: true } },
    })
  })

  it('see no more rows than their caller', async () => {
    const { data } = await ask('{ openInvoices { totalCount } }', { principal: memberOf(2) })
    expect(data).toEqual({ openInvoices: { totalCount: 8 } })
  })

  it('cannot read what their label does not name', async () => {
    const { data, errors } = await ask('{ invoices(first: 1) { nodes { secret } } }')
    expect(data).toEqual({ invoices: { nodes: [{ secret: null }] } })
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' }, path: ['invoices', 'nodes', 0, 'secret'] }])
  })
})
