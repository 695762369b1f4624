import type pg from 'pg'
import { openClient } from '../../../prisma/database/open-client.ts'
import type { Column } from '../../../schema/model.ts'
import { DETECTORS_VERSION } from '../../../schema/policy/detectors.ts'
import type { ProofDatabase } from '../proof.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { CORE_FUNCTION } from './canary-core.ts'
import { canarySql } from './canary-value.ts'
import { readCells } from './cells.ts'
import type { CanaryColumn } from './cells.ts'

const RULE_BROKEN = '23514'

/**
 * Puts a canary into every sensitive column of every row. Triggers are off, since tables that only grow would refuse; the rules of the columns hold,
 * so a column that has to be empty in some rows stays empty there. Redacted copies say only that they are copies.
 */
export async function plantCanaries({ superuserUrl }: Pick<ProofDatabase, 'superuserUrl'>): Promise<void> {
  const database = await openClient(superuserUrl)
  try {
    await database.query('set session_replication_role = replica')
    await database.query(CORE_FUNCTION)
    const { columns } = await readCells(database)
    for (const entity of new Set(columns.map((column) => column.entity))) await plantIn(database, columns.filter((column) => column.entity === entity))
    await database.query('analyze')
  } finally {
    await database.end()
  }
}

/** A row is written once; where a rule of the table wants a column empty in some rows, column by column. */
async function plantIn(database: pg.Client, columns: readonly CanaryColumn[]): Promise<void> {
  if (await isTaken(database, columns, 'true')) return
  for (const column of columns) {
    if (!await isTaken(database, [column], 'true')) await plant(database, [column], `t.${column.column.name} is not null`)
  }
}

async function isTaken(database: pg.Client, columns: readonly CanaryColumn[], where: string): Promise<boolean> {
  try {
    await plant(database, columns, where)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === RULE_BROKEN) return false
    throw error
  }
}

async function plant(database: pg.Client, columns: readonly CanaryColumn[], where: string): Promise<void> {
  const [{ entity, ids } = { entity: undefined, ids: [] }] = columns
  if (entity === undefined || ids.length === 0) return
  const sets = columns.flatMap(({ column, form, first }) => [`${column.name} = ${canarySql(form, `(${first} + n.place)`)}`, ...copiesOf(column)])
  await database.query(`update ${tableOf(entity)} t set ${[...new Set(sets)].join(', ')}
    from (select id, ordinality - 1 as place from unnest($1::uuid[]) with ordinality n(id, ordinality)) n where n.id = t.id and ${where}`, [ids])
}

function copiesOf({ label }: Column): readonly string[] {
  if (label.public || label.redacted === undefined) return []
  return [`${label.redacted.column} = 'A copy without finds.'`, `${label.redacted.versionColumn} = ${DETECTORS_VERSION}`]
}
