import { parse } from 'graphql'
import { operationNamed, selectionTree } from '../graph/selection-tree.ts'
import type { SelectionTree } from '../graph/selection-tree.ts'
import { isRecord } from '../is-record.ts'
import { isMetric, metricTable } from './metric-table.ts'
import type { ResultList, Row } from './result-list.ts'

interface Found {
  readonly trees: readonly SelectionTree[]
  /** The object that has the list. */
  readonly owner: Row
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

const tableOf = (path: string, { trees, owner, items }: Found): ResultList => {
  if (isMetric(trees)) return metricTable(path, owner, items)
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

/** Every list of objects in an answer, the outer ones first; lists at one place of the operation are one table. */
export const readLists = ({ query, operationName, data }: { readonly query: string, readonly operationName: string | undefined, readonly data: unknown }): readonly ResultList[] => {
  const document = parsed(query)
  const operation = document && operationNamed(document, operationName)
  if (!operation || !isRecord(data)) return []
  const found = new Map<string, Found>()
  const walk = (trees: readonly SelectionTree[], owner: Row, prefix: string): void => trees.forEach(({ key, children }) => {
    const value = owner[key]
    const path = join(prefix, key)
    if (children.length === 0) return
    if (isRecord(value)) walk(children, value, path)
    if (!Array.isArray(value)) return
    const list = found.get(path) ?? { trees: children, owner, items: [] }
    found.set(path, list)
    const items = value.filter(isRecord)
    list.items.push(...items)
    if (!isMetric(children)) for (const item of items) walk(children, item, path)
  })
  walk(selectionTree(document, operation), data, '')
  return [...found].map(([path, list]) => tableOf(path, list)).sort((a, b) => depthOf(a) - depthOf(b))
}

const depthOf = ({ path }: ResultList): number => path.split('.').length
