import DataLoader from 'dataloader'
import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { CompiledOperation } from '../operation/compile-operation.ts'
import { placeOf, type ManifestParts, type Placing } from '../operation/manifest.ts'
import type { OperationCompiler } from '../operation/operation-compiler.ts'
import { prepareRead, type ReadTemplate } from '../operation/prepare-read.ts'
import type { RequestAccess } from '../operation/request-access.ts'
import { runRead, type ReadRunner } from '../operation/run-read.ts'
import type { Selector, Site } from '../operation/select-object.ts'
import type { Viewer } from '../read/rights.ts'
import type { ShownColumn } from '../read/shown.ts'
import type { Rows } from './view.ts'

/** What the views of one request share. */
export interface ViewRequest {
  readonly runner: ReadRunner
  readonly compiler: OperationCompiler
  readonly operation: CompiledOperation
  readonly viewer: Viewer
  readonly access: RequestAccess
  readonly principal: Principal
  readonly variables: Readonly<Record<string, unknown>>
  readonly now: number
  readonly parts: ManifestParts
  /** What the statements sent so far show. */
  readonly shown: Map<ReadTemplate, readonly ShownColumn[]>
  /** Batches under way, by field of the document and kind. */
  readonly loaders: Map<FieldNode, Map<string, DataLoader<string, unknown>>>
}

/** Statements of one field of one document, for one request. */
export interface FieldReads {
  readonly info: GraphQLResolveInfo
  readonly request: ViewRequest
  /** The field is one of Query. */
  readonly isRoot: boolean
  selector(sites: Site[]): Selector
  /** The template of this name; made once per document. */
  template(name: string, make: () => ReadTemplate): ReadTemplate
  run(template: ReadTemplate, rows: Rows, keys?: readonly string[]): Promise<unknown>
  /** Reports what the statement of a template has shown at the place of this field, whichever field had it sent. */
  showed(template: ReadTemplate, placing: Placing): void
  /** The same read over many keys at once: what a tick asks for is one statement. */
  batch(name: string, key: string, load: (keys: readonly string[]) => Promise<unknown>): Promise<unknown>
}

/** Variable under which the arguments of the list itself travel; no variable of a document can be called so. */
export const LIST_ARGUMENTS = '$list'

export function fieldReads(request: ViewRequest, info: GraphQLResolveInfo): FieldReads {
  const { runner, compiler, operation, viewer, access, variables, loaders, shown, parts } = request
  const node = nodeOf(info)
  const place = mergedNodes(info)
  return {
    info,
    request,
    isRoot: info.parentType === compiler.schema.getQueryType(),
    selector: (sites) => ({ ...compiler, fragments: operation.fragments, variables, sites, onWritten: () => undefined }),
    template: (name, make) => remembered(templatesOf(node), `${name}|${place}|${operation.conditionKey(variables)}`, make),
    async run(template, { page, filter }, keys) {
      const read = prepareRead(runner, template, { viewer, access, variables: { ...variables, [LIST_ARGUMENTS]: { ...page, filter } } })
      if (read) shown.set(template, read.plan.shown)
      return read && runRead(runner, { viewer, access }, { read, keys })
    },
    showed(template, placing) {
      const columns = shown.get(template)
      if (columns && columns.length > 0) parts.add(placeOf(info), columns, placing)
    },
    batch(name, key, load) {
      const ofField = remembered(loaders, node, () => new Map<string, DataLoader<string, unknown>>())
      return remembered(ofField, `${name}|${place}`, () => new DataLoader<string, unknown>(async (keys) => inPlace(keys, await load(keys)))).load(key)
    },
  }
}

function nodeOf({ fieldNodes }: GraphQLResolveInfo): FieldNode {
  const [node] = fieldNodes
  if (!node) throw new Error('A field without a node was resolved.')
  return node
}

const numbers = new WeakMap<FieldNode, number>()
let numbered = 0

/** Which fields of the document are merged here: one of a fragment may stand alone at one place and beside others at another. */
function mergedNodes({ fieldNodes }: GraphQLResolveInfo): string {
  return fieldNodes.map((node) => {
    const number = numbers.get(node) ?? numbered++
    numbers.set(node, number)
    return number
  }).join()
}

function inPlace(keys: readonly string[], rows: unknown): unknown[] {
  return keys.map((_, index) => Array.isArray(rows) ? rows[index] : null)
}

const templates = new WeakMap<FieldNode, Map<string, ReadTemplate>>()

/** Documents are kept, and so are the statements of their fields. */
function templatesOf(node: FieldNode): Map<string, ReadTemplate> {
  const known = templates.get(node) ?? new Map<string, ReadTemplate>()
  templates.set(node, known)
  return known
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make()
  known.set(key, value)
  return value
}
