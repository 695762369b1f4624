import type pg from 'pg'
import type { Column, Entity } from '../../../schema/model.ts'
import { orderMembers } from '../../../schema/sdl/order-members.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'

/** In every orderable column a third of the rows lose their value and a third get one and the same, where the rules of the table let them. */
export async function plantGaps(database: pg.Client): Promise<void> {
  await database.query('set session_replication_role = replica')
  for (const entity of ENTITIES) for (const { column } of orderMembers(entity)) {
    if (column.name === 'id' || column.readOnly) continue
    if (column.nullable) await set(database, entity, column, { value: 'null', third: 0 })
    await set(database, entity, column, { value: `(select ${column.name} from ${tableOf(entity)} o where o.brand_id = t.brand_id and o.${column.name} is not null order by o.id limit 1)`, third: 1 })
  }
}

async function set(database: pg.Client, entity: Entity, { name }: Column, { value, third }: { readonly value: string; readonly third: number }): Promise<void> {
  try {
    await database.query(`update ${tableOf(entity)} t set ${name} = ${value} where abs(hashtext(t.id::text)) % 3 = ${third}`)
  } catch {
    // a check or a unique key: this column stays as it is
  }
}
