import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Subgraph } from '../../schema/subgraph.ts'
import { fixtureDatabase, type FixtureDatabase } from './testing/fixture-database.ts'
import { analystOf, memberOf, supportOf } from './testing/fixture-people.ts'
import { fixtureRows } from './testing/fixture-rows.ts'
import { envelopeOf, fixtureSubgraph } from './testing/fixture-subgraph.ts'
import { isObject } from './read/decode.ts'

let database: FixtureDatabase
let billing: Subgraph

beforeAll(async () => {
  database = await fixtureDatabase(fixtureRows)
  billing = fixtureSubgraph('billing', { pool: database.pool })
})
afterAll(() => database.end())

interface Node { readonly id: string, readonly status: string, readonly issuedAt: string | null }
interface Page { readonly nodes: readonly Node[], readonly edges: readonly { readonly cursor: string }[], readonly pageInfo: Record<string, unknown> }

const QUERY = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: [InvoiceOrderBy!], $filter: InvoiceFilter) {
  invoices(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy, filter: $filter) {
    nodes { id status issuedAt } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

function isPage(value: unknown): value is Page {
  return isObject(value) && Array.isArray(value.nodes) && isObject(value.pageInfo)
}

async function page(variables: Record<string, unknown>, principal = supportOf(1)): Promise<Page> {
  const { data, errors } = await billing.execute({ query: QUERY, variables, envelope: envelopeOf(principal) })
  expect(errors).toBeUndefined()
  if (!isPage(data?.invoices)) throw new Error('no page')
  return data.invoices
}

type Term = { readonly field: 'ID' | 'STATUS' | 'ISSUED_AT', readonly direction: 'ASC' | 'DESC' }

const VALUES = { ID: 'id', STATUS: 'status', ISSUED_AT: 'issuedAt' } as const

/** The order by the book: nulls last upward, first downward, the id at the end. */
function compare(order: readonly Term[]): (a: Node, b: Node) => number {
  const last = order.at(-1)?.direction ?? 'DESC'
  return (a, b) => {
    for (const { field, direction } of [...order, { field: 'ID', direction: last } as const]) {
      const [x, y] = [a[VALUES[field]], b[VALUES[field]]]
      if (x === y) continue
      const upward = x === null ? 1 : y === null ? -1 : x < y ? -1 : 1
      return direction === 'ASC' ? upward : -upward
    }
    return 0
  }
}

const one = (['ID', 'STATUS', 'ISSUED_AT'] as const).flatMap((field) => (['ASC', 'DESC'] as const).map((direction) => [{ field, direction }]))
const two = one.flatMap((first) => one.flatMap((second) => first[0]?.field === second[0]?.field || first[0]?.field === 'ID' ? [] : [[...first, ...second]]))
const orders: readonly (readonly Term[])[] = [[], ...one, ...two]

async function collect(next: (page: Page | undefined) => Record<string, unknown>, more: 'hasNextPage' | 'hasPreviousPage'): Promise<readonly Page[]> {
  const pages: Page[] = []
  do pages.push(await page(next(pages.at(-1)))); while (pages.at(-1)?.pageInfo[more] === true)
  return pages
}

describe.each(orders.map((orderBy) => ({ orderBy, name: orderBy.map(({ field, direction }) => `${field} ${direction}`).join(', ') || 'the default' })))('pages ordered by $name', ({ orderBy }) => {
  const all = async (): Promise<readonly Node[]> => {
    const [a, b] = await Promise.all([page({ first: 100, orderBy }), page({ last: 20, orderBy })])
    return [...a.nodes, ...b.nodes]
  }

  it('hold every row once, in order, read forward', async () => {
    const pages = await collect((previous) => ({ first: 7, orderBy, after: previous?.pageInfo.endCursor }), 'hasNextPage')
    const nodes = pages.flatMap((each) => each.nodes)
    expect(nodes).toHaveLength(120)
    expect(nodes).toEqual([...nodes].sort(compare(orderBy)))
    expect(nodes).toEqual(await all())
  })

  it('hold every row once, in order, read backward', async () => {
    const pages = await collect((previous) => ({ last: 7, orderBy, before: previous?.pageInfo.startCursor }), 'hasPreviousPage')
    expect([...pages].reverse().flatMap((each) => each.nodes)).toEqual(await all())
  })

  it('continue from the cursor of any row', async () => {
    const first = await page({ first: 100, orderBy })
    for (const index of [0, 33, 66, 98]) {
      const rest = await page({ first: 1, orderBy, after: first.edges[index]?.cursor })
      expect(rest.nodes[0]).toEqual(first.nodes[index + 1])
    }
  })
})

describe('a page', () => {
  it('says that there is more on either side, and that there is not', async () => {
    const first = await page({ first: 60 })
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false })
    const second = await page({ first: 60, after: first.pageInfo.endCursor })
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true })
    const third = await page({ first: 60, after: second.pageInfo.endCursor })
    expect(third).toEqual({ nodes: [], edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null } })
  })

  it('has 20 rows unless another size is asked for', async () => {
    expect((await page({})).nodes).toHaveLength(20)
  })
})

describe('a cursor', () => {
  const refused = async (variables: Record<string, unknown>, principal = supportOf(1)): Promise<unknown> =>
    (await billing.execute({ query: QUERY, variables, envelope: envelopeOf(principal) })).errors?.[0]?.extensions.code

  it('is equal bytes for an equal place, whichever page shows it and whichever envelope asks', async () => {
    const [a, b] = [await page({ first: 3 }), await page({ first: 5 })]
    expect(a.edges[2]?.cursor).toBe(b.edges[2]?.cursor)
  })

  it('has one length, whatever stands under it', async () => {
    const { edges } = await page({ first: 100, orderBy: [{ field: 'STATUS', direction: 'ASC' }] })
    expect(new Set(edges.map(({ cursor }) => cursor.length)).size).toBe(1)
  })

  it('is refused with another order, filter, brand or caller', async () => {
    const { pageInfo: { endCursor: after } } = await page({ first: 3 })
    expect(await refused({ first: 3, after })).toBeUndefined()
    expect(await refused({ first: 3, after, orderBy: [{ field: 'STATUS', direction: 'ASC' }] })).toBe('BAD_CURSOR')
    expect(await refused({ first: 3, after, orderBy: [{ field: 'ID', direction: 'ASC' }] })).toBe('BAD_CURSOR')
    expect(await refused({ first: 3, after, filter: { status: { eq: 'OPEN' } } })).toBe('BAD_CURSOR')
    expect(await refused({ first: 3, after }, supportOf(2))).toBe('BAD_CURSOR')
    expect(await refused({ first: 3, after }, memberOf(1))).toBe('BAD_CURSOR')
    expect(await refused({ first: 3, after }, analystOf(1))).toBe('BAD_CURSOR')
  })

  it('is refused with another value of the same filter', async () => {
    const { pageInfo: { endCursor: after } } = await page({ first: 3, filter: { status: { eq: 'OPEN' } } })
    expect(await refused({ first: 3, after, filter: { status: { eq: 'OPEN' } } })).toBeUndefined()
    expect(await refused({ first: 3, after, filter: { status: { eq: 'PAID' } } })).toBe('BAD_CURSOR')
  })

  it('is refused when it was cut, edited, made up or spelled differently', async () => {
    const { pageInfo: { endCursor } } = await page({ first: 3 })
    const cursor = String(endCursor)
    const edited = `${cursor.slice(0, 20)}${cursor[20] === 'A' ? 'B' : 'A'}${cursor.slice(21)}`
    for (const after of ['', 'x', cursor.slice(0, -1), cursor.slice(4), edited, `${cursor}=`, `${cursor} `, cursor.repeat(2)]) expect(await refused({ first: 3, after })).toBe('BAD_CURSOR')
  })
})
