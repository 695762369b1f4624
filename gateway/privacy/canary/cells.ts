import type pg from 'pg'
import type { Column, Entity } from '../../../schema/model.ts'
import { exposedColumns } from '../../../schema/sdl/exposed.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { formOf } from './canary-value.ts'
import type { Form } from './canary-value.ts'

/** A sensitive column with the numbers of its cells: `first` and the rows behind it, the newest first. */
export interface CanaryColumn {
  readonly entity: Entity
  readonly column: Column
  readonly coordinate: string
  readonly form: Form
  readonly first: number
  readonly ids: readonly string[]
}

/** One value of one row. */
export interface Cell {
  readonly of: CanaryColumn
  readonly id: string
  /** Absent where the column is empty by a rule of the table. */
  readonly index: number
}

export interface Cells {
  readonly columns: readonly CanaryColumn[]
  readonly size: number
  at(index: number): Cell | undefined
}

/** Of one table only are there more: events of usage, which look all the same. */
export const MOST_ROWS = 6_000

/** Numbers every sensitive value of the database; the same numbers whenever it is asked about the same rows. */
export async function readCells(database: pg.Client): Promise<Cells> {
  const columns: CanaryColumn[] = []
  let size = 1
  for (const entity of ENTITIES) {
    const sensitive = exposedColumns(entity).filter(({ label }) => !label.public)
    if (sensitive.length === 0) continue
    const { rows } = await database.query<{ id: string }>(`select id::text from ${tableOf(entity)} order by id desc limit ${MOST_ROWS}`)
    const ids = rows.map(({ id }) => id)
    for (const column of sensitive) {
      columns.push({ entity, column, coordinate: `${entity.type}.${column.field}`, form: formOf(column), first: size, ids })
      size += ids.length
    }
  }
  return {
    columns,
    size,
    at(index) {
      const of = columns.findLast(({ first }) => first <= index)
      const id = of?.ids[index - of.first]
      return of === undefined || id === undefined ? undefined : { of, id, index }
    },
  }
}
