import type pg from 'pg'
import type { Column, Entity } from '../../../schema/model.ts'
import { exposedColumns } from '../../../schema/sdl/exposed.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import type { Literal } from './operation.ts'

const SAMPLE = 12

/** Values of every column, from rows of both worlds that may be hidden and from rows that the person sees. */
export type Values = ReadonlyMap<string, readonly Literal[]>

export async function readValues(databases: readonly pg.Client[], visible: (entity: Entity) => readonly string[]): Promise<Values> {
  const values = new Map<string, Literal[]>()
  for (const entity of ENTITIES) {
    const columns = exposedColumns(entity).filter(({ list, wire }) => !list && wire !== 'JSON')
    for (const database of databases) {
      const { rows } = await database.query<{ row: Record<string, unknown> }>(`
        (select to_jsonb(t) as row from ${tableOf(entity)} t where id = any ($1)) union all (select to_jsonb(t) from ${tableOf(entity)} t limit ${SAMPLE / 3})`, [visible(entity).slice(0, SAMPLE)])
      for (const { row } of rows) {
        for (const column of columns) {
          const literal = literalOf(column, row[column.name])
          const key = `${entity.type}.${column.field}`
          if (literal !== undefined) values.set(key, [...values.get(key) ?? [], literal])
        }
      }
    }
  }
  return values
}

function literalOf({ wire, enum: words, pgType }: Column, value: unknown): Literal | undefined {
  if (value === null || value === undefined) return undefined
  if (words !== undefined) return { word: String(value) }
  if (wire === 'DateTime') return new Date(String(value)).toISOString()
  if (pgType === 'inet') return String(value).replace(/\/\d+$/, '')
  if (wire === 'Decimal') return String(value)
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}
