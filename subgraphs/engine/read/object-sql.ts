import { columnNamed, tableNamed, type Join, type Table } from './catalog.ts'
import { listSql } from './list-sql.ts'
import type { Cell } from './cell.ts'
import { decodeObject, type FieldDecode } from './decode-object.ts'
import type { Decode } from './decode.ts'
import { impliesVisible } from './implied.ts'
import { logColumn, type NamedLog } from './log-column.ts'
import { LOG_KEY, type LoggedColumn } from './logged-column.ts'
import { moneySql } from './money-sql.ts'
import { all } from './statement.ts'
import { inBrand } from './scope.ts'
import { selectColumn } from './select-column.ts'
import { OBJECT_ID, type FieldSelection, type ObjectSelection } from './selection.ts'
import { condition, visible } from './visible.ts'
import { at, rowOf, type ObjectSql, type Source, type Writer } from './writer.ts'

interface Written {
  readonly sql: string
  readonly join?: string
  readonly decode?: Decode
  readonly logs?: readonly LoggedColumn[]
}

const LONGEST_ALIAS_BYTES = 63

export function objectSql(given: Writer, selection: ObjectSelection, source: Source): ObjectSql {
  const record = given.statement.alias('n')
  const shared = sharedPredicates(given)
  const writer: Writer = { ...given, hoist: shared.hoist }
  const joins: string[] = []
  const columns: string[] = []
  const decodes: FieldDecode[] = []
  const logs: NamedLog[] = []
  for (const [index, field] of selection.fields.entries()) {
    const key = field.kind === 'WRITTEN' ? OBJECT_ID : field.key
    const { sql, join, decode, logs: logged = [] } = writeField(field.kind === 'WRITTEN' ? writer : at(writer, field.key), field, { selection, source })
    // Postgres cuts a longer alias; the decoder gives it its name back
    const alias = Buffer.byteLength(key) > LONGEST_ALIAS_BYTES ? `${index}` : key
    if (join !== undefined) joins.push(join)
    columns.push(`${sql} as "${alias}"`)
    decodes.push({ key, alias, decode })
    logs.push(...logged.map((column) => ({ alias, column })))
  }
  const log = logColumn(writer.log, logs)
  if (log?.sql !== undefined) columns.push(`${log.sql} as "${LOG_KEY}"`)
  joins.push(...shared.joins(), `cross join lateral (select ${columns.join(', ')}) ${record}`)
  return { joins: joins.join('\n'), record, decode: decodeObject(decodes, log?.collect) }
}

// what is looked up once a statement needs no join of its own
const LOOKS_AT_ROWS = /(?<!array)\(select /

/** OFFSET 0 keeps the planner from copying the predicates back to where they are used. */
function sharedPredicates({ statement }: Writer): { readonly hoist: (key: string, predicate: () => string) => string; readonly joins: () => readonly string[] } {
  const alias = statement.alias('p')
  const names = new Map<string, string>()
  const columns: string[] = []
  return {
    hoist(key, predicate) {
      const known = names.get(key)
      if (known !== undefined) return known
      const sql = predicate()
      const name = LOOKS_AT_ROWS.test(sql) ? `${alias}.c${columns.push(sql) - 1}` : sql
      names.set(key, name)
      return name
    },
    joins: () => columns.length === 0 ? [] : [`cross join lateral (select ${columns.map((sql, index) => `${sql} as c${index}`).join(', ')} offset 0) ${alias}`],
  }
}

interface Place {
  readonly selection: ObjectSelection
  readonly source: Source
}

function writeField(writer: Writer, field: FieldSelection, { selection, source }: Place): Written {
  switch (field.kind) {
    case 'TYPENAME': return { sql: `'${selection.type}'::text` }
    case 'WRITTEN': return { sql: source.column('id') }
    case 'KEY': return { sql: source.column(field.name) }
    case 'COLUMN': return source.table ? columnSql(writer, field, { table: source.table, alias: source.alias }) : { sql: 'null' }
    case 'MONEY': return moneySql(writer, field, source)
    case 'STUB': return stubSql(writer, field, source)
    case 'ONE': return oneSql(writer, field, source)
    case 'MANY': return manySql(writer, field, source)
  }
}

function columnSql(writer: Writer, { column, reveal }: Extract<FieldSelection, { kind: 'COLUMN' }>, row: Pick<Cell, 'table' | 'alias'>): Written {
  const { log, ...selected } = selectColumn(writer, { ...row, column, reveal })
  return { ...selected, logs: log && [log] }
}

type OneField = Extract<FieldSelection, { kind: 'ONE' }>

// LIMIT keeps the planner from turning the join around, which would lose the order of the page.
function oneSql(writer: Writer, { join, object }: OneField, source: Source): Written {
  const target = tableNamed(writer.catalog, join.target)
  const alias = writer.statement.alias('t')
  const joined = writer.statement.alias('j')
  const { joins, record, decode } = objectSql(writer, object, rowOf(target, alias))
  const where = all([childScope(writer, source.table, { join, target, alias }), `${alias}.${join.to} = ${source.column(join.from)}`])
  return {
    sql: `${joined}.j`,
    join: `left join lateral (select row_to_json(${record}) as j from ${target.name} ${alias}\n${joins}\nwhere ${where} limit 1) ${joined} on true`,
    decode,
  }
}

function manySql(writer: Writer, { join, list }: Extract<FieldSelection, { kind: 'MANY' }>, source: Source): Written {
  const target = tableNamed(writer.catalog, join.target)
  const joined = writer.statement.alias('j')
  const { sql, decode } = listSql(writer, list, {
    target,
    within: (alias) => all([childScope(writer, source.table, { join, target, alias }), `${alias}.${join.to} = ${source.column(join.from)}`]),
  })
  return { sql: `${joined}.j`, join: `cross join lateral (${sql}) ${joined}(j)`, decode }
}

interface Child {
  readonly join: Join
  readonly target: Table
  readonly alias: string
}

/** A child carries its own scope unless the parent's proves it. */
function childScope(writer: Writer, parent: Table | undefined, { join, target, alias }: Child): string {
  // a parent that emergency access shows proves nothing of its children
  const implied = parent && join.relation && !writer.rights.principalClass.breakGlass && impliesVisible(parent.entity, join.relation, target.entity)
  return implied ? all([inBrand(writer, target, alias), condition(writer, target, alias)]) : visible(writer, target, alias)
}

// An entity of another module: the id that this row shows anyway, and lists of this module's rows beside it.
function stubSql(writer: Writer, { reference, object }: Extract<FieldSelection, { kind: 'STUB' }>, source: Source): Written {
  const key = source.column(reference.column)
  const stub: Source = { alias: source.alias, column: (name) => name === reference.by ? key : 'null' }
  const isNullable = !source.table || columnNamed(source.table, reference.column).nullable
  if (object.fields.every(({ kind }) => kind === 'KEY' || kind === 'TYPENAME')) return bareStub(object, { stub, presence: isNullable ? key : undefined })
  const { joins, record, decode } = objectSql(writer, object, stub)
  const joined = writer.statement.alias('j')
  return {
    sql: `${joined}.j`,
    join: `left join lateral (select row_to_json(${record}) as j from (select 1) ${writer.statement.alias('u')}\n${joins}\nwhere ${key} is not null) ${joined} on true`,
    decode,
  }
}

// Nothing but its key: no join.
function bareStub({ type, fields }: ObjectSelection, { stub, presence }: { readonly stub: Source; readonly presence?: string }): Written {
  const members = fields.map((field) => field.kind === 'KEY' ? `'${field.key}', ${stub.column(field.name)}` : `'${'key' in field ? field.key : ''}', '${type}'`)
  const object = `json_build_object(${members.join(', ')})`
  return { sql: presence === undefined ? object : `case when ${presence} is not null then ${object} end` }
}
