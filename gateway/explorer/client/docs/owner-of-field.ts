import { isObjectType } from 'graphql'
import type { GraphQLObjectType, GraphQLSchema } from 'graphql'

const known = new WeakMap<GraphQLSchema, WeakMap<object, GraphQLObjectType>>()

const ownersIn = (schema: GraphQLSchema): WeakMap<object, GraphQLObjectType> =>
  new WeakMap(Object.values(schema.getTypeMap()).filter(isObjectType).flatMap(type => Object.values(type.getFields()).map(field => [field, type] as const)))

/** The type that a field belongs to, which a field itself does not say; undefined for arguments and members of inputs. */
export const ownerOfField = (schema: GraphQLSchema | null | undefined, field: object): GraphQLObjectType | undefined => {
  if (!schema) return undefined
  const owners = known.get(schema) ?? ownersIn(schema)
  known.set(schema, owners)
  return owners.get(field)
}
