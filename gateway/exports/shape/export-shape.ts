import { getNamedType, isLeafType, isListType, isNonNullType, isObjectType, Kind } from 'graphql'
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLObjectType, GraphQLOutputType, GraphQLSchema, OperationDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql'
import type { ColumnKind, ExportColumn } from '../formats/export-column.ts'
import { pageDocument } from './page-document.ts'

/** What a valid operation means as a file. */
export interface ExportShape {
  /** Asks for one page: with the variables of the client, `PAGE_SIZE` and `PAGE_AFTER`. */
  readonly document: DocumentNode
  /** Key of the list in an answer. */
  readonly key: string
  /** In the order of the selection. What is a list is one column of JSON. */
  readonly columns: readonly ExportColumn[]
}

/** Why an operation is no file: which part of it. */
export type ExportFault = 'operation' | 'list' | 'selection' | 'directive'

const KIND_OF: Readonly<Record<string, ColumnKind>> = {
  Int: 'INTEGER', SafeInt: 'INTEGER', Float: 'NUMBER', Boolean: 'BOOLEAN', DateTime: 'TIME', JSON: 'JSON',
}

const keyOf = ({ alias, name }: FieldNode): string => alias?.value ?? name.value

const isList = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type)

/** Fields of a selection with its fragments spread out; what comes twice is one. */
const fieldsOf = (set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): readonly FieldNode[] => {
  const below = (selection: SelectionNode): readonly FieldNode[] => {
    if (selection.kind === Kind.FIELD) return [selection]
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet
    return inner ? inner.selections.flatMap(below) : []
  }
  return set.selections.flatMap(below)
}

/** Columns of a row, from the row inwards: an object is taken apart, a list is not. */
const columnsIn = (type: GraphQLObjectType, sets: readonly SelectionSetNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>, path: readonly string[] = []): readonly ExportColumn[] => {
  const byKey = new Map<string, FieldNode[]>()
  for (const node of sets.flatMap(set => fieldsOf(set, fragments))) byKey.set(keyOf(node), [...byKey.get(keyOf(node)) ?? [], node])
  return [...byKey].flatMap(([key, nodes]) => {
    const [first] = nodes
    const declared = first && (first.name.value === '__typename' ? undefined : type.getFields()[first.name.value]?.type)
    const here = [...path, key]
    const name = here.join('.')
    if (!declared) return [{ name, path: here, kind: 'TEXT' }]
    const named = getNamedType(declared)
    if (isLeafType(named)) return [{ name, path: here, kind: isList(declared) ? 'JSON' : KIND_OF[named.name] ?? 'TEXT' }]
    if (isList(declared) || !isObjectType(named) || named.name.endsWith('Connection')) return [{ name, path: here, kind: 'JSON' }]
    return columnsIn(named, nodes.flatMap(({ selectionSet }) => selectionSet ?? []), fragments, here)
  })
}

/** The selection of a row: of `nodes`, or of `edges { node }`. What tells of pages and totals is left out. */
const rowSetOf = (list: FieldNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionSetNode | ExportFault => {
  const rows = list.selectionSet?.selections.flatMap(selection => (selection.kind === Kind.FIELD ? [selection] : [])) ?? []
  if (rows.length !== list.selectionSet?.selections.length) return 'selection'
  const sets = rows.flatMap(({ name, selectionSet }) => {
    if (name.value === 'nodes') return selectionSet ?? []
    if (name.value !== 'edges') return []
    return selectionSet ? fieldsOf(selectionSet, fragments).flatMap(edge => (edge.name.value === 'node' ? edge.selectionSet ?? [] : [])) : []
  })
  const [set] = sets
  const hasDirectives = [list, ...rows].some(({ directives = [] }) => directives.length > 0)
  return hasDirectives ? 'directive' : set === undefined || sets.length > 1 ? 'selection' : set
}

/** Reads a valid operation as a file: one list at the root of a query, all of its pages. It runs in a browser too. */
export const exportShape = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): ExportShape | ExportFault => {
  const fragments = new Map(document.definitions.flatMap(definition => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])))
  const [list, ...others] = operation.selectionSet.selections
  if (operation.operation !== 'query' || (operation.directives ?? []).length > 0) return 'operation'
  if (list?.kind !== Kind.FIELD || others.length > 0) return 'list'
  const field = schema.getQueryType()?.getFields()[list.name.value]
  const connection = field && getNamedType(field.type)
  if (!isObjectType(connection) || !connection.name.endsWith('Connection') || !field?.args.some(({ name }) => name === 'after')) return 'list'
  const node = connection.getFields().nodes && getNamedType(connection.getFields().nodes?.type)
  if (!isObjectType(node)) return 'list'
  const rows = rowSetOf(list, fragments)
  if (typeof rows === 'string') return rows
  const columns = columnsIn(node, [rows], fragments)
  return { document: pageDocument(document, operation, { list, rows }), key: keyOf(list), columns }
}
