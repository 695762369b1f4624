import type { Column } from '../../../schema/model.ts'
import type { Labels } from '../../../schema/sdl/read-labels.ts'
import { tableNamed, type Catalog, type Table } from '../read/catalog.ts'
import type { Rows } from './view.ts'

/** What a field written by hand may read, as its label in the contract says. */
export interface ReadsLabel {
  /** Columns of a table that the label names. */
  columns(table: Table): readonly Column[]
  /** Throws where rows are chosen or ordered by something that the label does not name. */
  check(table: Table, rows: Rows & { readonly by?: string }): void
}

/** The label of a field together with those of its arguments. A field without one may read ids. */
export function readsLabel({ catalog, labels }: { readonly catalog: Catalog; readonly labels: Labels }, coordinate: string): ReadsLabel {
  const named = [...labels].filter(([name]) => name === coordinate || name.startsWith(`${coordinate}(`))
  const reads = new Set(named.flatMap(([, label]) => label.reads))
  const demand = (table: Table, field: string): void => {
    if (field !== 'id' && !reads.has(`${table.entity.type}.${field}`)) throw new Error(`${coordinate} reads ${table.entity.type}.${field} without saying so in its label.`)
  }
  const checkFilter = (table: Table, filter: Readonly<Record<string, unknown>>): void => {
    for (const [name, value] of Object.entries(filter)) {
      const field = table.filters.get(name)
      if (name === 'and' || name === 'or' || name === 'not') for (const member of [value].flat()) checkFilter(table, objectOf(member))
      else if (!field || field.kind === 'COLUMN') demand(table, name)
      else if (field.kind === 'ONE') checkFilter(tableNamed(catalog, field.join.target), objectOf(value))
      else for (const inner of Object.values(objectOf(value))) checkFilter(tableNamed(catalog, field.join.target), objectOf(inner))
    }
  }
  return {
    columns: ({ entity }) => entity.columns.filter(({ field }) => field !== 'id' && reads.has(`${entity.type}.${field}`)),
    check(table, { by, filter, orderBy }) {
      if (by !== undefined) demand(table, by)
      for (const { field } of orderBy ?? []) demand(table, field)
      checkFilter(table, filter ?? {})
    },
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
