import { getNamedType, getNullableType, isCompositeType, isListType } from 'graphql'
import type { FieldNode, GraphQLCompositeType, GraphQLField } from 'graphql'
import type { RowsOnTheWay } from './reveal-site.ts'

const CONNECTION = 'Connection'

/** What a field multiplies the rows by: a page by its size; the lists inside a connection are its page; anything else by one. */
export const rowsOf = (parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, node: FieldNode): readonly RowsOnTheWay[] => {
  const type = getNamedType(field.type)
  if (!isCompositeType(type)) return []
  if (type.name.endsWith(CONNECTION)) return [{ field, node, isPaged: field.args.some(({ name }) => name === 'first') }]
  const isPage = parent.name.endsWith(CONNECTION)
  return isListType(getNullableType(field.type)) && !isPage ? [{ field, node, isPaged: false }] : []
}
