import type { Index, Scope } from '../../schema/model.ts'

/**
 * Columns that a root list may be ordered by. `id` always; else a full btree index must hold the rows in that order for whoever reads them:
 * `(brand_id, column, id)`, or `(brand_id, scope columns…, column, id)`, where what stands before the column is what the row scope fixes
 * anyway. An index `(brand_id, price_id, valid_from, id)` orders the rows of one price, not the list, so it does not count.
 */
export function readOrderable(indexes: readonly Index[], scopes: readonly Scope[]): ReadonlySet<string> {
  const scoped = new Set(scopes.filter(scope => scope.path.length === 0).map(scope => scope.column))
  const orderable = new Set(['id'])
  for (const { columns, method, where } of indexes) {
    const column = columns.at(-2)
    const prefix = columns.slice(1, -2)
    if (method !== 'btree' || where !== undefined || columns[0] !== 'brand_id' || columns.at(-1) !== 'id' || columns.length < 3) continue
    if (column !== undefined && prefix.every(name => scoped.has(name))) orderable.add(column)
  }
  return orderable
}
