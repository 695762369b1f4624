import type { SortPayload } from 'ra-core'
import { failure } from './http-error.ts'
import type { Row } from './json.ts'
import type { Resource } from './resource.ts'

const inWords = (names: readonly string[]): string => (names.length === 0 ? 'The graph offers no order of it.' : `Order by ${names.join(', ')}.`)

/**
 * react-admin's sort as an order of the graph. Only what stands in the enumeration of the caller's own schema is sent: columns that an index serves and
 * that the caller may compare. The graph's own order, newest first, is what `id` descending says, so that it needs no term.
 */
export const orderOf = (sort: SortPayload | undefined, { orders, fields }: Resource): readonly Row[] | undefined => {
  if (sort === undefined || sort.field === '' || (sort.field === 'id' && sort.order === 'DESC')) return undefined
  const member = orders.get(sort.field)
  if (member !== undefined) return [{ field: member, direction: sort.order }]
  const isField = fields.some(({ name }) => name === sort.field)
  const reason = isField ? `This list cannot be ordered by "${sort.field}" for you: no index serves it, or you may not compare it.` : `This list has no column "${sort.field}".`
  throw failure(`${reason} ${inWords([...orders.keys()])}`, { code: 'SORT_NOT_OFFERED', sort: sort.field, allowed: [...orders.keys()] })
}
