import { isRow } from './row.ts'
import type { Row } from './row.ts'

const mergeItems = (target: unknown[], items: readonly unknown[]): void => {
  for (const [index, item] of items.entries()) {
    const known = target[index]
    if (isRow(known) && isRow(item)) mergeRow(known, item)
    else target[index] = item
  }
}

/** Adds what a fetch brought to an object that is there already. Objects are taken over, not copied: nobody else reads an answer of a subgraph. */
export const mergeRow = (target: Row, source: Row): void => {
  for (const key of Object.keys(source)) {
    const value = source[key]
    const known = target[key]
    if (value === undefined || value === known) continue
    if (isRow(known) && isRow(value)) mergeRow(known, value)
    else if (Array.isArray(known) && Array.isArray(value) && known.length === value.length) mergeItems(known, value)
    else target[key] = value
  }
}
