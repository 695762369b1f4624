import type pg from 'pg'
import type { Column, Entity } from '../../../schema/model.ts'
import { orderMembers } from '../../../schema/sdl/order-members.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'

/** Columns by which a list may be ordered and that got rows without a value, or rows with equal ones. */
export interface Gaps {
  readonly nulls: number
  readonly ties: number
}

/** In every orderable column a third of the rows lose their value and a third get one and the same, where the rules of the table let them. */
export async function plantGaps(database: pg.Client): Promise<Gaps> {
  await database.query('set session_replication_role = replica')
  let [nulls, ties] = [0, 0]
  for (const entity of ENTITIES) for (const { column } of orderMembers(entity)) {
    if (column.name === 'id' || column.readOnly) continue
    if (column.nullable && await took(database, entity, column, { value: 'null', third: 0 })) nulls += 1
    if (await took(database, entity, column, { value: `(select ${column.name} from ${tableOf(entity)} o where o.brand_id = t.brand_id and o.${column.name} is not null order by o.id limit 1)`, third: 1 })) ties += 1
  }
  return { nulls, ties }
}

async function took(database: pg.Client, entity: Entity, { name }: Column, { value, third }: { readonly value: string; readonly third: number }): Promise<boolean> {
  try {
    const { rowCount } = await database.query(`update ${tableOf(entity)} t set ${name} = ${value} where abs(hashtext(t.id::text)) % 3 = ${third}`)
    return (rowCount ?? 0) > 0
  } catch {
    // a check or a unique key: this column stays as it is
    return false
  }
}
