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

const argumentsOf = ({ reason, purpose, ticket }: RevealReason): readonly string[] =>
  [`reason: ${quoted(reason)}`, `purpose: ${purpose}`, ...ticket === '' ? [] : [`ticket: ${quoted(ticket)}`]]

/** White space in front of a field that stands on a line of its own; undefined for one that shares its line. */
const indentOf = (query: string, start: number): string | undefined => {
  const before = query.slice(query.lastIndexOf('\n', start - 1) + 1, start)
  return before.trim() === '' && query.includes('\n') ? before : undefined
}

const inLine = (reason: RevealReason): string => `@reveal(${argumentsOf(reason).join(', ')})`

const overLines = (reason: RevealReason, indent: string): string => ['@reveal(', ...argumentsOf(reason).map(argument => `  ${argument}`), ')'].join(`\n${indent}  `)

/** Behind the field, instead of a directive that stands there already. */
const revealOn = ({ loc, directives = [] }: FieldNode, { query, reason }: Pick<Insertion, 'query' | 'reason'>): readonly Edit[] => {
  if (!loc) return []
  const indent = indentOf(query, loc.start)
  const text = indent === undefined ? inLine(reason) : overLines(reason, indent)
  const known = directives.find(({ name }) => name.value === 'reveal')?.loc
  return known ? [{ from: known.start, to: known.end, text }] : [{ from: loc.end, to: loc.end, text: indent === undefined ? ` ${text}` : `\n${indent}  ${text}` }]
}

const smallerPages = ({ arguments: args = [] }: FieldNode): readonly Edit[] => args.flatMap(({ name, value }) =>
  (PAGE.includes(name.value) && value.kind === Kind.INT && Number(value.value) > MOST_ROWS && value.loc ? [{ from: value.loc.start, to: value.loc.end, text: String(MOST_ROWS) }] : []))

interface Insertion {
  readonly query: string
  readonly paths: ReadonlySet<string>
  readonly reason: RevealReason
}

const editsOf = (trees: readonly SelectionTree[], insertion: Insertion, { prefix, above }: { readonly prefix: string, readonly above: readonly FieldNode[] }): readonly Edit[] =>
  trees.flatMap(({ key, nodes, children }) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    const own = insertion.paths.has(path) ? [...nodes.flatMap(node => revealOn(node, insertion)), ...above.flatMap(smallerPages)] : []
    return [...own, ...editsOf(children, insertion, { prefix: path, above: [...above, ...nodes] })]
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
  return applied(query, editsOf(selectionTree(document, operation), { query, paths: new Set(paths), reason }, { prefix: '', above: [] }))
}
