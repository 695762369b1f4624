import { connectionForm, type ConnectionForm } from './connection-form.ts'
import { decodeConnection, decodeNodes } from './decode-connection.ts'
import type { Decode } from './decode.ts'
import type { ListShape } from './list-arguments.ts'
import { listConditions, pageSql, type ListSource, type Page } from './page-sql.ts'
import type { ListSelection } from './selection.ts'
import { all } from './statement.ts'
import { at, rowOf, type ObjectSql, type Writer } from './writer.ts'

export interface ListSql {
  /** Yields one row with one JSON value. */
  readonly sql: string
  readonly decode?: Decode
}

/** A page of rows as the JSON of a connection. */
export function listSql(writer: Writer, list: ListSelection, given: ListSource): ListSql {
  const shape = writer.lists.get(list.site)
  if (!shape) throw new Error('A list was planned without its arguments.')
  const form = connectionForm(list)
  // a count alone would answer without showing whom it found
  const source = form.nodes.length > 0 ? given : { ...given, onLookup: undefined }
  const page = pageSql(writer, shape, { source, hasMore: form.hasPageInfo })
  const nodes = form.nodes.map(({ object, path }) => writer.object(at(writer, path), object, rowOf(source.target, page.alias)))
  const decodes = nodes.map(({ decode }) => decode)
  const read = { page, nodes, total: form.hasTotal ? totalSql(writer, shape, source) : undefined, form }
  if (!form.hasRows) return { sql: `select ${finalObject(read)}` }
  if (isFinal(form, shape)) return { sql: `select ${finalObject(read)}\nfrom ${rowsSql(read)}`, decode: decodeNodes(list, decodes) }
  return { sql: `select ${rawObject(writer, shape, read)}\nfrom ${rowsSql(read)}`, decode: decodeConnection({ list, form, shape, nodes: decodes }) }
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

function finalObject({ nodes, total, form }: Read): string {
  const members = form.parts.map(({ key, kind, node }) => {
    if (kind === 'TYPENAME') return `'${key}', '${form.type}Connection'`
    return kind === 'TOTAL_COUNT' ? `'${key}', ${total}` : `'${key}', coalesce(json_agg(${nodes[node ?? 0]?.record}), '[]'::json)`
  })
  return `json_build_object(${members.join(', ')})`
}

function rawObject({ statement }: Writer, { size }: ListShape, read: Read): string {
  const { page, total, form } = read
  const members = [`'rows', coalesce(json_agg(${rowSql(read)}), '[]'::json)`]
  if (total !== undefined) members.push(`'total', ${total}`)
  if (form.hasStartOrEnd) {
    const last = `least(count(*), ${statement.parameter({ kind: 'INPUT', slot: size, as: 'VALUE' }, 'bigint')})::integer`
    members.push(`'first', ${positionOf(page, (sql) => `(array_agg(${sql}))[1]`)}`, `'last', ${positionOf(page, (sql) => `(array_agg(${sql}))[${last}]`)}`)
  }
  return `json_build_object(${members.join(', ')})`
}

function rowSql({ page, nodes, form }: Read): string {
  if (form.isPlain) return nodes[0]?.record ?? '0'
  const members = nodes.map(({ record }, index) => `'${index}', ${record}`)
  if (form.hasCursors) members.push(`'cursor', ${positionOf(page, (sql) => sql)}`)
  return members.length === 0 ? '0' : `json_build_object(${members.join(', ')})`
}

function positionOf({ positions }: Page, each: (sql: string) => string): string {
  return `json_build_array(${positions.map(each).join(', ')})`
}

function rowsSql({ page, nodes, form }: Read): string {
  const joins = nodes.map((node) => node.joins)
  const above = [...joins, ...form.hasCursors || form.hasStartOrEnd ? page.positions : []].join('\n')
  return [`(${page.sql(columnsUsed(above, page.alias))}) ${page.alias}`, ...joins].join('\n')
}

/** Columns of the page that are read above it: in a statement of ours a column always follows its alias. */
function columnsUsed(sql: string, alias: string): readonly string[] {
  return [...new Set([...sql.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'))].map(([, name]) => name ?? ''))]
}

function totalSql(writer: Writer, shape: ListShape, source: ListSource): string {
  const alias = writer.statement.alias('c')
  return `(select count(*) from ${source.target.name} ${alias} where ${all(listConditions(writer, shape, { source, alias }))})`
}
