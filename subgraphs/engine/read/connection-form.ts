import type { ConnectionPart, EdgePart, ListSelection, ObjectSelection } from './selection.ts'
import { below } from './shown.ts'

/** What a selection of a connection needs from the database. */
export interface ConnectionForm {
  /** Entity of the rows; names the connection and its edges. */
  readonly type: string
  /** Distinct selections of a row. */
  readonly nodes: readonly FormNode[]
  readonly parts: readonly FormPart[]
  readonly totals: readonly string[]
  readonly hasTotal: boolean
  readonly hasRows: boolean
  readonly hasEdges: boolean
  readonly hasPageInfo: boolean
  /** Edges show cursors, so that each row carries its position. */
  readonly hasCursors: boolean
  readonly hasStartOrEnd: boolean
  /** A row is its only node; otherwise an object of nodes and cursor. */
  readonly isPlain: boolean
}

export interface FormNode {
  readonly object: ObjectSelection
  /** Response keys below the connection. */
  readonly path: string
}

interface FormPart {
  readonly kind: ConnectionPart['kind']
  readonly key: string
  /** Position in `nodes`. */
  readonly node?: number
}

export function connectionForm({ type, parts }: ListSelection): ConnectionForm {
  const nodes: FormNode[] = []
  const edges = parts.flatMap((part) => part.kind === 'EDGES' ? part.parts.map((edge) => ({ ...edge, path: below(part.key, edge.key) })) : [])
  const pages = parts.flatMap((part) => part.kind === 'PAGE_INFO' ? part.parts : [])
  const formParts = parts.map((part): FormPart => ({ kind: part.kind, key: part.key, node: part.kind === 'NODES' ? nodes.push({ object: part.node, path: part.key }) - 1 : undefined }))
  for (const edge of edges) if (edge.kind === 'NODE') nodes.push({ object: edge.node, path: edge.path })
  const totals = parts.flatMap((part) => part.kind === 'TOTAL_COUNT' ? [part.key] : [])
  const hasCursors = edges.some(({ kind }) => kind === 'CURSOR')
  const has = (kind: ConnectionPart['kind']): boolean => parts.some((part) => part.kind === kind)
  return {
    type, nodes, parts: formParts, totals,
    hasTotal: totals.length > 0,
    hasRows: has('NODES') || has('EDGES') || has('PAGE_INFO'),
    hasEdges: has('EDGES'),
    hasPageInfo: has('PAGE_INFO'),
    hasCursors,
    hasStartOrEnd: pages.some(({ part }) => part === 'START' || part === 'END'),
    isPlain: nodes.length === 1 && !hasCursors,
  }
}

/** Node selections of edges come after those of `nodes`, in the order of the selection. */
export function edgeNodes(parts: readonly EdgePart[], from: number): ReadonlyMap<string, number> {
  let next = from
  return new Map(parts.flatMap((part) => part.kind === 'NODE' ? [[part.key, next++] as const] : []))
}
