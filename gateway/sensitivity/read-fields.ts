import { getNamedType, isCompositeType, Kind } from 'graphql'
import type { FieldNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, SelectionSetNode } from 'graphql'
import { rowsOf } from '../reveal/rows-on-the-way.ts'
import type { RowsOnTheWay } from '../reveal/reveal-site.ts'
import { definitionOf, insideFragment } from './collect-fields.ts'

/** A field of an operation at its place. */
export interface FieldAtPlace {
  readonly parent: GraphQLCompositeType
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
  /** Keys of the answer down to here, without row numbers. */
  readonly path: readonly string[]
  /** The lists on the way, this field's own included. */
  readonly rows: readonly RowsOnTheWay[]
}

type Way = Pick<FieldAtPlace, 'path' | 'rows'>

/** Walks an operation without named fragments, and calls back for every field that its types have. */
export const readFields = (
  schema: GraphQLSchema, { root, set }: { readonly root: GraphQLCompositeType, readonly set: SelectionSetNode }, read: (field: FieldAtPlace) => void,
): void => {
  const readField = (parent: GraphQLCompositeType, node: FieldNode, way: Way): void => {
    const field = definitionOf({ parent, node })
    if (!field) return
    const path = [...way.path, node.alias?.value ?? node.name.value]
    const rows = [...way.rows, ...rowsOf(parent, field, node)]
    read({ parent, field, node, path, rows })
    const type = getNamedType(field.type)
    if (node.selectionSet && isCompositeType(type)) readSelections(type, node.selectionSet, { path, rows })
  }
  const readSelections = (parent: GraphQLCompositeType, { selections }: SelectionSetNode, way: Way): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) readField(parent, selection, way)
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue
      const inside = insideFragment(schema, parent, selection)
      readSelections(inside.parent, inside.set, way)
    }
  }
  readSelections(root, set, { path: [], rows: [] })
}
