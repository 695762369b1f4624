import { parse } from 'graphql'
import type { FieldNode } from 'graphql'
import { operationNamed, selectionTree } from '../graph/selection-tree.ts'
import type { SelectionTree } from '../graph/selection-tree.ts'
import { isRecord } from '../is-record.ts'
import { isMetric, metricTable, zoneOf } from './metric-table.ts'
import type { ResultList, Row } from './result-list.ts'

interface Owner {
  readonly value: Row
  /** Places of the document that select it; none for the root. */
  readonly nodes: readonly FieldNode[]
}

interface Found {
  readonly trees: readonly SelectionTree[]
  /** The object that has the list. */
  readonly owner: Owner
  readonly items: Row[]
}

const join = (...parts: readonly string[]): string => parts.filter(part => part !== '').join('.')

/** Leaves of a row, along objects and not through lists. */
const flatten = (trees: readonly SelectionTree[], row: Row, prefix = ''): readonly (readonly [string, unknown])[] => trees.flatMap(({ key, children }) => {
  const value = row[key]
  const path = join(prefix, key)
  if (children.length === 0 || Array.isArray(value)) return [[path, value] as const]
  return isRecord(value) ? flatten(children, value, path) : []
})

const isPage = (trees: readonly SelectionTree[]): boolean => trees.some(({ key }) => key === 'nodes' || key === 'edges')

/** Leaves that rows can have. A list inside a row is one column: what it holds is a table of its own. */
const columnsOf = (trees: readonly SelectionTree[], present: ReadonlySet<string>, prefix = ''): readonly string[] => trees.flatMap(({ key, children }) => {
  const path = join(prefix, key)
  if (children.length === 0 || present.has(path)) return [path]
  // nobody knows which of its parts is the list where no row has one
  return isPage(children) ? children.map(child => join(path, child.key)).filter(name => present.has(name)) : columnsOf(children, present, path)
})

const tableOf = (path: string, { trees, owner, items }: Found, variables: unknown): ResultList => {
  if (isMetric(trees)) return metricTable({ path, owner: owner.value, timeZone: zoneOf(owner.nodes, variables) }, items)
  const rows = items.map(item => Object.fromEntries(flatten(trees, item)))
  return { path, columns: columnsOf(trees, new Set(rows.flatMap(row => Object.keys(row)))), rows, items }
}

const parsed = (query: string): ReturnType<typeof parse> | undefined => {
  try {
    return parse(query)
  } catch {
    return undefined
  }
}

/** An operation and what it was answered. */
export interface Answered {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables?: unknown
  readonly data: unknown
}

/** Every list of objects in an answer, the outer ones first; lists at one place of the operation are one table. */
export const readLists = ({ query, operationName, variables, data }: Answered): readonly ResultList[] => {
  const document = parsed(query)
  const operation = document && operationNamed(document, operationName)
  if (!operation || !isRecord(data)) return []
  const found = new Map<string, Found>()
  const walk = (trees: readonly SelectionTree[], owner: Owner, prefix: string): void => trees.forEach(({ key, nodes, children }) => {
    const value = owner.value[key]
    const path = join(prefix, key)
    if (children.length === 0) return
    if (isRecord(value)) walk(children, { value, nodes }, path)
    if (!Array.isArray(value)) return
    const list = found.get(path) ?? { trees: children, owner, items: [] }
    found.set(path, list)
    const items = value.filter(isRecord)
    list.items.push(...items)
    if (!isMetric(children)) for (const item of items) walk(children, { value: item, nodes }, path)
  })
  walk(selectionTree(document, operation), { value: data, nodes: [] }, '')
  return [...found].map(([path, list]) => tableOf(path, list, variables)).sort((a, b) => depthOf(a) - depthOf(b))
}

const depthOf = ({ path }: ResultList): number => path.split('.').length
