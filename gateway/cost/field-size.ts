import { isListType, isNonNullType, Kind } from 'graphql'
import type { FieldNode, GraphQLField, GraphQLOutputType, ValueNode } from 'graphql'
import type { ListSize } from './list-size.ts'
import type { Variables } from './cost-program.ts'

/** How many, by the values of variables. */
export type Size = (variables: Variables) => number

/** One, for whatever is no list. */
export const one: Size = () => 1

const constant = (size: number): Size => () => size

/** Lists inside each other that a type has. */
const listDepth = (type: GraphQLOutputType): number => {
  if (isNonNullType(type)) return listDepth(type.ofType)
  return isListType(type) ? 1 + listDepth(type.ofType) : 0
}

const isAsked = (value: ValueNode | undefined): value is ValueNode => value !== undefined && value.kind !== Kind.NULL

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? Math.max(value, 0) : undefined)

/** The number that an argument names: written out, in a variable, or the default of the schema. */
const argumentSize = (field: GraphQLField<unknown, unknown>, node: FieldNode, wanted: string): ((variables: Variables) => number | undefined) => {
  const value = node.arguments?.find(({ name }) => name.value === wanted)?.value
  const byDefault = numberOf(field.args.find(({ name }) => name === wanted)?.defaultValue)
  if (value === undefined) return () => byDefault
  if (value.kind === Kind.INT) return () => numberOf(Number(value.value))
  if (value.kind !== Kind.VARIABLE) return () => undefined
  const name = value.name.value
  return variables => (Object.hasOwn(variables, name) ? numberOf(variables[name]) : byDefault)
}

/** What `@listSize` says of one selection of a field: the largest number that an argument names, or else the assumed one. */
export const slicedSize = (field: GraphQLField<unknown, unknown>, node: FieldNode, { assumed, slicing }: ListSize, otherwise: number): Size => {
  const given = slicing.map(name => argumentSize(field, node, name))
  return variables => {
    let largest: number | undefined
    for (const size of given) {
      const asked = size(variables)
      if (asked !== undefined && asked > (largest ?? -1)) largest = asked
    }
    return largest ?? assumed ?? otherwise
  }
}

/** Whether exactly one of the arguments is given, where one must be. */
export const isWellSliced = (node: FieldNode, { needsOne, slicing }: ListSize): boolean =>
  !needsOne || slicing.filter(wanted => isAsked(node.arguments?.find(({ name }) => name.value === wanted)?.value)).length === 1

/** The size of a field whose lists have this many items; lists inside lists multiply. */
export const sizeOfType = (type: GraphQLOutputType, items: Size | number): Size => {
  const depth = listDepth(type)
  if (depth === 0) return one
  if (typeof items === 'number') return constant(items ** depth)
  return depth === 1 ? items : variables => items(variables) ** depth
}
