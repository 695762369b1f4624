import { describe, expect, it } from 'vitest'
import type { Resolvers } from '../resolvers.ts'
import { fakePool } from '../testing/fake-pool.ts'
import { fixtureSubgraph } from '../testing/fixture-subgraph.ts'

const pool = fakePool(async () => ({ rows: [], rowCount: 0 }))
const answers = (): null => null
const start = (handWritten: string, resolvers: Resolvers) => (): unknown => fixtureSubgraph('billing', { pool, handWritten, resolvers })

const GOOD = 'extend type Invoice { isOpen(at: Date @sensitivity(reads: ["Invoice.issuedAt"], scope: [ORG])): Boolean @sensitivity(reads: ["Invoice.status"], scope: [ORG]) }'

describe('a subgraph starts', () => {
  it('with resolvers for what is written by hand', () => {
    expect(start(GOOD, { Invoice: { isOpen: answers } })).not.toThrow()
  })

  it('with objects whose fields are values', () => {
    const handWritten = 'type Summary @sensitivity(reads: ["Invoice.status"], scope: [ORG]) { open: Int } extend type Query { summary: Summary @sensitivity(reads: ["Invoice.status"], scope: [ORG]) }'
    expect(start(handWritten, { Query: { summary: answers } })).not.toThrow()
  })
})

describe('a subgraph does not start', () => {
  it.each([
    ['without a resolver of a field', GOOD, {}, 'Invoice.isOpen has no resolver.'],
    ['without a resolver of a query', 'extend type Query { cheapest: Plan @sensitivity(reads: [], scope: [BRAND]) }', {}, 'Query.cheapest has no resolver.'],
    ['without a resolver of a field that it gives to another module', 'extend type Workspace { isPaid: Boolean @sensitivity(reads: [], scope: [ORG]) }', {}, 'Workspace.isPaid has no resolver.'],
    ['with a resolver of no field', '', { Invoice: { isOpen: answers } }, 'Invoice.isOpen has a resolver, but is not in the contract.'],
    ['with a resolver of a field that is generated', '', { Invoice: { billToTaxId: answers } }, 'Invoice.billToTaxId has a resolver, but is generated'],
    ['with a resolver of a query that is generated', '', { Query: { invoices: answers } }, 'Query.invoices has a resolver, but is generated'],
    ['with a label that reads no column', GOOD.replace('Invoice.status', 'Invoice.state'), { Invoice: { isOpen: answers } }, 'Invoice.isOpen reads Invoice.state, which billing does not have.'],
    ['with a label that reads a list', GOOD.replace('Invoice.status', 'Invoice.lines'), { Invoice: { isOpen: answers } }, 'Invoice.isOpen reads Invoice.lines, which billing does not have.'],
    ['with an argument that reads another module', GOOD.replace('Invoice.issuedAt', 'User.email'), { Invoice: { isOpen: answers } }, 'Invoice.isOpen(at:) reads User.email, which billing does not have.'],
  ] as const)('%s', (_, handWritten, resolvers, message) => {
    expect(start(handWritten, resolvers)).toThrow(message)
  })

  it('and tells of all mistakes at once', () => {
    const start = (): unknown => fixtureSubgraph('billing', { pool, handWritten: GOOD.replace('Invoice.status', 'Invoice.state'), resolvers: { Query: { nothing: answers } } })
    expect(start).toThrowErrorMatchingInlineSnapshot(`
      [Error: The fields that billing writes by hand are not in order:
        Invoice.isOpen has no resolver.
        Invoice.isOpen reads Invoice.state, which billing does not have.
        Query.nothing has a resolver, but is not in the contract.]
    `)
  })
})
