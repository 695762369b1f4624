import { getNamedType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'
import type { GraphQLArgument, GraphQLInputType } from 'graphql'
import { isRecord } from '../../schema/is-record.ts'
import type { InputUse } from '../../schema/policy/decide-input.ts'
import type { ArgumentSite } from './argument-site.ts'
import type { LabelMap, Targets } from './label-map.ts'

/** A labelled member that the arguments of a field name, and what for. */
export interface MemberUse {
  readonly targets: Targets
  readonly use: Exclude<InputUse, 'LOOKUP'>
  /** The values compared with, where the place and the operator are those of a lookup. */
  readonly values?: readonly unknown[]
  /** A command stores the value and compares it with nothing: one may write what one may not read back. */
  readonly isWritten?: boolean
}

type Values = Readonly<Record<string, unknown>>
type Place = Pick<ArgumentSite, 'isLookupPlace' | 'isCommand'>

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

/** Asking whether there is a value needs less than comparing it; `caseSensitive` only says how another operator compares. */
const filterUses = (targets: Targets, operators: unknown, isLookupPlace: boolean): readonly MemberUse[] => {
  if (!isRecord(operators)) return [{ targets, use: 'FILTER' }]
  return Object.entries(operators).filter(([operator]) => operator !== 'caseSensitive').map(([operator, value]) => {
    if (operator === 'isNull') return { targets, use: 'IS_NULL' }
    const isLookup = isLookupPlace && (operator === 'eq' || operator === 'in')
    return { targets, use: 'FILTER', ...(isLookup && { values: listOf(value) }) }
  })
}

const enumUse = (enumName: string): 'ORDER' | 'GROUP' => (enumName.endsWith('OrderField') ? 'ORDER' : 'GROUP')

const FILTER_ARGUMENT = 'filter'

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

  const ownUses = (member: string, value: unknown, { isLookupPlace, isCommand }: Place): readonly MemberUse[] => {
    const targets = labels.get(member)
    if (!targets) return []
    // a label that names no other coordinate reads nothing
    if (isCommand && targets.every(({ coordinate }) => coordinate === member)) return [{ targets, use: 'FILTER', isWritten: true }]
    return filterUses(targets, value, isLookupPlace)
  }

  /** What stands deeper than the filter itself is under a condition of its own, or a negation, and no place for lookups. */
  const inValue = (type: GraphQLInputType, value: unknown, place: Place): readonly MemberUse[] => {
    const nullable = getNullableType(type)
    const deeper = { ...place, isLookupPlace: false }
    if (value === null || value === undefined) return []
    if (isListType(nullable)) return listOf(value).flatMap(item => inValue(nullable.ofType, item, deeper))
    if (isEnumType(nullable)) {
      const targets = labels.get(`${nullable.name}.${String(value)}`)
      return targets ? [{ targets, use: enumUse(nullable.name) }] : []
    }
    if (!isInputObjectType(nullable) || !isRecord(value)) return []
    const fields = nullable.getFields()
    return Object.entries(value).flatMap(([key, inner]) => {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined
      if (!field || inner === null) return []
      return [...ownUses(`${nullable.name}.${key}`, inner, place), ...inValue(field.type, inner, deeper)]
    })
  }

  const ofArgument = (site: ArgumentSite, argument: GraphQLArgument, value: unknown): readonly MemberUse[] => {
    if (value === null || value === undefined) return []
    const { parent, field, isLookupPlace, isCommand } = site
    const targets = labels.get(`${parent}.${field.name}(${argument.name}:)`)
    const own = targets ? [{ targets, use: 'FILTER' as const, ...(isLookupPlace && { values: listOf(value) }) }] : []
    return [...own, ...inValue(argument.type, value, { isLookupPlace: isLookupPlace && argument.name === FILTER_ARGUMENT, isCommand })]
  }

  return {
    /** True where some argument of the field has to be looked at in every request. */
    concerns: (parent: string, { name, args }: ArgumentSite['field']): boolean => args.some(argument =>
      labels.has(`${parent}.${name}(${argument.name}:)`) || canReach(argument.type)),

    ofArguments: (site: ArgumentSite, values: Values): readonly MemberUse[] =>
      site.field.args.flatMap(argument => ofArgument(site, argument, values[argument.name])),

    /** The same for one argument alone. */
    ofArgument,
  }
}
