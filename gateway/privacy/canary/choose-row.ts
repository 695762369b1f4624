import type pg from 'pg'
import { shareOf } from '../oracle/may-have.ts'
import { tableOf } from '../oracle/row-sql.ts'
import type { Standings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'
import type { CanaryColumn } from './cells.ts'
import type { Row } from './lead.ts'

/** A row to ask about, and the number of its canary. */
export interface Chosen {
  readonly row: Row
  readonly index: number
}

/** A visible row whose value is hidden, else any visible one, else any at all. */
export async function chooseRow(database: pg.Client, { entity, column, first, ids }: CanaryColumn, { person, standings }: { readonly person: Person; readonly standings: Standings }): Promise<Chosen> {
  const planted = new Map(ids.map((id, n) => [id, n]))
  const visible = standings.visible.filter((id) => planted.has(id)).slice(0, 200)
  const id = visible.find((candidate) => shareOf(person, { entity, column }, standings.of(candidate, column)) !== 'RAW') ?? visible[0] ?? ids[0] ?? ''
  const { rows: [found] } = await database.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${tableOf(entity)} t where id = $1`, [id])
  const values = Object.fromEntries(entity.columns.map(({ name, field }) => [field, found?.row[name]]))
  return { row: { id, values }, index: first + (planted.get(id) ?? 0) }
}
