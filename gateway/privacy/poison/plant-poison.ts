import type pg from 'pg'
import { openClient } from '../../../prisma/database/open-client.ts'
import type { Column, Entity } from '../../../schema/model.ts'
import type { ProofDatabase } from '../proof.ts'
import type { Person } from '../person.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import { poisonOf } from './poison-values.ts'

/** Rows that nobody of these people may list, in all brands. */
export function hiddenSql(entity: Entity, people: readonly Person[]): string {
  return `not (${people.map((person) => `coalesce(${visibleSql(entity, person)}, false)`).join(' or ')})`
}

/** Poisons every column of every hidden row that its rules let us; gives the number of columns. What decides who sees a row stays as it is. */
export async function plantPoison({ superuserUrl }: Pick<ProofDatabase, 'superuserUrl'>, people: readonly Person[]): Promise<number> {
  const database = await openClient(superuserUrl)
  try {
    await database.query('set session_replication_role = replica')
    let planted = 0
    for (const entity of ENTITIES) for (const column of entity.columns) {
      if (!decidesVisibility(entity, column) && await poison(database, { entity, column, people })) planted += 1
    }
    return planted
  } finally {
    await database.end()
  }
}

function decidesVisibility({ keys, scopes, subject, organization, workspace, personal, rowCondition, relations, references }: Entity, { name, readOnly, internal, field }: Column): boolean {
  const deciding = [
    'brand_id', 'row_version', ...scopes.flatMap(({ column, where }) => [column, where?.column]), subject.kind === 'NONE' ? undefined : subject.owner.column,
    organization?.column, organization?.where?.column, workspace?.column, workspace?.where?.column, personal?.column, rowCondition?.column,
    ...relations.flatMap(({ from }) => from), ...references.map(({ column }) => column),
  ]
  return readOnly || internal || keys.includes(field) || deciding.includes(name)
}

/** False where a rule of the table refuses every one of the values, or there is nothing to poison. */
async function poison(database: pg.Client, { entity, column, people }: { readonly entity: Entity; readonly column: Column; readonly people: readonly Person[] }): Promise<boolean> {
  const values = poisonOf(column)?.values ?? []
  const set = async (sql: string): Promise<boolean> => {
    try {
      const { rowCount } = await database.query(`update ${tableOf(entity)} t set ${column.name} = ${sql} where ${hiddenSql(entity, people)}`)
      return (rowCount ?? 0) > 0
    } catch {
      // a check, a length or a unique key: the next value
      return false
    }
  }
  if (values.length === 0) return false
  if (await set(`(array[${values.join(', ')}])[1 + abs(hashtext(t.id::text)) % ${values.length}]::${column.pgType}`)) return true
  for (const value of values) if (await set(`${value}::${column.pgType}`)) return true
  return false
}
