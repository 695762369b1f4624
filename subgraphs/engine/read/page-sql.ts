import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import type { Table } from './catalog.ts'
import type { FilterNode } from './filter-arguments.ts'
import { comparedType, filterSql } from './filter.ts'
import { inputColumn } from './input-column.ts'
import { rowsAfter, type KeysetTerm } from './keyset.ts'
import type { ListShape } from './list-arguments.ts'
import type { Lookup } from './lookup.ts'
import type { OrderTerm } from './order-arguments.ts'
import { ReadError } from './read-error.ts'
import { all } from './statement.ts'
import type { Writer } from './writer.ts'

/** The rows that a page is cut from. */
export interface ListSource {
  readonly target: Table
  /** Rows that belong to the list before its filter: scope, and the join with a parent. */
  within(alias: string): string
  /** Set for the list of a root field that shows rows: told of each value that is looked up. */
  readonly onLookup?: (lookup: Lookup) => void
}

/** The rows of one page, in order, as a sub-select under an alias. */
export interface Page {
  readonly alias: string
  /** Values of the order for a cursor, in its order; read above the page. */
  readonly positions: readonly string[]
  /** The sub-select with these columns. */
  sql(columns: readonly string[]): string
}

interface Term {
  readonly term: OrderTerm
  readonly sql: string
  /** Over some rows only: outside of them the value is null. */
  readonly isGuarded: boolean
}

/** `hasMore`: the row after the page is read too, to tell that there is one. */
export function pageSql(writer: Writer, shape: ListShape, { source, hasMore }: { readonly source: ListSource; readonly hasMore: boolean }): Page {
  const { target } = source
  const alias = writer.statement.alias('t')
  const terms = shape.order.map((term) => orderTerm(writer, term, { target, alias, filter: shape.filter }))
  const keyset = keysetOf(writer, shape, terms)
  const conditions = listConditions(writer, shape, { source, alias })
  const branches = shape.position ? rowsAfter(keyset) : ['true']
  const order = keyset.map(({ sql, descending }) => `${sql} ${descending ? 'desc' : 'asc'}`).join(', ')
  const bound = writer.largestRead + (shape.offset === undefined ? 0 : writer.largestOffset)
  const limit = limitSql(writer, shape, hasMore)
  return {
    alias,
    positions: terms.map(({ term, isGuarded }, index) => positionSql(term, `${alias}.${isGuarded ? guardedName(index) : term.column.name}`)),
    sql(columns) {
      const selected = columns.map((name) => guardedColumn(name, terms) ?? `${alias}.${name}`).join(', ') || '1'
      const selects = branches.map((branch) =>
        `select ${selected} from ${target.name} ${alias}\nwhere ${all([...conditions, branch])}\norder by ${order} limit ${bound}`)
      const rows = selects.length === 1 ? `${selects[0]}` : selects.map((select) => `(${select})`).join('\nunion all\n')
      return `select * from (${rows}) ${alias} ${limit}`
    },
  }
}

/** Scope, join and filter of a list, for its page and for its count alike. */
export function listConditions(writer: Writer, { filter }: ListShape, { source, alias }: { readonly source: ListSource; readonly alias: string }): readonly string[] {
  return [source.within(alias), ...filter ? [filterSql(writer, source.target, { node: filter, alias, onLookup: source.onLookup })] : []]
}

interface OrderPlace {
  readonly target: Table
  readonly alias: string
  readonly filter?: FilterNode
}

function orderTerm(writer: Writer, term: OrderTerm, { target, alias, filter }: OrderPlace): Term {
  const { sql, guard } = inputColumn(writer, target, { alias, column: term.column, use: 'ORDER' })
  // such an order is sorted in memory: only a list of one organization is small enough
  if (guard !== undefined && !isOfOneOrganization(filter, target)) {
    throw new ReadError('PII_ORDER_REFUSED', { coordinate: coordinateOf(target.entity, term.column) })
  }
  return { term, sql, isGuarded: guard !== undefined }
}

function isOfOneOrganization(filter: FilterNode | undefined, { entity: { organization } }: Table): boolean {
  if (organization?.path.length !== 0) return false
  const conjuncts = filter?.kind === 'AND' ? filter.nodes : filter ? [filter] : []
  return conjuncts.some((node) => node.kind === 'LEAF' && node.operator === 'eq' && node.column.name === organization.column)
}

/** Reading backward turns every direction around, and with it the place of nulls. */
function keysetOf({ statement }: Writer, { backward, position }: ListShape, terms: readonly Term[]): readonly KeysetTerm[] {
  return terms.map(({ term: { column, descending }, sql, isGuarded }, index) => {
    const isDown = descending !== backward
    const slot = position?.[index] ?? null
    return {
      sql,
      descending: isDown,
      nullable: isGuarded || column.nullable,
      nullsFirst: isDown,
      value: slot === null ? null : statement.parameter({ kind: 'INPUT', slot, as: 'VALUE' }, comparedType(column)),
    }
  })
}

function limitSql({ statement }: Writer, { size, offset }: ListShape, hasMore: boolean): string {
  const limit = `limit ${statement.parameter({ kind: 'INPUT', slot: size, as: hasMore ? 'ONE_MORE' : 'VALUE' }, 'bigint')}`
  return offset === undefined ? limit : `${limit} offset ${statement.parameter({ kind: 'INPUT', slot: offset, as: 'VALUE' }, 'bigint')}`
}

// A guarded value has no column of its own, so the page gives it a name.
function guardedName(index: number): string {
  return `order_${index}`
}

function guardedColumn(name: string, terms: readonly Term[]): string | undefined {
  const index = terms.findIndex(({ isGuarded }, place) => isGuarded && guardedName(place) === name)
  const term = terms[index]
  return term && `${term.sql} as ${name}`
}

// digits that a JSON number would lose
function positionSql({ column }: OrderTerm, sql: string): string {
  return column.pgType === 'numeric' ? `${sql}::text` : sql
}
