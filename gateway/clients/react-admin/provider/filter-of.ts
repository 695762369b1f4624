import { failure } from './http-error.ts'
import { isRow } from './json.ts'
import type { Row } from './json.ts'
import type { Resource, ResourceFilter } from './resource.ts'

/** What a search box (react-admin's `q`) means for a resource. */
export type SearchFilter = (text: string) => Row

const CONNECTIVES = ['and', 'or', 'not']
const SEARCH = 'q'

const isNothing = (value: unknown): boolean => value === undefined || value === ''

/** `createdAt_gte`, the form that react-admin's inputs have room for. */
const splitName = (name: string): readonly [name: string, operator: string | undefined] => {
  const at = name.lastIndexOf('_')
  return at <= 0 ? [name, undefined] : [name.slice(0, at), name.slice(at + 1)]
}

const refuseName = (name: string, { filters }: Resource): never => {
  throw failure(`This list has no filter "${name}" for you. It can be filtered by ${[...filters.keys()].join(', ')}.`, { code: 'VALIDATION_FAILED', filter: name, allowed: [...filters.keys()] })
}

const isCondition = (value: unknown, { members }: ResourceFilter): value is Row => isRow(value) && Object.keys(value).every(key => members.includes(key))

/** A bare value is compared; a list of values is one of them; null is no value. */
const conditionOf = (value: unknown, filter: ResourceFilter): unknown => {
  if (value === null) return { isNull: true }
  if (isCondition(value, filter)) return value
  return Array.isArray(value) ? { in: value } : { eq: value }
}

const entryOf = (name: string, value: unknown, resource: Resource): Row => {
  if (CONNECTIVES.includes(name)) return { [name]: value }
  const own = resource.filters.get(name)
  if (own !== undefined) return { [name]: conditionOf(value, own) }
  const [column, operator] = splitName(name)
  const filter = resource.filters.get(column)
  return filter !== undefined && operator !== undefined && filter.members.includes(operator) ? { [column]: { [operator]: value } } : refuseName(name, resource)
}

const together = (entries: readonly Row[]): Row | undefined => {
  if (entries.length <= 1) return entries[0]
  const names = entries.flatMap(entry => Object.keys(entry))
  // two conditions on one column, from and until say
  return new Set(names).size === names.length ? Object.assign({}, ...entries) : { and: entries }
}

/**
 * react-admin's filter as the graph's: `{ status: 'OPEN', createdAt_gte: '2026-01-01T00:00:00Z', priority: ['HIGH', 'URGENT'], userId: null }`, or conditions
 * as the graph writes them. A name that the caller's schema does not have is refused: left out, it would show more than was asked for.
 */
export const filterOf = (filter: unknown, resource: Resource, search?: SearchFilter): Row | undefined => {
  const entries = Object.entries(isRow(filter) ? filter : {}).filter(([, value]) => !isNothing(value))
  return together(entries.map(([name, value]) => {
    if (name !== SEARCH) return entryOf(name, value, resource)
    if (search === undefined) throw failure('No search is registered for this list; filter by its columns, or name one in the option search.', { code: 'VALIDATION_FAILED', filter: SEARCH })
    return search(String(value))
  }))
}
