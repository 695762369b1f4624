import type { GetListParams, GetListResult } from 'ra-core'
import type { Ask } from './ask.ts'
import { filterOf } from './filter-of.ts'
import type { SearchFilter } from './filter-of.ts'
import { failure, rootOf } from './http-error.ts'
import { rowOf, rowsOf, textOf } from './json.ts'
import type { Row } from './json.ts'
import { withheldAt, withMarks } from './marks.ts'
import { orderOf } from './order-of.ts'
import type { PageEnds } from './page-memory.ts'
import type { Resource } from './resource.ts'
import { selectionOf } from './selection.ts'

/** The graph's own limits. */
const MOST_ROWS = 100
const LAST_OFFSET = 10_000

/** What reads lists. */
export interface ListReader {
  readonly ask: Ask
  readonly ends: (key: string) => PageEnds
  readonly search?: SearchFilter | undefined
  /** Counts the whole list. Dear for a long one, so that it is done where somebody asks only. */
  readonly isCounted: boolean
}

interface Page {
  readonly rows: readonly Row[]
  readonly hasNext: boolean
  readonly end: string
  readonly total: unknown
  readonly problems: readonly unknown[]
}

interface ListRequest {
  readonly resource: Resource
  readonly meta: unknown
  readonly filter: Row | undefined
  readonly orderBy: readonly Row[] | undefined
  readonly isCounted: boolean
  readonly signal: AbortSignal | undefined
}

type Place = { readonly after: string } | { readonly offset: number }

const queryOf = ({ resource, meta, isCounted }: ListRequest): string => {
  const { name, filterType, orderType, hasOffset } = resource
  const taken = [
    ['first', 'Int'], ['after', 'String'], ...hasOffset ? [['offset', 'Int']] : [],
    ...filterType === '' ? [] : [['filter', filterType]], ...orderType === '' ? [] : [['orderBy', `[${orderType}!]`]],
  ]
  const variables = taken.map(([argument, type]) => `$${argument}: ${type}`).join(', ')
  const given = taken.map(([argument]) => `${argument}: $${argument}`).join(', ')
  return `query List(${variables}) { ${name}(${given}) { nodes { ${selectionOf(resource, meta)} } pageInfo { hasNextPage endCursor }${isCounted ? ' totalCount' : ''} } }`
}

const readPage = async (ask: Ask, request: ListRequest, { first, place }: { readonly first: number, readonly place: Place | undefined }): Promise<Page> => {
  const { resource: { name }, filter, orderBy, signal } = request
  const answer = await ask({ query: queryOf(request), variables: { first, ...place, ...filter && { filter }, ...orderBy && { orderBy } }, signal })
  const { extensions, problems } = answer
  const list = rowOf(rootOf(answer, name))
  const info = rowOf(list.pageInfo)
  const withheld = withheldAt(extensions, `${name}.nodes`)
  return {
    rows: rowsOf(list.nodes).map(row => withMarks(row, withheld)),
    hasNext: info.hasNextPage === true, end: textOf(info.endCursor), total: list.totalCount, problems,
  }
}

const offsetOf = (rows: number, { hasOffset }: Resource): Place => {
  if (hasOffset && rows <= LAST_OFFSET) return { offset: rows }
  throw failure('This page is too far to be jumped to; go on from a page before it, or filter.', { code: 'OFFSET_TOO_LARGE', limit: LAST_OFFSET })
}

/** Longer pages than the graph gives, for react-admin's export: several of the graph's, one after the other. */
const readWhole = async (ask: Ask, request: ListRequest, { size, place }: { readonly size: number, readonly place: Place | undefined }): Promise<Page> => {
  let page = await readPage(ask, request, { first: Math.min(size, MOST_ROWS), place })
  while (page.hasNext && page.rows.length < size) {
    const next = await readPage(ask, { ...request, isCounted: false }, { first: Math.min(size - page.rows.length, MOST_ROWS), place: { after: page.end } })
    page = { ...next, rows: [...page.rows, ...next.rows], total: page.total, problems: [...page.problems, ...next.problems] }
  }
  return page
}

const isBadCursor = (cause: unknown): boolean => rowOf(rowOf(cause).body).code === 'BAD_CURSOR'

/** A page behind one that was read follows its cursor; another one is jumped to. A cursor that is not taken any longer is jumped over. */
const readNumbered = async (ask: Ask, request: ListRequest, { page, size, ends }: { readonly page: number, readonly size: number, readonly ends: PageEnds }): Promise<Page> => {
  if (page <= 1) return readWhole(ask, request, { size, place: undefined })
  const after = ends.endOf(page - 1)
  const jump = (): Promise<Page> => readWhole(ask, request, { size, place: offsetOf((page - 1) * size, request.resource) })
  if (after === undefined) return jump()
  return readWhole(ask, request, { size, place: { after } }).catch((cause: unknown) => {
    if (!isBadCursor(cause)) throw cause
    ends.forget()
    return jump()
  })
}

/** Reads one page of a resource as react-admin numbers them; without `total` unless it was asked for, so that react-admin pages by `pageInfo`. */
export const readList = async ({ ask, ends, search, isCounted }: ListReader, resource: Resource, params: GetListParams): Promise<GetListResult> => {
  const { page = 1, perPage: size = 20 } = params.pagination ?? {}
  const request: ListRequest = {
    resource, isCounted: isCounted || rowOf(params.meta).total === true, meta: params.meta, signal: params.signal,
    filter: filterOf(params.filter, resource, search), orderBy: orderOf(params.sort, resource),
  }
  const pages = ends(JSON.stringify([resource.name, request.filter, request.orderBy, size]))
  const found = await readNumbered(ask, request, { page, size, ends: pages })
  if (found.end !== '') pages.remember(page, found.end)
  return {
    data: [...found.rows],
    pageInfo: { hasNextPage: found.hasNext, hasPreviousPage: page > 1 },
    ...typeof found.total === 'number' && { total: found.total },
    ...found.problems.length > 0 && { meta: { problems: found.problems } },
  }
}
