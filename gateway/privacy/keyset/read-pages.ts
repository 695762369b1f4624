import { atPath, listAt } from '../../e2e/harness/at-path.ts'
import type { World } from '../../e2e/harness/open-world.ts'
import type { Person } from '../person.ts'
import type { Listing } from './listing.ts'

/** What reading a list to its end gave. */
export interface ReadList {
  readonly ids: readonly string[]
  readonly pages: number
  /** Codes of the first page that was no page. */
  readonly codes: readonly string[]
}

/** A list that never ends is a fault too. */
const MOST_PAGES = 500

/** Reads a list page by page in one direction; the ids come in the order of the list either way. */
export async function readPages(world: World, listing: Listing, { as, backward, size }: { readonly as: Person; readonly backward: boolean; readonly size: number }): Promise<ReadList> {
  const { entity, ids, orderBy } = listing
  const page = backward ? 'last: $size, before: $cursor' : 'first: $size, after: $cursor'
  const query = `query Pages($size: Int, $cursor: String, $filter: ${entity.type}Filter, $orderBy: [${entity.type}OrderBy!]) {
    list: ${entity.plural}(${page}, filter: $filter, orderBy: $orderBy) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
  const pages: (readonly string[])[] = []
  let cursor: unknown = null
  while (pages.length < MOST_PAGES) {
    const { data, codes } = await world.ask(query, { as, variables: { size, cursor, orderBy, filter: { id: { in: ids } } }, headers: { 'x-veil-purpose': as.purpose } })
    if (codes.length > 0) return { ids: pages.flat(), pages: pages.length, codes }
    pages.push(listAt(data, 'list', 'nodes').map((node) => String(atPath(node, 'id'))))
    if (atPath(data, 'list', 'pageInfo', backward ? 'hasPreviousPage' : 'hasNextPage') !== true) break
    cursor = atPath(data, 'list', 'pageInfo', backward ? 'startCursor' : 'endCursor')
  }
  return { ids: (backward ? [...pages].reverse() : pages).flat(), pages: pages.length, codes: [] }
}
