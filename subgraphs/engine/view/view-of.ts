import type { GraphQLResolveInfo } from 'graphql'
import type { Placing } from '../operation/manifest.ts'
import { selectList, selectObject, type Site } from '../operation/select-object.ts'
import { tableNamed, type Table } from '../read/catalog.ts'
import { isObject } from '../read/decode.ts'
import type { ConnectionPart, ListSelection } from '../read/selection.ts'
import { isUuid } from '../wire/uuid.ts'
import { fieldReads, type FieldReads, type ViewRequest } from './field-reads.ts'
import type { ReadsLabel } from './reads-label.ts'
import { CHILDREN, childrenTemplate, labelledColumns, listSite, listTemplate, pageParts, rowsTemplate } from './view-templates.ts'
import type { Children, RowPage, Rows, View } from './view.ts'

/** The view of one field; `info` says which field of which document it is. */
export function viewOf(request: ViewRequest, label: ReadsLabel, info: GraphQLResolveInfo): View {
  const reads = fieldReads(request, info)
  const table = (type: string): Table => tableNamed(request.runner.catalog, type)
  const selected = (type: string) => (sites: Site[]): readonly ConnectionPart[] => [{ kind: 'NODES', key: 'nodes', node: selectObject(reads.selector(sites), type, info.fieldNodes) }]
  const labelled = (type: string): readonly ConnectionPart[] => [{ kind: 'NODES', key: 'nodes', node: labelledColumns(table(type), label) }]
  return {
    now: request.now,
    principal: request.principal,
    async row(type, id) {
      const template = reads.template(`row ${type}`, () => rowsTemplate(table(type), labelledColumns(table(type), label)))
      const row = isUuid(id) ? await reads.batch(`row ${type}`, id, (ids) => reads.run(template, {}, ids)) : null
      reads.showed(template, 'FIELD')
      return isObject(row) ? row : null
    },
    async entity(type, id) {
      const template = reads.template(`entity ${type}`, () => {
        const sites: Site[] = []
        return rowsTemplate(table(type), selectObject(reads.selector(sites), type, info.fieldNodes), sites)
      })
      const entity = isUuid(id) ? await reads.batch(`entity ${type}`, id, (ids) => reads.run(template, {}, ids)) : null
      reads.showed(template, 'SELECTED')
      return entity
    },
    childRow: async (type, parent, rows) => firstNode(await children(reads, label, { name: 'row', table: table(type), parent, rows: firstOf(rows), parts: () => labelled(type), placing: 'FIELD' })),
    firstChild: async (type, parent, rows) => firstNode(await children(reads, label, { name: 'first', table: table(type), parent, rows: firstOf(rows), parts: selected(type), placing: 'FIRST' })),
    async childPage(type, parent, { hasTotal, ...rows }) {
      const parts = (): readonly ConnectionPart[] => pageParts(labelledColumns(table(type), label), hasTotal)
      const page = await children(reads, label, { name: `page ${hasTotal}`, table: table(type), parent, rows, parts, placing: 'FIELD' })
      return isRowPage(page) ? page : null
    },
    first: async (type, rows) => firstNode(await list(reads, label, { name: 'first', table: table(type), rows: firstOf(rows), placing: 'FIRST', select: (sites) => {
      sites.push(listSite(table(type), rows))
      return { type, site: 0, parts: selected(type)(sites) }
    } })),
    list: (type, rows) => list(reads, label, { name: 'list', table: table(type), rows, placing: 'SELECTED', select: (sites) => selectedConnection(reads, type, sites) }),
  }
}

interface ChildrenRead {
  readonly name: string
  readonly table: Table
  readonly parent: string
  readonly rows: Children
  readonly parts: (sites: Site[]) => readonly ConnectionPart[]
  readonly placing: Placing
}

async function children(reads: FieldReads, label: ReadsLabel, { name, table, parent, rows, parts, placing }: ChildrenRead): Promise<unknown> {
  if (!isUuid(parent)) return null
  label.check(table, rows)
  const kind = `children ${name} ${table.entity.type} ${JSON.stringify([rows.by, rows.orderBy])}`
  const template = reads.template(kind, () => {
    const sites = [listSite(table, rows)]
    return childrenTemplate(table, rows, { parts: parts(sites), sites })
  })
  const answer = await reads.batch(`${kind} ${JSON.stringify([rows.filter, rows.page])}`, parent, (parents) => reads.run(template, rows, parents))
  reads.showed(template, placing)
  return isObject(answer) ? answer[CHILDREN] : null
}

interface ListRead {
  readonly name: string
  readonly table: Table
  readonly rows: Rows
  readonly select: (sites: Site[]) => ListSelection
  readonly placing: Placing
}

async function list(reads: FieldReads, label: ReadsLabel, { name, table, rows, select, placing }: ListRead): Promise<unknown> {
  label.check(table, rows)
  const template = reads.template(`list ${name} ${table.entity.type} ${JSON.stringify(rows.orderBy)}`, () => {
    const sites: Site[] = []
    const selection = select(sites)
    // the page is that of the field, but filter and order are the resolver's
    sites[selection.site] = { ...sites[selection.site], ...listSite(table, rows) }
    return listTemplate(table, selection, { sites, isRoot: reads.isRoot })
  })
  const answer = await reads.run(template, rows)
  reads.showed(template, placing)
  return answer
}

function selectedConnection(reads: FieldReads, type: string, sites: Site[]): ListSelection {
  const { parentType, fieldName, fieldNodes } = reads.info
  const definition = parentType.getFields()[fieldName]
  if (!definition) throw new Error('A field without a definition was resolved.')
  return selectList(reads.selector(sites), type, { definition, nodes: fieldNodes })
}

function firstOf<Wanted extends Rows>(rows: Wanted): Wanted {
  return { ...rows, page: { first: 1 } }
}

function firstNode(connection: unknown): Record<string, unknown> | null {
  if (!isObject(connection) || !Array.isArray(connection.nodes)) return null
  const [node] = connection.nodes
  return isObject(node) ? node : null
}

function isRowPage(page: unknown): page is RowPage {
  return isObject(page) && Array.isArray(page.edges) && isObject(page.pageInfo)
}
