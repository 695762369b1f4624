import { columnNamed, type Table } from './catalog.ts'
import type { OwnerEnd } from './owner.ts'
import { inBrand, textSql, type Perspective } from './scope.ts'
import { all } from './statement.ts'

/** Column that says until when a row that came by a merge of persons is not yet the survivor's own. */
const SELF_AFTER = 'self_after'

/** Rows that came to their owner by a merge of persons that can still be undone. */
export function isFrozen(perspective: Perspective, end: OwnerEnd): string {
  if (end.table.columns.has(SELF_AFTER)) return `coalesce(${end.alias}.${SELF_AFTER} > now(), false)`
  const { journal } = perspective.catalog
  return journal ? `${end.alias}.id = any(${journalled(perspective, journal, end)})` : 'false'
}

/** The other rows. */
export function isSettled(perspective: Perspective, end: OwnerEnd): string {
  if (end.table.columns.has(SELF_AFTER)) return `(${end.alias}.${SELF_AFTER} is null or ${end.alias}.${SELF_AFTER} <= now())`
  const { journal } = perspective.catalog
  return journal ? `not (${end.alias}.id = any(${journalled(perspective, journal, end)}))` : 'true'
}

// Of no row of the outer query, so that it is looked up once a statement; but for the merges of the last weeks it is empty.
function journalled(perspective: Perspective, journal: Table, { table, column }: OwnerEnd): string {
  const next = perspective.statement.alias('m')
  const { name: after } = columnNamed(journal, SELF_AFTER)
  return `array(select ${next}.row_id from ${journal.name} ${next} where ${all([
    inBrand(perspective, journal, next), `${next}.table_name = ${textSql(table.entity.table)}`, `${next}.column_name = ${textSql(column)}`, `${next}.${after} > now()`,
  ])})`
}
