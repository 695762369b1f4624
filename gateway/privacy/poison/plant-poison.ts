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
    for (const entity of ENTITIES) {
      await database.query(`create temp table hidden as select t.id from ${tableOf(entity)} t where ${hiddenSql(entity, people)}`)
      planted += await poison(database, entity, entity.columns.filter((column) => !decidesVisibility(entity, column) && poisonOf(column) !== undefined))
      await database.query('drop table hidden')
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

/** All columns at once; where a check, a length or a unique key refuses, halves of them, down to single values of single columns. */
async function poison(database: pg.Client, entity: Entity, columns: readonly Column[]): Promise<number> {
  const [first] = columns
  if (first === undefined) return 0
  if (await set(database, entity, columns.map((column) => `${column.name} = ${inTurn(column)}`))) return columns.length
  if (columns.length === 1) return await someValue(database, entity, first) ? 1 : 0
  const half = Math.ceil(columns.length / 2)
  return await poison(database, entity, columns.slice(0, half)) + await poison(database, entity, columns.slice(half))
}

function inTurn(column: Column): string {
  const { values = [] } = poisonOf(column) ?? {}
  return `(array[${values.join(', ')}])[1 + abs(hashtext(t.id::text)) % ${values.length}]::${column.pgType}`
}

async function someValue(database: pg.Client, entity: Entity, column: Column): Promise<boolean> {
  for (const value of poisonOf(column)?.values ?? []) if (await set(database, entity, [`${column.name} = ${value}::${column.pgType}`])) return true
  return false
}

async function set(database: pg.Client, entity: Entity, assignments: readonly string[]): Promise<boolean> {
  try {
    await database.query(`update ${tableOf(entity)} t set ${assignments.join(', ')} from hidden h where h.id = t.id`)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('2')) return false
    throw error
  }
}
