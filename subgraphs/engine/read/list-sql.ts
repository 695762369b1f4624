import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import { connectionForm, type ConnectionForm } from './connection-form.ts'
import { decodeConnection, decodeNodes } from './decode-connection.ts'
import type { Decode } from './decode.ts'
import { comparedType, filterSql } from './filter.ts'
import type { FilterNode } from './filter-arguments.ts'
import { inputColumn } from './input-column.ts'
import { rowsAfter, type KeysetTerm } from './keyset.ts'
import type { ListShape } from './list-arguments.ts'
import type { OrderTerm } from './order-arguments.ts'
import { ReadError } from './read-error.ts'
import type { Table } from './catalog.ts'
import type { ListSelection } from './selection.ts'
import { all } from './statement.ts'
import { rowOf, type ObjectSql, type Writer } from './writer.ts'

export interface ListSource {
  readonly target: Table
  /** Rows that belong to the list before its filter: scope, and the join with a parent. */
  within(alias: string): string
}

export interface ListSql {
  /** Yields one row with one JSON value. */
  readonly sql: string
  readonly decode?: Decode
}

/** A page of rows as the JSON of a connection. */
export function listSql(writer: Writer, list: ListSelection, source: ListSource): ListSql {
  const shape = writer.lists.get(list.site)
  if (!shape) throw new Error('A list was planned without its arguments.')
  const form = connectionForm(list)
  const page = pageOf(writer, shape, { source, form })
  const nodes = form.nodes.map((node) => writer.object(node, rowOf(source.target, page.alias)))
  const decodes = nodes.map(({ decode }) => decode)
  const total = form.hasTotal ? totalSql(writer, shape, source) : undefined
  if (!form.hasRows) return { sql: `select json_build_object(${[...constants(form), ...form.totals.map((key) => `'${key}', ${total}`)].join(', ')})` }
  const read = { page, nodes, total, form }
  if (isFinal(form, shape)) return { sql: finalSql(read), decode: decodeNodes(list, decodes) }
  return { sql: rawSql(writer, shape, read), decode: decodeConnection({ list, form, shape, nodes: decodes }) }
}

/** Postgres prints the answer itself where rows need no cursor, no trimming and no turning around. */
function isFinal(form: ConnectionForm, { backward }: ListShape): boolean {
  return !form.hasEdges && !form.hasPageInfo && !backward
}

interface Read {
  readonly page: Page
  readonly nodes: readonly ObjectSql[]
  readonly total?: string
  readonly form: ConnectionForm
}

function finalSql({ page, nodes, total, form }: Read): string {
  const members = form.parts.map(({ key, kind, node }) => {
    if (kind === 'TYPENAME') return `'${key}', '${form.type}Connection'`
    return kind === 'TOTAL_COUNT' ? `'${key}', ${total}` : `'${key}', coalesce(json_agg(${nodes[node ?? 0]?.record}), '[]'::json)`
  })
  return `select json_build_object(${members.join(', ')}) from ${rowsSql(page, nodes, form)}`
}

function rawSql({ statement }: Writer, { size }: ListShape, { page, nodes, total, form }: Read): string {
  const members = [`'rows', coalesce(json_agg(${rowSql(page, nodes, form)}), '[]'::json)`]
  if (total !== undefined) members.push(`'total', ${total}`)
  if (form.hasStartOrEnd) {
    const last = `least(count(*), ${statement.parameter({ kind: 'INPUT', slot: size, as: 'VALUE' }, 'bigint')})::integer`
    members.push(`'first', ${positionSql(page, (sql) => `(array_agg(${sql}))[1]`)}`, `'last', ${positionSql(page, (sql) => `(array_agg(${sql}))[${last}]`)}`)
  }
  return `select json_build_object(${members.join(', ')}) from ${rowsSql(page, nodes, form)}`
}

function rowSql(page: Page, nodes: readonly ObjectSql[], form: ConnectionForm): string {
  if (form.isPlain) return nodes[0]?.record ?? '0'
  const members = nodes.map(({ record }, index) => `'${index}', ${record}`)
  if (form.hasCursors) members.push(`'cursor', ${positionSql(page, (sql) => sql)}`)
  return members.length === 0 ? '0' : `json_build_object(${members.join(', ')})`
}

function positionSql({ positions }: Page, each: (sql: string) => string): string {
  return `json_build_array(${positions.map(each).join(', ')})`
}

function rowsSql(page: Page, nodes: readonly ObjectSql[], form: ConnectionForm): string {
  const joins = nodes.map((node) => node.joins)
  const above = [...joins, ...form.hasCursors || form.hasStartOrEnd ? page.positions : []].join('\n')
  return [`(${page.sql(columnsUsed(above, page.alias))}) ${page.alias}`, ...joins].join('\n')
}

/** Columns of the page that are read above it; names of columns follow their alias everywhere. */
function columnsUsed(sql: string, alias: string): readonly string[] {
  return [...new Set([...sql.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'))].map(([, name]) => name ?? ''))]
}

interface Page {
  readonly alias: string
  /** Values of the order for a cursor, in its order. */
  readonly positions: readonly string[]
  sql(columns: readonly string[]): string
}

interface Term {
  readonly term: OrderTerm
  readonly sql: string
  /** Over some rows only: outside of them the value is null. */
  readonly guarded: boolean
}

function pageOf(writer: Writer, shape: ListShape, { source, form }: { readonly source: ListSource; readonly form: ConnectionForm }): Page {
  const { statement } = writer
  const { target } = source
  const alias = statement.alias('t')
  const terms = shape.order.map((term): Term => {
    const { sql, guard } = inputColumn(writer, target, { alias, column: term.column, use: 'ORDER' })
    // such an order is sorted in memory: only a list of one organization is small enough
    if (guard !== undefined && !isOfOneOrganization(shape.filter, target)) throw new ReadError('PII_ORDER_REFUSED', { coordinate: coordinateOf(target.entity, term.column) })
    return { term, sql, guarded: guard !== undefined }
  })
  const keyset = keysetOf(writer, shape, terms)
  const order = `order by ${keyset.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'}`).join(', ')}`
  const conditions = [source.within(alias), ...shape.filter ? [filterSql(writer, target, { node: shape.filter, alias })] : []]
  const branches = shape.position ? rowsAfter(keyset) : ['true']
  const limit = limitSql(writer, shape, form)
  const bound = `limit ${writer.largestRead + (shape.offset === undefined ? 0 : writer.largestOffset)}`
  return {
    alias,
    positions: terms.map(({ term, guarded }, index) => positionColumn(term, guarded ? `${alias}.o${index}` : `${alias}.${term.column.name}`)),
    sql: (columns) => {
      const list = columns.map((name) => orderColumn(name, terms) ?? `${alias}.${name}`)
      const selected = list.length === 0 ? '1' : list.join(', ')
      const selects = branches.map((branch) => `select ${selected} from ${target.name} ${alias} where ${all([...conditions, branch])} ${order} ${bound}`)
      return `select * from (${selects.length === 1 ? selects[0] : selects.map((select) => `(${select})`).join('\nunion all\n')}) ${alias} ${limit}`
    },
  }
}

function isOfOneOrganization(filter: FilterNode | undefined, { entity }: Table): boolean {
  const conjuncts = filter?.kind === 'AND' ? filter.nodes : filter ? [filter] : []
  const { organization } = entity
  return organization?.path.length === 0
    && conjuncts.some((node) => node.kind === 'LEAF' && node.operator === 'eq' && node.column.name === organization.column)
}

function orderColumn(name: string, terms: readonly Term[]): string | undefined {
  const index = /^o(\d+)$/.exec(name)?.[1]
  const term = index === undefined ? undefined : terms[Number(index)]
  return term?.guarded ? `${term.sql} as ${name}` : undefined
}

// digits that a JSON number would lose
function positionColumn({ column }: OrderTerm, sql: string): string {
  return column.pgType === 'numeric' ? `${sql}::text` : sql
}

/** Reading backward turns every direction around, and with it the place of nulls. */
function keysetOf({ statement }: Writer, { backward, position }: ListShape, terms: readonly Term[]): readonly KeysetTerm[] {
  return terms.map(({ term: { column, descending }, sql, guarded }, index) => {
    const turned = descending !== backward
    const slot = position?.[index]
    return {
      sql,
      descending: turned,
      nullable: guarded || column.nullable,
      nullsFirst: turned,
      value: slot === undefined || slot === null ? null : statement.parameter({ kind: 'INPUT', slot, as: 'VALUE' }, comparedType(column)),
    }
  })
}

function limitSql({ statement }: Writer, { size, offset }: ListShape, { hasPageInfo }: ConnectionForm): string {
  const limit = `limit ${statement.parameter({ kind: 'INPUT', slot: size, as: hasPageInfo ? 'ONE_MORE' : 'VALUE' }, 'bigint')}`
  return offset === undefined ? limit : `${limit} offset ${statement.parameter({ kind: 'INPUT', slot: offset, as: 'VALUE' }, 'bigint')}`
}

function totalSql(writer: Writer, { filter }: ListShape, { target, within }: ListSource): string {
  const alias = writer.statement.alias('c')
  const conditions = [within(alias), ...filter ? [filterSql(writer, target, { node: filter, alias })] : []]
  return `(select count(*) from ${target.name} ${alias} where ${all(conditions)})`
}

function constants({ type, parts }: ConnectionForm): readonly string[] {
  return parts.flatMap(({ kind, key }) => kind === 'TYPENAME' ? [`'${key}', '${type}Connection'`] : [])
}
