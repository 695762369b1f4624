import { getNamedType, isListType, isNonNullType, isObjectType, parse } from 'graphql'
import type { GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql'
import type { ColumnKind, ExportColumn } from '../../../exports/formats/export-column.ts'
import { operationNamed, selectionTree } from '../graph/selection-tree.ts'
import type { SelectionTree } from '../graph/selection-tree.ts'
import type { ResultList } from '../table/result-list.ts'

const KINDS: Readonly<Record<string, ColumnKind>> = { Int: 'INTEGER', SafeInt: 'INTEGER', Float: 'NUMBER', Boolean: 'BOOLEAN', DateTime: 'TIME', JSON: 'JSON' }

const OF_METRICS: Readonly<Record<string, ColumnKind>> = { period: 'TIME', change: 'NUMBER', suppressed: 'BOOLEAN' }

interface Place {
  readonly type: GraphQLOutputType
  readonly trees: readonly SelectionTree[]
}

const isListed = (type: GraphQLOutputType): boolean => isListType(isNonNullType(type) ? type.ofType : type)

const below = ({ type, trees }: Place, key: string): Place | undefined => {
  const tree = trees.find(candidate => candidate.key === key)
  const owner = getNamedType(type)
  const field = tree?.nodes[0] && isObjectType(owner) ? owner.getFields()[tree.nodes[0].name.value] : undefined
  return tree && field && { type: field.type, trees: tree.children }
}

const at = (place: Place | undefined, keys: readonly string[]): Place | undefined => keys.reduce<Place | undefined>((found, key) => found && below(found, key), place)

const kindOf = (place: Place | undefined): ColumnKind => {
  if (!place) return 'TEXT'
  return place.trees.length > 0 || isListed(place.type) ? 'JSON' : KINDS[getNamedType(place.type).name] ?? 'TEXT'
}

const rootOf = (schema: GraphQLSchema, query: string, operationName: string | undefined): Place | undefined => {
  const document = parse(query)
  const operation = operationNamed(document, operationName)
  const type: GraphQLObjectType | null | undefined = operation && schema.getRootType(operation.operation)
  return operation && type ? { type, trees: selectionTree(document, operation) } : undefined
}

/** The columns of a list as a file has them, with the kinds that the schema gives them; amounts and figures are text, since they are decimals. */
export const exportColumns = (schema: GraphQLSchema, { query, operationName }: { readonly query: string, readonly operationName: string | undefined }, { path, columns, metric }: ResultList): readonly ExportColumn[] => {
  if (metric) return columns.map(name => ({ name, path: [name], kind: metric.dimensions.includes(name) ? 'TEXT' : OF_METRICS[name] ?? 'TEXT' }))
  const row = at(rootOf(schema, query, operationName), path.split('.'))
  return columns.map(name => ({ name, path: name.split('.'), kind: kindOf(at(row, name.split('.'))) }))
}
