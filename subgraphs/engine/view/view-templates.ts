import type { Column } from '../../../schema/model.ts'
import type { ReadTemplate } from '../operation/prepare-read.ts'
import type { Site } from '../operation/select-object.ts'
import { columnNamed, type Table } from '../read/catalog.ts'
import { isObject } from '../read/decode.ts'
import type { OrderTerm } from '../read/order-arguments.ts'
import type { ReadTarget } from '../read/plan.ts'
import type { ConnectionPart, FieldSelection, ListSelection, ObjectSelection } from '../read/selection.ts'
import { LIST_ARGUMENTS } from './field-reads.ts'
import type { ReadsLabel } from './reads-label.ts'
import type { Children, Rows } from './view.ts'

/** Response key of the list that hangs on each parent. */
export const CHILDREN = 'list'

/** Rows by id. */
export function rowsTemplate(table: Table, object: ObjectSelection, sites: readonly Site[] = []): ReadTemplate {
  return templateOf(sites, { kind: 'ROWS', table, object, by: 'id' })
}

/** A list that the client does not order or filter; `isRoot`: that of a root field. */
export function listTemplate(table: Table, list: ListSelection, { sites, isRoot }: { readonly sites: readonly Site[]; readonly isRoot: boolean }): ReadTemplate {
  return templateOf(sites, { kind: 'LIST', table, list, isRoot })
}

/** The lists of many parents, of whom only the ids are known. */
export function childrenTemplate(table: Table, { by }: Children, { parts, sites }: { readonly parts: readonly ConnectionPart[]; readonly sites: readonly Site[] }): ReadTemplate {
  const join = { target: table.entity.type, from: 'id', to: columnOfField(table, by).name }
  const object: ObjectSelection = { type: '', fields: [{ kind: 'MANY', key: CHILDREN, join, list: { type: table.entity.type, site: 0, parts } }] }
  return templateOf(sites, { kind: 'STUBS', stub: { type: '', fields: new Map() }, object, by: 'id', type: '' })
}

/** Where the arguments of the list itself are read: what the resolver says, and the page of its field. */
export function listSite(table: Table, { orderBy }: Rows): Site {
  return { kind: 'LIST', table, read: (variables) => isObject(variables[LIST_ARGUMENTS]) ? variables[LIST_ARGUMENTS] : {}, order: orderOf(table, orderBy) }
}

/** The id and the columns that the label names. */
export function labelledColumns(table: Table, label: ReadsLabel): ObjectSelection {
  const columns = [columnNamed(table, 'id'), ...label.columns(table)]
  return { type: table.entity.type, fields: columns.map((column): FieldSelection => ({ kind: 'COLUMN', key: column.field, column })) }
}

/** Everything that a connection written by hand may show of a page. */
export function pageParts(node: ObjectSelection, hasTotal: boolean): readonly ConnectionPart[] {
  return [
    { kind: 'EDGES', key: 'edges', parts: [{ kind: 'CURSOR', key: 'cursor' }, { kind: 'NODE', key: 'node', node }] },
    {
      kind: 'PAGE_INFO', key: 'pageInfo', parts: [
        { key: 'hasNextPage', part: 'HAS_NEXT' }, { key: 'hasPreviousPage', part: 'HAS_PREVIOUS' },
        { key: 'startCursor', part: 'START' }, { key: 'endCursor', part: 'END' },
      ],
    },
    ...hasTotal ? [{ kind: 'TOTAL_COUNT', key: 'totalCount' } as const] : [],
  ]
}

function templateOf(sites: readonly Site[], target: ReadTarget): ReadTemplate {
  return { sites, keys: [], plans: new Map(), target: () => target }
}

function orderOf(table: Table, orderBy: Rows['orderBy']): readonly OrderTerm[] | undefined {
  if (!orderBy) return undefined
  const terms = orderBy.map(({ field, direction }) => ({ column: columnOfField(table, field), descending: direction === 'DESC' }))
  return [...terms, { column: columnNamed(table, 'id'), descending: terms.at(-1)?.descending ?? true }]
}

function columnOfField({ entity }: Table, field: string): Column {
  const column = entity.columns.find((candidate) => candidate.field === field)
  if (!column) throw new Error(`${entity.type} has no column for the field ${field}.`)
  return column
}
