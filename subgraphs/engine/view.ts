import DataLoader from 'dataloader'
import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import type { Principal } from '../../schema/policy/principal.ts'
import type { CompiledOperation, OperationCompiler } from './operation/compile-operation.ts'
import { prepareRead, type ReadTemplate } from './operation/prepare-read.ts'
import { runRead, type ReadRunner } from './operation/run-read.ts'
import { selectList, selectObject, type Selector, type Site } from './operation/select-object.ts'
import { columnNamed, tableNamed, type Table } from './read/catalog.ts'
import { isObject } from './read/decode.ts'
import type { OrderTerm } from './read/order-arguments.ts'
import type { ReadTarget } from './read/plan.ts'
import type { Viewer } from './read/rights.ts'
import type { ConnectionPart, FieldSelection, ObjectSelection } from './read/selection.ts'
import type { ReadsLabel } from './reads-label.ts'
import { isUuid } from './wire/uuid.ts'

/** Values of a row by field name, as the caller sees them. */
export type Row = Readonly<Record<string, unknown>>

/** Rows of a list, in the words of the API: a filter as clients write it, and an order by field names. */
export interface Rows {
  readonly filter?: Readonly<Record<string, unknown>>
  readonly orderBy?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  /** `first`, `after`, `last`, `before` of the field. */
  readonly page?: Readonly<Record<string, unknown>>
}

/** Rows whose field `by` names a parent. */
export interface Children extends Rows {
  readonly by: string
}

/** A page of rows by field names, for a connection that is written by hand. */
export interface RowPage {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[]
  readonly pageInfo: Row
  /** Only where asked for. */
  readonly totalCount?: number
}

/**
 * The data as the caller sees it, for one field written by hand.
 * It shows and compares the coordinates that the field's label names in `reads:` and nothing else; ids are always among them.
 * Reads of one field over many objects are one statement.
 */
export interface View {
  /** Moment of the request, in milliseconds since 1970. */
  readonly now: number
  readonly principal: Principal
  /** Columns of a row. Null: missing or invisible. */
  row(type: string, id: string): Promise<Row | null>
  /** Columns of the first of a parent's rows. */
  childRow(type: string, parent: string, rows: Children): Promise<Row | null>
  /** A page of a parent's rows. */
  childPage(type: string, parent: string, rows: Children & { readonly hasTotal: boolean }): Promise<RowPage | null>
  /** An entity, with what the client selects of it; null for no id. */
  entity(type: string, id: string | null | undefined): Promise<unknown>
  /** The first of a parent's rows, with what the client selects of it. */
  firstChild(type: string, parent: string, rows: Children): Promise<unknown>
  /** The first row of a list, with what the client selects of it. */
  first(type: string, rows: Rows): Promise<unknown>
  /** A connection, with what the client selects of it. */
  list(type: string, rows: Rows): Promise<unknown>
}

/** What the views of one request share. */
export interface ViewRequest {
  readonly runner: ReadRunner
  readonly compiler: OperationCompiler
  readonly operation: CompiledOperation
  readonly viewer: Viewer
  readonly principal: Principal
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: number
  /** Batches under way, by field node and kind. */
  readonly loaders: Map<FieldNode, Map<string, DataLoader<string, unknown>>>
}

/** Variable under which the arguments of the list itself travel; no variable of a document can be called so. */
const LIST = '$list'

/** The view of one field; `info` says which field of which document it is. */
export function viewOf(request: ViewRequest, label: ReadsLabel, info: GraphQLResolveInfo): View {
  const { runner, compiler, viewer, variables } = request
  const [fieldNode] = info.fieldNodes
  if (!fieldNode) throw new Error('A field without a node was resolved.')

  const selector = (sites: Site[]): Selector => ({ ...compiler, fragments: request.operation.fragments, variables, sites, onWritten: () => undefined })

  const run = (template: ReadTemplate, rows: Rows, keys?: readonly string[]): Promise<unknown> => {
    const read = prepareRead(runner, template, { viewer, variables: { ...variables, [LIST]: { ...rows.page, filter: rows.filter } } })
    return read ? runRead(runner, viewer, { read, keys }) : Promise.resolve(null)
  }

  const template = (name: string, make: () => ReadTemplate): ReadTemplate => rememberTemplate(fieldNode, `${name}|${request.operation.conditionKey(variables)}`, make)

  const batch = (name: string, load: (ids: readonly string[]) => Promise<unknown>): DataLoader<string, unknown> => {
    const ofField = request.loaders.get(fieldNode) ?? new Map<string, DataLoader<string, unknown>>()
    request.loaders.set(fieldNode, ofField)
    const loader = ofField.get(name) ?? new DataLoader<string, unknown>(async (ids) => {
      const rows = await load(ids)
      return ids.map((_, index) => Array.isArray(rows) ? rows[index] : null)
    })
    ofField.set(name, loader)
    return loader
  }

  const columnsOf = (table: Table): ObjectSelection => ({
    type: table.entity.type,
    fields: [{ kind: 'COLUMN', key: 'id', column: columnNamed(table, 'id') }, ...label.columns(table).map((column): FieldSelection => ({ kind: 'COLUMN', key: column.field, column }))],
  })

  const rowsTemplate = (table: Table, object: ObjectSelection, sites: readonly Site[]): ReadTemplate => {
    const target: ReadTarget = { kind: 'ROWS', table, object, by: 'id' }
    return { sites, keys: [], plans: new Map(), target: () => target }
  }

  const childrenTemplate = (table: Table, rows: Children, parts: (sites: Site[]) => readonly ConnectionPart[]): ReadTemplate => {
    label.check(table, rows)
    const to = columnOfField(table, rows.by)
    const sites: Site[] = [listSite(table, rows)]
    const list = { type: table.entity.type, site: 0, parts: parts(sites) }
    const object: ObjectSelection = { type: '', fields: [{ kind: 'MANY', key: 'list', join: { target: table.entity.type, from: 'id', to: to.name }, list }] }
    const target: ReadTarget = { kind: 'STUBS', stub: { type: '', fields: new Map() }, object, by: 'id', type: '' }
    return { sites, keys: [], plans: new Map(), target: () => target }
  }

  const children = async (name: string, { type, parent, rows, parts }: { readonly type: string; readonly parent: string; readonly rows: Children; readonly parts: (sites: Site[]) => readonly ConnectionPart[] }): Promise<unknown> => {
    if (!isUuid(parent)) return null
    const made = template(`${name}|${type}`, () => childrenTemplate(tableNamed(runner.catalog, type), rows, parts))
    const answer = await batch(`${name}|${type}`, (ids) => run(made, rows, ids)).load(parent)
    return isObject(answer) ? answer.list : null
  }

  const rootList = (name: string, type: string, { rows, make }: { readonly rows: Rows; readonly make: (selector: Selector, table: Table) => ReadTarget & { readonly kind: 'LIST' } }): Promise<unknown> => {
    const table = tableNamed(runner.catalog, type)
    const made = template(`${name}|${type}`, () => {
      label.check(table, rows)
      const sites: Site[] = []
      const target = make(selector(sites), table)
      sites[target.list.site] = listSite(table, rows)
      return { sites, keys: [], plans: new Map(), target: () => target }
    })
    return run(made, rows)
  }

  return {
    now: request.now,
    principal: request.principal,
    async row(type, id) {
      const made = template(`row|${type}`, () => { const table = tableNamed(runner.catalog, type); return rowsTemplate(table, columnsOf(table), []) })
      const row = isUuid(id) ? await batch(`row|${type}`, (ids) => run(made, {}, ids)).load(id) : null
      return isObject(row) ? row : null
    },
    async childRow(type, parent, rows) {
      const node = columnsOf(tableNamed(runner.catalog, type))
      const list = await children('childRow', { type, parent, rows: { ...rows, page: { first: 1 } }, parts: () => [{ kind: 'NODES', key: 'nodes', node }] })
      return firstNode(list) ?? null
    },
    async childPage(type, parent, { hasTotal, ...rows }) {
      const node = columnsOf(tableNamed(runner.catalog, type))
      const page = await children(`childPage${hasTotal}`, { type, parent, rows, parts: () => pageParts(node, hasTotal) })
      return isRowPage(page) ? page : null
    },
    async entity(type, id) {
      if (!isUuid(id)) return null
      const made = template(`entity|${type}`, () => {
        const sites: Site[] = []
        return rowsTemplate(tableNamed(runner.catalog, type), selectObject(selector(sites), type, info.fieldNodes), sites)
      })
      return batch(`entity|${type}`, (ids) => run(made, {}, ids)).load(id)
    },
    async firstChild(type, parent, rows) {
      const parts = (sites: Site[]): readonly ConnectionPart[] => [{ kind: 'NODES', key: 'nodes', node: selectObject(selector(sites), type, info.fieldNodes) }]
      return firstNode(await children('firstChild', { type, parent, rows: { ...rows, page: { first: 1 } }, parts })) ?? null
    },
    async first(type, rows) {
      const list = await rootList('first', type, {
        rows: { ...rows, page: { first: 1 } },
        make: (from, table) => {
          from.sites.push(listSite(table, rows))
          return { kind: 'LIST', table, list: { type, site: 0, parts: [{ kind: 'NODES', key: 'nodes', node: selectObject(from, type, info.fieldNodes) }] } }
        },
      })
      return firstNode(list) ?? null
    },
    list: (type, rows) => rootList('list', type, {
      rows,
      make: (from, table) => {
        const definition = info.parentType.getFields()[info.fieldName]
        if (!definition) throw new Error('A field without a definition was resolved.')
        return { kind: 'LIST', table, list: selectList(from, type, { definition, nodes: info.fieldNodes }) }
      },
    }),
  }
}

const templates = new WeakMap<FieldNode, Map<string, ReadTemplate>>()

/** Documents are kept, and so are the statements of their fields. */
function rememberTemplate(node: FieldNode, name: string, make: () => ReadTemplate): ReadTemplate {
  const ofNode = templates.get(node) ?? new Map<string, ReadTemplate>()
  templates.set(node, ofNode)
  const known = ofNode.get(name) ?? make()
  ofNode.set(name, known)
  return known
}

function listSite(table: Table, { orderBy }: Rows): Site {
  return { kind: 'LIST', table, read: (variables) => isObject(variables[LIST]) ? variables[LIST] : {}, order: orderOf(table, orderBy) }
}

function orderOf(table: Table, orderBy: Rows['orderBy']): readonly OrderTerm[] | undefined {
  if (!orderBy) return undefined
  const terms = orderBy.map(({ field, direction }) => ({ column: columnOfField(table, field), descending: direction === 'DESC' }))
  return [...terms, { column: columnNamed(table, 'id'), descending: terms.at(-1)?.descending ?? true }]
}

function columnOfField({ entity }: Table, field: string): Table['entity']['columns'][number] {
  const column = entity.columns.find((candidate) => candidate.field === field)
  if (!column) throw new Error(`${entity.type} has no column for the field ${field}.`)
  return column
}

function pageParts(node: ObjectSelection, hasTotal: boolean): readonly ConnectionPart[] {
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

function firstNode(list: unknown): Record<string, unknown> | undefined {
  if (!isObject(list) || !Array.isArray(list.nodes)) return undefined
  const [node] = list.nodes
  return isObject(node) ? node : undefined
}

function isRowPage(page: unknown): page is RowPage {
  return isObject(page) && Array.isArray(page.edges) && isObject(page.pageInfo)
}
