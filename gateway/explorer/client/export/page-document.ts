import { Kind, parse, print } from 'graphql'
import type { ArgumentNode, DocumentNode, FieldNode, SelectionNode } from 'graphql'
import { withoutReveals, withoutUnused } from '../graph/narrow-document.ts'
import { operationNamed, selectionTree } from '../graph/selection-tree.ts'
import type { SelectionTree } from '../graph/selection-tree.ts'
import { isRecord } from '../is-record.ts'

/** Operations that read a list from its beginning to its end. */
export interface PagedOperation {
  /** Takes the cursor in `$after`, null for the first page. */
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
  /** Keys from the root of the answer to the connection. */
  readonly connection: readonly string[]
  /** Key of the list below it: `nodes` or `edges`, or the alias. */
  readonly list: string
}

/** Where the position in the list is told; aliases that nobody's operation has by chance. */
export const PAGE_INFO = 'explorerPage'
const AFTER = 'explorerAfter'
const SIZE = 100
const OF_PAGES = ['first', 'last', 'before', 'after', 'offset']

const name = (value: string) => ({ kind: Kind.NAME, value }) as const

const argument = (key: string, value: ArgumentNode['value']): ArgumentNode => ({ kind: Kind.ARGUMENT, name: name(key), value })

/** The document of a field with one field below it, merged from all places that select it. */
const only = ({ key, nodes: [node] }: SelectionTree, selections: readonly SelectionNode[]): FieldNode => {
  if (!node) throw new Error(`Nothing selects ${key}.`)
  return { ...node, selectionSet: { kind: Kind.SELECTION_SET, selections } }
}

const positionAs = (key: string): SelectionNode => ({
  kind: Kind.FIELD, alias: name(key), name: name('pageInfo'),
  selectionSet: { kind: Kind.SELECTION_SET, selections: [{ kind: Kind.FIELD, name: name('hasNextPage') }, { kind: Kind.FIELD, name: name('endCursor') }] },
})

const wholePages = (field: FieldNode, size: number): FieldNode => ({
  ...field,
  arguments: [
    ...(field.arguments ?? []).filter(({ name: { value } }) => !OF_PAGES.includes(value)),
    argument('first', { kind: Kind.INT, value: String(size) }), argument('after', { kind: Kind.VARIABLE, name: name(AFTER) }),
  ],
})

/** The way down a tree by keys; undefined where it leaves the tree. */
const wayTo = (trees: readonly SelectionTree[], [key, ...rest]: readonly string[]): readonly SelectionTree[] | undefined => {
  const tree = trees.find(candidate => candidate.key === key)
  if (!tree || rest.length === 0) return tree && [tree]
  const below = wayTo(tree.children, rest)
  return below && [tree, ...below]
}

const isList = ({ nodes: [node] }: SelectionTree): boolean => node?.name.value === 'nodes' || node?.name.value === 'edges'

const AFTER_DEFINITION = { kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: name(AFTER) }, type: { kind: Kind.NAMED_TYPE, name: name('String') } } as const

/**
 * Rewrites an operation so that it reads one of its lists, page by page from the beginning, in its order and by its filter; nothing else of it
 * is asked for. Undefined for a list that has no pages of its own: one inside other lists, or one that is no connection.
 */
export const pagedOperation = (
  { query, operationName, variables }: { readonly query: string, readonly operationName: string | undefined, readonly variables: unknown }, path: string, size = SIZE,
): PagedOperation | undefined => {
  const document = withoutReveals(parse(query))
  const operation = operationNamed(document, operationName)
  const keys = path.split('.')
  const way = operation && wayTo(selectionTree(document, operation), keys)
  const list = way?.at(-1)
  const connection = way?.at(-2)
  if (!operation || !way || !list || !connection || !isList(list) || way.slice(0, -2).some(isList)) return undefined
  const innermost = wholePages(only(connection, [...list.nodes, positionAs(PAGE_INFO)]), size)
  const [root] = [...way.slice(0, -2)].reverse().reduce<readonly FieldNode[]>((inner, tree) => [only(tree, inner)], [innermost])
  if (!root) return undefined
  const narrowed = withoutUnused({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [root] } }, document)
  const [first, ...fragments] = narrowed.definitions
  if (first?.kind !== Kind.OPERATION_DEFINITION) return undefined
  const paged: DocumentNode = { ...narrowed, definitions: [{ ...first, variableDefinitions: [...first.variableDefinitions ?? [], AFTER_DEFINITION] }, ...fragments] }
  const used = new Set((first.variableDefinitions ?? []).map(({ variable }) => variable.name.value))
  return {
    query: print(paged),
    variables: Object.fromEntries(Object.entries(isRecord(variables) ? variables : {}).filter(([key]) => used.has(key))),
    connection: keys.slice(0, -1), list: keys.at(-1) ?? '',
  }
}

/** Variables of one page. */
export const pageVariables = ({ variables }: PagedOperation, after: string | null): Readonly<Record<string, unknown>> => ({ ...variables, [AFTER]: after })
