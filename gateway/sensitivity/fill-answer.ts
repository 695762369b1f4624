import { getNullableType, isListType, isNonNullType } from 'graphql'
import type { GraphQLOutputType } from 'graphql'
import type { Shape, ShapeField } from './answer-shape.ts'

type Row = Readonly<Record<string, unknown>>

/** Changes a fetched leaf before it is answered. */
export type MaskLeaf = (field: ShapeField, value: unknown) => unknown

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Puts null for what was withheld and takes out what only the rewrite asked for; a null where none may stand empties the object around it. */
export const fillAnswer = (data: Row, shape: Shape, mask: MaskLeaf): Row | null => {
  const fillRow = (row: Row, { fieldsOf }: Shape): Row | null => {
    // no prototype: a client may call a field __proto__
    const filled: Record<string, unknown> = Object.create(null)
    for (const field of fieldsOf(row)) {
      const value = fillField(field, row[field.key])
      if (value === null && field.type && isNonNullType(field.type)) return null
      filled[field.key] = value
    }
    return filled
  }
  const fillField = (field: ShapeField, value: unknown): unknown => {
    if (field.withheld || value === undefined || value === null) return null
    if (field.below && field.type) return fillBelow(field.type, value, field.below)
    return field.group ? mask(field, value) : value
  }
  const fillBelow = (type: GraphQLOutputType, value: unknown, shape: Shape): unknown => {
    const nullable = getNullableType(type)
    if (isListType(nullable)) {
      if (!Array.isArray(value)) return null
      const item: GraphQLOutputType = nullable.ofType
      const items = value.map(entry => (entry === null ? null : fillBelow(item, entry, shape)))
      return isNonNullType(item) && items.includes(null) ? null : items
    }
    return isRow(value) ? fillRow(value, shape) : null
  }
  return fillRow(data, shape)
}
