import { edgeNodes, type ConnectionForm } from './connection-form.ts'
import { decodeEach, isObject, type Decode, type DecodeContext } from './decode.ts'
import type { ListShape } from './list-arguments.ts'
import type { ConnectionPart, EdgePart, ListSelection, PageInfoPart } from './selection.ts'

/** Decodes the nodes of a connection that Postgres printed in its final form; undefined where they need nothing. */
export function decodeNodes({ parts }: ListSelection, nodes: readonly (Decode | undefined)[]): Decode | undefined {
  const keys = parts.flatMap((part) => part.kind === 'NODES' ? [part.key] : [])
  const steps = keys.flatMap((key, index) => {
    const decode = nodes[index]
    return decode ? [{ key, decode: decodeEach(decode) }] : []
  })
  if (steps.length === 0) return undefined
  return (value, context) => {
    if (!isObject(value)) return value
    for (const { key, decode } of steps) value[key] = decode(value[key], context)
    return value
  }
}

export interface ConnectionDecoding {
  readonly list: ListSelection
  readonly form: ConnectionForm
  readonly shape: ListShape
  readonly nodes: readonly (Decode | undefined)[]
}

interface RawPage {
  readonly rows: unknown[]
  readonly total: unknown
  readonly start: unknown
  readonly end: unknown
  /** There was a row after the page, in reading direction. */
  readonly more: boolean
}

type Build = (page: RawPage, context: DecodeContext) => unknown

/** Builds a connection from rows, count and the positions of its ends. */
export function decodeConnection(decoding: ConnectionDecoding): Decode {
  const { list, form, shape } = decoding
  const decodeRows = rowDecoder(decoding)
  let firstEdgeNode = form.parts.filter(({ kind }) => kind === 'NODES').length
  const builds = list.parts.map((part): { readonly key: string; readonly build: Build } => {
    const node = form.parts.find(({ key }) => key === part.key)?.node ?? 0
    const build = builder(decoding, part, { node, firstEdgeNode })
    if (part.kind === 'EDGES') firstEdgeNode += part.parts.filter(({ kind }) => kind === 'NODE').length
    return { key: part.key, build }
  })
  return (value, context) => {
    if (!isObject(value) || !Array.isArray(value.rows)) return null
    const page = pageOf(value, value.rows, { size: context.inputs[shape.size], backward: shape.backward })
    decodeRows?.(page.rows, context)
    const connection: Record<string, unknown> = {}
    for (const { key, build } of builds) connection[key] = build(page, context)
    return connection
  }
}

// Rows that were read backward come last first.
function pageOf(raw: Record<string, unknown>, rows: unknown[], { size, backward }: { readonly size: unknown; readonly backward: boolean }): RawPage {
  const more = typeof size === 'number' && rows.length > size
  if (more) rows.length = size
  if (backward) rows.reverse()
  const isEmpty = rows.length === 0
  const [first, last] = isEmpty ? [undefined, undefined] : [raw.first, raw.last]
  return { rows, total: raw.total, start: backward ? last : first, end: backward ? first : last, more }
}

function rowDecoder({ form, nodes }: ConnectionDecoding): ((rows: unknown[], context: DecodeContext) => void) | undefined {
  if (nodes.every((decode) => decode === undefined)) return undefined
  const [only] = nodes
  if (form.isPlain) return only && ((rows, context) => { decodeEach(only)(rows, context) })
  return (rows, context) => {
    for (const row of rows) {
      if (isObject(row)) for (const [index, decode] of nodes.entries()) if (decode) row[index] = decode(row[index], context)
    }
  }
}

function builder(decoding: ConnectionDecoding, part: ConnectionPart, { node, firstEdgeNode }: { readonly node: number; readonly firstEdgeNode: number }): Build {
  const { form, shape, list } = decoding
  switch (part.kind) {
    case 'TYPENAME': return () => `${form.type}Connection`
    case 'TOTAL_COUNT': return ({ total }) => total
    case 'NODES': return form.isPlain ? ({ rows }) => rows : ({ rows }) => rows.map((row) => isObject(row) ? row[node] : null)
    case 'EDGES': return edgesBuilder(decoding, part.parts, firstEdgeNode)
    case 'PAGE_INFO': return (page, context) => Object.fromEntries(part.parts.map(({ key, part: member }) => [key, pageInfo(member, { page, shape, context, site: list.site })]))
  }
}

function edgesBuilder({ form, list }: ConnectionDecoding, parts: readonly EdgePart[], firstNode: number): Build {
  const nodes = edgeNodes(parts, firstNode)
  return ({ rows }, context) => rows.map((row) => {
    const edge: Record<string, unknown> = {}
    for (const { kind, key } of parts) {
      if (kind === 'TYPENAME') edge[key] = `${form.type}Edge`
      else if (kind === 'CURSOR') edge[key] = isObject(row) ? context.sealCursor(list.site, row.cursor) : null
      else edge[key] = form.isPlain ? row : isObject(row) ? row[nodes.get(key) ?? 0] : null
    }
    return edge
  })
}

interface PageInfoAt {
  readonly page: RawPage
  readonly shape: ListShape
  readonly context: DecodeContext
  readonly site: number
}

function pageInfo(part: PageInfoPart['part'], { page, shape, context, site }: PageInfoAt): unknown {
  // the side one came from: there is a row under the cursor, or there are the rows that were skipped
  const cameFrom = shape.position !== undefined || (shape.offset !== undefined && Number(context.inputs[shape.offset]) > 0)
  switch (part) {
    case 'TYPENAME': return 'PageInfo'
    case 'HAS_NEXT': return shape.backward ? cameFrom : page.more
    case 'HAS_PREVIOUS': return shape.backward ? page.more : cameFrom
    case 'START': return page.start === undefined ? null : context.sealCursor(site, page.start)
    case 'END': return page.end === undefined ? null : context.sealCursor(site, page.end)
  }
}
