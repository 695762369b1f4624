import { isAbstractType, isCompositeType, Kind } from 'graphql'
import type { ConstDirectiveNode, GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLNamedType, GraphQLSchema } from 'graphql'
import { costNames } from './cost-names.ts'
import { listSizeOf } from './list-size.ts'
import type { ListSize } from './list-size.ts'

/** What a graph says of costs. Weights are in rows: an object counts one, a value nothing, unless the graph says otherwise. */
export interface CostRules {
  /** Of asking for a field once, whatever it gives. */
  ofField(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): number
  /** Of giving an argument. */
  ofArgument(argument: GraphQLArgument): number
  /** Of one object. */
  ofType(type: GraphQLNamedType): number
  sizeOf(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): ListSize | undefined
}

interface Directed {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | undefined | null
}

/** The specification writes weights as text, the federation as whole numbers; what is neither, or below nothing, counts nothing. */
const weightIn = (directive: ConstDirectiveNode | undefined): number | undefined => {
  const value = directive?.arguments?.find(({ name }) => name.value === 'weight')?.value
  if (value?.kind !== Kind.STRING && value?.kind !== Kind.INT && value?.kind !== Kind.FLOAT) return undefined
  const weight = Number(value.value)
  return Number.isFinite(weight) ? Math.max(weight, 0) : 0
}

/** Reads the directives of a composed graph. Documents ask once each; of an abstract type all that stands behind it is read, so types are kept. */
export const costRules = (schema: GraphQLSchema): CostRules => {
  const names = costNames(schema)
  const find = ({ astNode }: Directed, wanted: string): ConstDirectiveNode | undefined => astNode?.directives?.find(({ name }) => name.value === wanted)
  /** Of a field and, on an interface, of everything that may stand behind it. */
  const behind = (parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>): readonly GraphQLField<unknown, unknown>[] =>
    [field, ...isAbstractType(parent) ? schema.getPossibleTypes(parent).flatMap(type => type.getFields()[field.name] ?? []) : []]
  const ownWeight = (element: Directed): number => weightIn(find(element, names.cost)) ?? 0
  const types = new Map<GraphQLNamedType, number>()
  const ofType = (type: GraphQLNamedType): number => {
    const own = weightIn(find(type, names.cost)) ?? (isCompositeType(type) ? 1 : 0)
    const weight = types.get(type) ?? (isAbstractType(type) ? Math.max(own, ...schema.getPossibleTypes(type).map(ofType)) : own)
    types.set(type, weight)
    return weight
  }

  return {
    ofType,
    ofArgument: ownWeight,
    ofField: (parent, field) => Math.max(...behind(parent, field).map(ownWeight)),
    sizeOf(parent, field) {
      const directive = behind(parent, field).map(element => find(element, names.listSize)).find(Boolean)
      return directive && listSizeOf(directive)
    },
  }
}
