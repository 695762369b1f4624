import { Kind, parse, print } from 'graphql'
import type { FieldNode } from 'graphql'
import { operationNamed, selectionTree } from '../graph/selection-tree.ts'
import type { SelectionTree } from '../graph/selection-tree.ts'

/** Why a raw value is asked for. */
export interface RevealReason {
  readonly reason: string
  readonly purpose: string
  /** Id of an open ticket; for SUPPORT. */
  readonly ticket: string
}

/** A part of a text that is replaced; nothing is replaced where both ends are one. */
interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** No list above a field with `@reveal` may have more rows. */
const MOST_ROWS = 20
const PAGE = ['first', 'last']

const quoted = (value: string): string => print({ kind: Kind.STRING, value })

/** The directive as it is written. */
export const revealText = ({ reason, purpose, ticket }: RevealReason): string =>
  `@reveal(reason: ${quoted(reason)}, purpose: ${purpose}${ticket === '' ? '' : `, ticket: ${quoted(ticket)}`})`

/** Behind the field, instead of a directive that stands there already. */
const revealOn = ({ loc, directives = [] }: FieldNode, text: string): readonly Edit[] => {
  const known = directives.find(({ name }) => name.value === 'reveal')?.loc
  if (known) return [{ from: known.start, to: known.end, text }]
  return loc ? [{ from: loc.end, to: loc.end, text: ` ${text}` }] : []
}

const smallerPages = ({ arguments: args = [] }: FieldNode): readonly Edit[] => args.flatMap(({ name, value }) =>
  (PAGE.includes(name.value) && value.kind === Kind.INT && Number(value.value) > MOST_ROWS && value.loc ? [{ from: value.loc.start, to: value.loc.end, text: String(MOST_ROWS) }] : []))

const editsOf = (trees: readonly SelectionTree[], paths: ReadonlySet<string>, { text, prefix, above }: { readonly text: string, readonly prefix: string, readonly above: readonly FieldNode[] }): readonly Edit[] =>
  trees.flatMap(({ key, nodes, children }) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    const own = paths.has(path) ? [...nodes.flatMap(node => revealOn(node, text)), ...above.flatMap(smallerPages)] : []
    return [...own, ...editsOf(children, paths, { text, prefix: path, above: [...above, ...nodes] })]
  })

const applied = (query: string, edits: readonly Edit[]): string => {
  const once = new Map(edits.map(edit => [edit.from, edit]))
  return [...once.values()].sort((a, b) => b.from - a.from).reduce((text, { from, to, text: insert }) => text.slice(0, from) + insert + text.slice(to), query)
}

/** A query that asks for the raw values at these paths; everything else in it stays as it was written. Pages above are cut to twenty rows, the most that may be revealed. */
export const insertReveal = (query: string, operationName: string | undefined, { paths, reason }: { readonly paths: readonly string[], readonly reason: RevealReason }): string => {
  const document = parse(query)
  const operation = operationNamed(document, operationName)
  if (!operation) return query
  return applied(query, editsOf(selectionTree(document, operation), new Set(paths), { text: revealText(reason), prefix: '', above: [] }))
}
