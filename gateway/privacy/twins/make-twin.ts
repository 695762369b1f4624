import type pg from 'pg'
import { openClient } from '../../../prisma/database/open-client.ts'
import { modules } from '../../../schema/metadata/index.ts'
import type { Column, Entity } from '../../../schema/model.ts'
import { CORE_FUNCTION } from '../canary/canary-core.ts'
import { tableOf } from '../oracle/row-sql.ts'
import { ENTITIES } from '../oracle/standings.ts'
import { visibleSql } from '../oracle/visible-sql.ts'
import type { Person } from '../person.ts'
import type { ProofDatabase } from '../proof.ts'
import { readHidden } from './hidden-rows.ts'
import type { Extent, HiddenRows } from './hidden-rows.ts'
import { behindMaskSql, otherSql } from './other-value.ts'

/** What sets a twin apart from the database that it is a copy of. */
export interface TwinFigures {
  cells: number
  publicCells: number
  deleted: number
  inserted: number
}

export interface Making {
  readonly seed: number
  readonly extent: Extent
  /** Writes the rows anew without changing them: then the files of both databases are as full of old versions, and times can be compared. */
  readonly isOnlyTouched?: boolean
  /** Rows of these alone; of all where it is left out. */
  readonly only?: (entity: Entity) => boolean
}

/**
 * Changes a copy of a database everywhere where a person may not look: hidden values, values behind masks, whole rows of others.
 * What decides about visibility stays, and that the person's view has stayed is checked by the oracle.
 */
export async function makeTwin({ superuserUrl }: ProofDatabase, person: Person, { isOnlyTouched = false, only = () => true, ...sampling }: Making): Promise<TwinFigures> {
  const database = await openClient(superuserUrl)
  const figures: TwinFigures = { cells: 0, publicCells: 0, deleted: 0, inserted: 0 }
  try {
    await database.query('set session_replication_role = replica')
    await database.query(CORE_FUNCTION)
    const hidden = (await readHidden(database, person, sampling)).filter(({ entity }) => only(entity))
    const before = await viewOf(database, person)
    for (const rows of hidden) await changeCells(database, rows, { figures, isOnlyTouched })
    if (!isOnlyTouched) for (const rows of hidden) if (!DECIDING.has(rows.entity)) await changeRows(database, rows, figures)
    const after = await viewOf(database, person)
    const different = [...before].filter(([type, ids]) => after.get(type) !== ids).map(([type]) => type)
    if (different.length > 0) throw new Error(`The twin of ${person.label} shows other rows: ${different.join(', ')}`)
    await database.query('vacuum (analyze)')
    return figures
  } finally {
    await database.end()
  }
}

/** Entities whose rows decide about the rows of others: paths of scopes and owners lead through them. */
const DECIDING: ReadonlySet<Entity> = new Set(ENTITIES.flatMap((entity) => {
  const { scopes, subject, organization, workspace, personal } = entity
  const paths = [...scopes, ...(subject.kind === 'NONE' ? [] : [subject.owner]), ...[organization, workspace, personal].filter((path) => path !== undefined)].map(({ path }) => path)
  return paths.flatMap((path) => along(entity, path))
}))

function along(start: Entity, path: readonly string[]): readonly Entity[] {
  const passed: Entity[] = []
  let entity = start
  for (const step of path) {
    const relation = entity.relations.find(({ field }) => field === step)
    const next = modules.flatMap(({ entities }) => entities).find(({ type }) => type === relation?.target)
    if (next === undefined) break
    passed.push(next)
    entity = next
  }
  return passed
}

async function viewOf(database: pg.Client, person: Person): Promise<ReadonlyMap<string, string>> {
  const view = new Map<string, string>()
  for (const entity of ENTITIES) {
    const { rows: [row] } = await database.query<{ ids: string }>(`select coalesce(md5(string_agg(t.id::text, ',' order by t.id)), '') as ids from ${tableOf(entity)} t where ${visibleSql(entity, person)}`)
    view.set(entity.type, row?.ids ?? '')
  }
  return view
}

async function changeCells(database: pg.Client, { entity, cells }: HiddenRows, { figures, isOnlyTouched }: { readonly figures: TwinFigures; readonly isOnlyTouched: boolean }): Promise<void> {
  for (const { column, nothing, mask } of cells) {
    figures.cells += await change(database, entity, { column, ids: nothing, value: isOnlyTouched ? `t.${column.name}` : otherSql(column, 'n.place') })
    figures.cells += await change(database, entity, { column, ids: mask, value: isOnlyTouched ? `t.${column.name}` : behindMaskSql(column, 'n.place') })
  }
}

interface Change {
  readonly column: Column
  readonly ids: readonly string[]
  readonly value: string
}

/** How many rows took it: a rule of the table may refuse a value, and then the column stays as it is. */
async function change(database: pg.Client, entity: Entity, { column, ids, value }: Change): Promise<number> {
  if (ids.length === 0) return 0
  return attempt(database, `update ${tableOf(entity)} t set ${column.name} = ${value}
    from (select id, ordinality::integer as place from unnest($1::uuid[]) with ordinality n(id, ordinality)) n where n.id = t.id`, [ids])
}

async function attempt(database: pg.Client, text: string, values: readonly unknown[]): Promise<number> {
  try {
    return (await database.query(text, [...values])).rowCount ?? 0
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('23')) return 0
    throw error
  }
}

/** Public values of rows that are not shown at all; some of these rows are gone, and others have come. */
async function changeRows(database: pg.Client, { entity, invisible }: HiddenRows, figures: TwinFigures): Promise<void> {
  if (invisible.length === 0) return
  for (const column of entity.columns.filter((candidate) => isFree(entity, candidate))) {
    figures.publicCells += await change(database, entity, { column, ids: invisible, value: shifted(column) })
  }
  for (const column of entity.columns.filter((candidate) => isWord(entity, candidate))) {
    figures.publicCells += await change(database, entity, { column, ids: invisible, value: nextWord(column) })
  }
  for (const column of pointers(entity)) {
    // what hidden rows point to is theirs alone: a figure that walks through them would show it
    figures.publicCells += await change(database, entity, { column, ids: invisible, value: `(select o.${column.name} from ${tableOf(entity)} o where o.brand_id = t.brand_id and o.${column.name} <> t.${column.name} limit 1)` })
  }
  const writable = entity.columns.filter(({ readOnly, name }) => !readOnly && name !== 'id').map(({ name }) => name)
  figures.inserted += await attempt(database, `insert into ${tableOf(entity)} (id, ${writable.join(', ')})
    select (left(id::text, 24) || right(md5(id::text), 12))::uuid, ${writable.join(', ')} from ${tableOf(entity)} where id = any ($1) on conflict do nothing`, [invisible.filter((_, place) => place % 7 === 3)])
  figures.deleted += await attempt(database, `delete from ${tableOf(entity)} where id = any ($1)`, [invisible.filter((_, place) => place % 7 === 5)])
}

/** No key, no part of a scope, no word of a fixed list. */
function isFree(entity: Entity, column: Column): boolean {
  const { label, pgType, enum: words, list, readOnly, wire } = column
  return label.public && isLoose(entity, column) && words === undefined && !list && !readOnly
    && ['String', 'Int', 'SafeInt', 'DateTime', 'Decimal'].includes(wire) && ['text', 'integer', 'bigint', 'numeric', 'timestamptz'].includes(pgType)
}

/** A word of a fixed list, or yes and no, that nothing hangs on. */
function isWord(entity: Entity, column: Column): boolean {
  // a column that decides may be worked out by the database from such a word
  const isWorkedOut = entity.columns.some(({ name, readOnly }) => readOnly && decidingColumns(entity).includes(name))
  return !isWorkedOut && column.label.public && isLoose(entity, column) && !column.list && !column.readOnly && (column.enum !== undefined || column.pgType === 'boolean')
}

function isLoose(entity: Entity, { name }: Column): boolean {
  const isKey = name.endsWith('_id') || name === 'id' || entity.indexes.some(({ unique, columns }) => unique && columns.includes(name))
  return !isKey && !decidingColumns(entity).includes(name)
}

/** Columns by which a row is somebody's or visible to somebody. */
function decidingColumns({ scopes, subject, personal, rowCondition, organization, workspace }: Entity): readonly (string | undefined)[] {
  const owners = [organization, workspace, subject.kind === 'NONE' ? undefined : subject.owner].filter((path) => path !== undefined)
  return [...[...scopes, ...owners].flatMap(({ column, where }) => [column, where?.column]), personal?.column, rowCondition?.column]
}

/** Ids of rows that stand on no way by which a scope or an owner is found. */
function pointers(entity: Entity): readonly Column[] {
  const { relations, columns } = entity
  const loose = relations.filter(({ field, many, to }) => !many && to === 'id' && !WALKED.has(field)).map(({ from }) => from)
  return columns.filter(({ name, nullable, readOnly }) => loose.includes(name) && !decidingColumns(entity).includes(name) && !nullable && !readOnly)
}

/** Names of relations that some path of the model goes along. */
const WALKED: ReadonlySet<string> = new Set(ENTITIES.flatMap(({ scopes, subject, organization, workspace, personal }) =>
  [...scopes, ...(subject.kind === 'NONE' ? [] : [subject.owner]), ...[organization, workspace, personal].filter((path) => path !== undefined)].flatMap(({ path }) => path)))

function shifted({ name, pgType }: Column): string {
  if (pgType === 'text') return `t.${name} || 'x'`
  return pgType === 'timestamptz' ? `t.${name} + interval '3 seconds'` : `t.${name} + 1`
}

/** The word that comes after it in the list of the model, so that no figure by it stays what it was. */
function nextWord({ name, enum: words, pgType }: Column): string {
  if (pgType === 'boolean') return `not t.${name}`
  const values = modules.flatMap(({ enums }) => enums).find((type) => type.name === words)?.values ?? []
  const turns = values.map((value, place) => `when '${value}' then '${values[(place + 1) % values.length] ?? value}'`)
  return turns.length === 0 ? `t.${name}` : `case t.${name} ${turns.join(' ')} else t.${name} end`
}
