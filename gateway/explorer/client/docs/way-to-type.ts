import { getNamedType, isEnumType, isLeafType, isObjectType, isRequiredArgument, isScalarType } from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql'

/** A value that the schema takes; decisions about output do not depend on it. */
const literalOf = ({ type }: GraphQLArgument): string | undefined => {
  const named = getNamedType(type)
  if (String(type).includes('[')) return '[]'
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (!isScalarType(named)) return undefined
  if (named.name === 'ID') return '"00000000-0000-7000-8000-000000000000"'
  if (named.name === 'String') return '"any"'
  return named.name === 'Int' ? '1' : undefined
}

/** A field with what it requires, written out; undefined where it requires more than can be made up. */
const callOf = ({ name, args }: GraphQLField<unknown, unknown>): string | undefined => {
  const required = args.filter(isRequiredArgument).map(argument => [argument.name, literalOf(argument)] as const)
  if (required.some(([, literal]) => literal === undefined)) return undefined
  return required.length === 0 ? name : `${name}(${required.map(([key, literal]) => `${key}: ${literal}`).join(', ')})`
}

const leavesOf = (type: GraphQLObjectType): readonly string[] =>
  Object.values(type.getFields()).flatMap(field => (isLeafType(getNamedType(field.type)) ? callOf(field) ?? [] : []))

const nested = (way: readonly string[], leaves: readonly string[]): string => [...way].reverse().reduce((inner, call) => `${call} { ${inner} }`, leaves.join(' '))

/**
 * An operation that selects every value of a type by the shortest way there, to ask the policy about; undefined where no way leads to it.
 * Ways that need no argument are taken first.
 */
export const operationFor = (schema: GraphQLSchema, target: GraphQLObjectType): string | undefined => {
  const query = schema.getQueryType()
  if (!query) return undefined
  const leaves = leavesOf(target)
  if (leaves.length === 0) return undefined
  const seen = new Set([query.name])
  let level: readonly { readonly type: GraphQLObjectType, readonly way: readonly string[] }[] = [{ type: query, way: [] }]
  while (level.length > 0) {
    const found = level.find(({ type }) => type === target)
    if (found) return `{ ${nested(found.way, leaves)} }`
    level = level.flatMap(({ type, way }) => Object.values(type.getFields())
      .sort((a, b) => a.args.filter(isRequiredArgument).length - b.args.filter(isRequiredArgument).length)
      .flatMap(field => {
        const next = getNamedType(field.type)
        const call = callOf(field)
        if (!isObjectType(next) || call === undefined || seen.has(next.name)) return []
        seen.add(next.name)
        return [{ type: next, way: [...way, call] }]
      }))
  }
  return undefined
}

