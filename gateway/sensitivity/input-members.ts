import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'
import type { GraphQLField, GraphQLInputType } from 'graphql'
import type { InputUse } from '../../schema/policy/decide-input.ts'
import type { LabelMap, Targets } from './label-map.ts'

/** A labelled member that the arguments of a field name, and what for. */
export interface MemberUse {
  readonly targets: Targets
  readonly use: InputUse
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Asking whether there is a value needs less than comparing it; `caseSensitive` only says how another operator compares. */
const filterUses = (operators: unknown): readonly InputUse[] => {
  if (!isRecord(operators)) return ['FILTER']
  const named = Object.keys(operators).filter(operator => operator !== 'caseSensitive')
  return named.map(operator => (operator === 'isNull' ? 'IS_NULL' : 'FILTER'))
}

const enumUse = (enumName: string): InputUse => (enumName.endsWith('OrderField') ? 'ORDER' : 'GROUP')

/** Finds labelled members in coerced argument values. Null says that a member is not used, as an absent one does. */
export const inputMembers = (labels: LabelMap) => {
  const known = new Map<string, boolean>()

  const reaches = (type: GraphQLInputType, seen: Set<string>): boolean => {
    const named = getNamedType(type)
    if (seen.has(named.name)) return false
    seen.add(named.name)
    if (isEnumType(named)) return named.getValues().some(value => labels.has(`${named.name}.${value.name}`))
    return isInputObjectType(named) && Object.values(named.getFields()).some(field =>
      labels.has(`${named.name}.${field.name}`) || reaches(field.type, seen))
  }

  /** Whether a value of this type can name a labelled member at all; most cannot, and are never looked at. */
  const canReach = (type: GraphQLInputType): boolean => {
    const { name } = getNamedType(type)
    const answer = known.get(name) ?? reaches(type, new Set())
    known.set(name, answer)
    return answer
  }

  const inValue = (type: GraphQLInputType, value: unknown): readonly MemberUse[] => {
    const nullable = getNullableType(type)
    if (value === null || value === undefined) return []
    if (isListType(nullable)) return (Array.isArray(value) ? value : [value]).flatMap(item => inValue(nullable.ofType, item))
    if (isEnumType(nullable)) {
      const targets = labels.get(`${nullable.name}.${String(value)}`)
      return targets ? [{ targets, use: enumUse(nullable.name) }] : []
    }
    if (!isInputObjectType(nullable) || !isRecord(value)) return []
    const fields = nullable.getFields()
    return Object.entries(value).flatMap(([key, inner]) => {
      const field = fields[key]
      if (!field || inner === null) return []
      const targets = labels.get(`${nullable.name}.${key}`)
      const own = targets ? filterUses(inner).map(use => ({ targets, use })) : []
      return [...own, ...inValue(field.type, inner)]
    })
  }

  return {
    /** True where some argument of the field has to be looked at in every request. */
    concerns: (parent: string, field: GraphQLField<unknown, unknown>): boolean => field.args.some(argument =>
      labels.has(`${parent}.${field.name}(${argument.name}:)`) || canReach(argument.type)),

    ofArguments: (parent: string, field: GraphQLField<unknown, unknown>, values: Readonly<Record<string, unknown>>): readonly MemberUse[] =>
      field.args.flatMap(argument => {
        const value = values[argument.name]
        if (value === null || value === undefined) return []
        const targets = labels.get(`${parent}.${field.name}(${argument.name}:)`)
        return [...(targets ? [{ targets, use: 'FILTER' as const }] : []), ...inValue(argument.type, value)]
      }),
  }
}
