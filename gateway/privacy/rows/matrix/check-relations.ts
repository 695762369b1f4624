import { randomUUID } from 'node:crypto'
import { isRecord } from '../../../../schema/is-record.ts'
import { atPath } from '../../../e2e/harness/at-path.ts'
import { tableOf } from '../../oracle/row-sql.ts'
import { expectedSql } from './expected-sql.ts'
import { askAs, isKnown } from './matrix-ground.ts'
import type { MatrixCheck, MatrixGround } from './matrix-ground.ts'
import { singleLeads } from './row-leads.ts'
import type { RowLead } from './row-leads.ts'

/** From a visible row to a hidden one there is null and no error, in the bytes of a row that refers to nothing that there is. */
export const checkRelations: MatrixCheck = async (ground) => {
  if (!isKnown(ground)) return
  for (const lead of singleLeads(ground.entity)) {
    const parent = await parentOfHidden(ground, lead)
    if (parent !== undefined) await checkLead(ground, lead, parent)
  }
}

/** Where the row itself says to whom it belongs, it cannot refer to nothing and be seen; then only the null is looked at. */
async function checkLead(ground: MatrixGround, lead: RowLead, parent: string): Promise<void> {
  const { asker, entity, found } = ground
  const ask = () => askAs(ground, `{ row: ${entity.singular}(id: "${parent}") { lead: ${lead.field} { brandId } } }`)
  const there = await ask()
  const row = atPath(there.data, 'row')
  const behind = atPath(row, 'lead')
  const isNothing = isRecord(row) && (behind === null || atPath(behind, 'brandId') === null)
  found.judge('to-one relation', there.errors.length === 0 && isNothing, () => `${asker.label} is led from ${entity.type}.${lead.field} of ${parent} to ${there.text.slice(0, 300)}`)
  if (lead.from === 'id' || entity.scopes.some(({ path, column }) => path.length === 0 && column === lead.from)) return
  const missing = await withDangling(ground, { lead, parent }, async () => (await isStillVisible(ground, parent) ? (await ask()).text : undefined))
  if (missing !== undefined) found.judge('to-one relation', there.text === missing, () => `${asker.label} can tell hidden rows behind ${entity.type}.${lead.field} from missing ones: ${there.text.slice(0, 200)} and ${missing.slice(0, 200)}`)
}

async function parentOfHidden({ database, asker: { rights }, entity }: MatrixGround, { target, from, to }: RowLead): Promise<string | undefined> {
  const hidden = `select t.brand_id, t.${to} as key from ${tableOf(target)} t where not ${expectedSql(target, rights)}`
  const { rows: [row] } = await database.query<{ id: string }>(`select t.id::text from ${tableOf(entity)} t where ${expectedSql(entity, rights)} and t.${from} is not null
    and exists (select from (${hidden}) h where h.brand_id = t.brand_id and h.key = t.${from}) limit 1`)
  return row?.id
}

interface Dangling {
  readonly lead: RowLead
  readonly parent: string
}

/** The row refers to a row that there never was, for as long as it takes to ask. */
async function withDangling<Result>({ database, entity, asker }: MatrixGround, { lead: { from }, parent }: Dangling, use: () => Promise<Result | undefined>): Promise<Result | undefined> {
  const column = entity.columns.find(({ name }) => name === from)
  const where = `where brand_id = '${asker.rights.brandId}' and id = '${parent}'`
  const { rows: [before] } = await database.query<{ value: string }>(`select ${from}::text as value from ${tableOf(entity)} ${where}`)
  const write = (value: string | undefined) => database.query(`update ${tableOf(entity)} set ${from} = $1 ${where}`, [value])
  try {
    await write(column?.pgType === 'uuid' ? randomUUID() : 'refers_to_nothing')
  } catch {
    // a rule of the table binds the column to others
    return undefined
  }
  try {
    return await use()
  } finally {
    await write(before?.value)
  }
}

async function isStillVisible({ database, entity, asker: { rights } }: MatrixGround, id: string): Promise<boolean> {
  const { rowCount } = await database.query(`select from ${tableOf(entity)} t where t.id = $1 and ${expectedSql(entity, rights)}`, [id])
  return rowCount === 1
}
