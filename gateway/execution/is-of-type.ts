import { isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'

/** Whether an object of one type counts as one of another. */
export const isOfType = (schema: GraphQLSchema, typeName: unknown, condition: string): boolean => {
  if (typeName === condition) return true
  const type = typeof typeName === 'string' ? schema.getType(typeName) : undefined
  const wanted = schema.getType(condition)
  return isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type)
}
