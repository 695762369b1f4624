import { getNamedType, isEnumType, isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql'

/** What a reader's schema has. */
export interface SchemaView {
  /** Of `Type`, `Type.field` or `Enum.VALUE`. */
  has(coordinate: string): boolean
  /** Name of what a field gives, without lists; undefined where there is no such field. */
  typeOf(coordinate: string): string | undefined
}

/** The view that a schema gives. */
export const viewOf = (schema: GraphQLSchema): SchemaView => {
  const fieldAt = (coordinate: string): GraphQLField<unknown, unknown> | undefined => {
    const [name = '', member = ''] = coordinate.split('.')
    const type = schema.getType(name)
    return isObjectType(type) || isInterfaceType(type) ? type.getFields()[member] : undefined
  }
  return {
    has(coordinate) {
      const [name = '', member] = coordinate.split('.')
      const type = schema.getType(name)
      if (type === undefined || member === undefined) return type !== undefined
      return isEnumType(type) ? type.getValue(member) != null : fieldAt(coordinate) !== undefined
    },
    typeOf(coordinate) {
      const field = fieldAt(coordinate)
      return field && getNamedType(field.type).name
    },
  }
}
