import type { GetManyResult, GetOneResult, Identifier } from 'ra-core'
import type { Ask } from './ask.ts'
import { failure, rootOf } from './http-error.ts'
import { rowOf, rowsOf, textOf } from './json.ts'
import type { Row } from './json.ts'
import { withheldAt, withMarks } from './marks.ts'
import type { Resource } from './resource.ts'
import { selectionOf } from './selection.ts'

/** Which records, and how much of them. */
export interface RecordRequest {
  readonly resource: Resource
  readonly meta?: unknown
  readonly signal?: AbortSignal | undefined
}

/** Rows of a page of the graph, and pages of one request. */
const MOST_ROWS = 100
const MOST_PAGES = 20

const pagesOf = (ids: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / MOST_ROWS) }, (_, page) => ids.slice(page * MOST_ROWS, (page + 1) * MOST_ROWS))

/** Records by id in one request, in the order of the ids; those that the caller does not see are left out, as react-admin expects. */
export const readMany = async (ask: Ask, { resource, meta, signal }: RecordRequest, wanted: readonly Identifier[]): Promise<GetManyResult> => {
  const ids = [...new Set(wanted.map(String))]
  const pages = pagesOf(ids)
  if (pages.length === 0) return { data: [] }
  if (pages.length > MOST_PAGES) throw failure('Ask for fewer records at once.', { code: 'PAGE_TOO_LARGE', limit: MOST_ROWS * MOST_PAGES })
  const variables = pages.map((_, page) => `$p${page}: ${resource.filterType}`).join(', ')
  const lists = pages.map((page, index) => `p${index}: ${resource.name}(first: ${page.length}, filter: $p${index}) { nodes { ${selectionOf(resource, meta)} } }`).join(' ')
  const answer = await ask({ query: `query Many(${variables}) { ${lists} }`, variables: Object.fromEntries(pages.map((page, index) => [`p${index}`, { id: { in: page } }])), signal })
  const rows = pages.flatMap((_, page): readonly Row[] => {
    const withheld = withheldAt(answer.extensions, `p${page}.nodes`)
    return rowsOf(rowOf(rootOf(answer, `p${page}`)).nodes).map(row => withMarks(row, withheld))
  })
  const byId = new Map(rows.map(row => [textOf(row.id), row]))
  return { data: ids.flatMap(id => byId.get(id) ?? []) }
}

const notFound = (): never => {
  throw failure('There is no such thing, or it is not visible to you; check the id.', { code: 'NOT_FOUND' })
}

/** One record by id. One that is hidden is NOT_FOUND, like one that is missing. */
export const readOne = async (ask: Ask, request: RecordRequest, id: Identifier): Promise<GetOneResult> => {
  const { resource, meta, signal } = request
  if (resource.one === undefined) {
    const { data: [record] } = await readMany(ask, request, [id])
    return { data: record ?? notFound() }
  }
  const answer = await ask({ query: `query One($id: ID!) { ${resource.one}(id: $id) { ${selectionOf(resource, meta)} } }`, variables: { id: String(id) }, signal })
  const record = rootOf(answer, resource.one)
  return { data: record === null ? notFound() : withMarks(rowOf(record), withheldAt(answer.extensions, resource.one)) }
}
