import { getNamedType, isObjectType, isRequiredArgument } from 'graphql'
import type { GraphQLOutputType, GraphQLSchema } from 'graphql'
import type { Node } from './operation.ts'

/** Columns of an entity, ends of a join: deeper there is only what stands somewhere above. */
const DEPTH = 3

/** Everything that the catalog tells, an operation for each of its lists; none where the schema has no catalog. */
export function catalogOperations(schema: GraphQLSchema): readonly (readonly Node[])[] {
  const field = schema.getQueryType()?.getFields()['catalog']
  const type = field && getNamedType(field.type)
  return isObjectType(type) ? below(type, DEPTH).map((part) => [leaf('catalog', [part])]) : []
}

function below(type: GraphQLOutputType, depth: number): readonly Node[] {
  const named = getNamedType(type)
  if (!isObjectType(named)) return []
  return Object.values(named.getFields()).filter(({ args }) => !args.some(isRequiredArgument)).flatMap((field) => {
    const inner = getNamedType(field.type)
    if (!isObjectType(inner)) return [leaf(field.name, [])]
    const fields = depth <= 1 ? [] : below(inner, depth - 1)
    return fields.length === 0 ? [] : [leaf(field.name, fields)]
  })
}

const leaf = (name: string, fields: readonly Node[]): Node => ({ name, args: {}, types: {}, fields })
