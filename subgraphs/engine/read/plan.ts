import { createHash } from 'node:crypto'
import { columnNamed, type Catalog, type Stub, type Table } from './catalog.ts'
import { comparedType } from './filter.ts'
import { decodeEach, type Decode } from './decode.ts'
import { listSql } from './list-sql.ts'
import type { ListShape } from './list-arguments.ts'
import type { ReadLimits } from './limits.ts'
import type { Lookup } from './lookup.ts'
import type { LogEntry } from './logged-column.ts'
import { objectSql } from './object-sql.ts'
import type { Rights } from './rights.ts'
import type { ListSelection, ObjectSelection } from './selection.ts'
import type { ShownColumn } from './shown.ts'
import { all, newStatement, type Parameter } from './statement.ts'
import { visible } from './visible.ts'
import { rowOf, type Writer } from './writer.ts'

/** What is asked for, without a value in it: equal shapes for callers of equal rights are one plan. */
export interface ReadShape {
  readonly target: ReadTarget
  readonly lists: ReadonlyMap<number, ListShape>
  readonly slots: ReadonlyMap<number, number>
}

export type ReadTarget =
  /** `isRoot`: of a root field, where somebody may be looked up. */
  | { readonly kind: 'LIST'; readonly table: Table; readonly list: ListSelection; readonly isRoot: boolean }
  /** One row, by columns that are together unique; a slot of null means that the column has no value. */
  | { readonly kind: 'ROW'; readonly table: Table; readonly object: ObjectSelection; readonly keys: readonly KeyColumn[] }
  /** Rows of this module by key, in the order of the keys; null for missing and invisible ones alike. */
  | { readonly kind: 'ROWS'; readonly table: Table; readonly object: ObjectSelection; readonly by: string }
  /** Entities of another module by key: nothing is read of them but what this module adds. */
  | { readonly kind: 'STUBS'; readonly stub: Stub; readonly object: ObjectSelection; readonly by: string; readonly type: string }

export interface KeyColumn {
  readonly column: string
  readonly slot: number | null
}

/** One statement: prepared text, where its values come from, and what is left to do with the answer. */
export interface ReadPlan {
  /** Stable for a text; prepared statements are kept under it. */
  readonly name: string
  readonly text: string
  readonly parameters: readonly Parameter[]
  readonly decode?: Decode
  /** Every labelled column of the answer, in the order of the selection. */
  readonly shown: readonly ShownColumn[]
  /** What the access log may have to say of the answer; absent where nothing of it can be logged. */
  readonly log?: readonly LogEntry[]
  /** Values that are looked up, to be paid for before the statement is sent. */
  readonly lookups?: readonly Lookup[]
}

export interface PlanContext {
  readonly catalog: Catalog
  readonly rights: Rights
  readonly limits: Pick<ReadLimits, 'largestPage' | 'largestOffset'>
}

interface Draft {
  readonly text: string
  readonly decode?: Decode
}

/** Pure: the same shape and rights give the same plan. Throws ReadError where the policy refuses an input. */
export function planRead({ catalog, rights, limits }: PlanContext, { target, lists, slots }: ReadShape): ReadPlan {
  const statement = newStatement()
  const writer: Writer = {
    catalog, rights, statement, lists, slots,
    // the row after the page is read too
    largestRead: limits.largestPage + 1,
    largestOffset: limits.largestOffset,
    object: objectSql,
    path: '', shown: [], log: [], lookups: new Map(),
  }
  const { text: drafted, decode } = draft(writer, target)
  const { text, parameters } = statement.finish(drafted)
  const name = `v${createHash('sha256').update(text).digest('hex').slice(0, 20)}`
  return { name, text, parameters, decode, shown: writer.shown, ...writer.log.length > 0 && { log: writer.log }, ...writer.lookups.size > 0 && { lookups: [...writer.lookups.values()] } }
}

function draft(writer: Writer, target: ReadTarget): Draft {
  switch (target.kind) {
    case 'LIST': return listDraft(writer, target)
    case 'ROW': return rowDraft(writer, target)
    case 'ROWS': return rowsDraft(writer, target)
    case 'STUBS': return stubsDraft(writer, target)
  }
}

function listDraft(writer: Writer, { table, list, isRoot }: Extract<ReadTarget, { kind: 'LIST' }>): Draft {
  const { sql, decode } = listSql(writer, list, {
    target: table,
    within: (alias) => visible(writer, table, alias),
    // the filter is written for the rows and for their count, but a slot is one lookup
    ...isRoot && { onLookup: (lookup) => { writer.lookups.set(lookup.slot, lookup) } },
  })
  return { text: sql, decode }
}

function rowDraft(writer: Writer, { table, object, keys }: Extract<ReadTarget, { kind: 'ROW' }>): Draft {
  const alias = writer.statement.alias('t')
  const scope = visible(writer, table, alias)
  const { joins, record, decode } = objectSql(writer, object, rowOf(table, alias))
  const conditions = keys.map(({ column, slot }) => slot === null
    ? `${alias}.${column} is null`
    : `${alias}.${column} = ${writer.statement.parameter({ kind: 'INPUT', slot, as: 'VALUE' }, comparedType(columnNamed(table, column)))}`)
  return { text: `select row_to_json(${record}) from ${table.name} ${alias}\n${joins}\nwhere ${all([scope, ...conditions])}`, decode }
}

function rowsDraft(writer: Writer, { table, object, by }: Extract<ReadTarget, { kind: 'ROWS' }>): Draft {
  const { statement } = writer
  const alias = statement.alias('t')
  const column = columnNamed(table, by)
  const scope = visible(writer, table, alias)
  const { joins, record, decode } = objectSql(writer, object, rowOf(table, alias))
  const row = `select row_to_json(${record}) as j from ${table.name} ${alias}\n${joins}\nwhere ${all([scope, `${alias}.${column.name} = k.key`])} limit 1`
  return { text: batch(statement.parameter({ kind: 'KEYS' }, `${comparedType(column)}[]`), `left join lateral (${row}) j on true`), decode: decode && decodeEach(decode) }
}

function stubsDraft(writer: Writer, { object, by }: Extract<ReadTarget, { kind: 'STUBS' }>): Draft {
  const keys = writer.statement.parameter({ kind: 'KEYS' }, by === 'id' ? 'uuid[]' : 'text[]')
  const { joins, record, decode } = objectSql(writer, object, { alias: 'k', column: (name) => name === by ? 'k.key' : 'null' })
  return { text: batch(keys, `cross join lateral (select row_to_json(${record}) as j from (select 1) u\n${joins}) j`), decode: decode && decodeEach(decode) }
}

function batch(keys: string, rows: string): string {
  return `select json_agg(j.j order by k.place) from unnest(${keys}) with ordinality k(key, place)\n${rows}`
}
