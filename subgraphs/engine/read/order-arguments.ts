import type { Column } from '../../../schema/model.ts'
import { columnNamed, type Table } from './catalog.ts'
import { isObject } from './decode.ts'
import type { ReadLimits } from './limits.ts'
import { ReadError } from './read-error.ts'

export interface OrderTerm {
  readonly column: Column
  readonly descending: boolean
}

/**
 * The order of a list. Without one: newest first, which is the primary key, descending.
 * The id is always the last term and has the direction of the term before it, so that no two rows are equal and one index serves both.
 */
export function readOrder(table: Table, orderBy: unknown, { orderTerms }: ReadLimits): readonly OrderTerm[] {
  const given = Array.isArray(orderBy) ? orderBy : orderBy === undefined || orderBy === null ? [] : [orderBy]
  if (given.length > orderTerms) throw new ReadError('VALIDATION_FAILED', { limit: orderTerms })
  const id = columnNamed(table, 'id')
  const terms: OrderTerm[] = []
  for (const member of given) {
    const term = readTerm(table, member)
    if (terms.some(({ column }) => column === term.column)) throw new ReadError('VALIDATION_FAILED')
    terms.push(term)
    // nothing after the id changes the order
    if (term.column === id) return terms
  }
  return [...terms, { column: id, descending: terms.at(-1)?.descending ?? true }]
}

/** `status+,id+`: equal for equal orders. */
export function orderKey(order: readonly OrderTerm[]): string {
  return order.map(({ column, descending }) => `${column.name}${descending ? '-' : '+'}`).join()
}

function readTerm({ orders }: Table, member: unknown): OrderTerm {
  if (!isObject(member)) throw new ReadError('VALIDATION_FAILED')
  const { field, direction, nulls } = member
  const column = typeof field === 'string' ? orders.get(field) : undefined
  if (!column) throw new ReadError('VALIDATION_FAILED')
  const descending = direction === 'DESC'
  // indexes keep nulls last when read upward, first when read downward; any other place would sort the whole list
  if (column.nullable && nulls !== undefined && nulls !== null && nulls !== (descending ? 'FIRST' : 'LAST')) throw new ReadError('VALIDATION_FAILED')
  return { column, descending }
}
