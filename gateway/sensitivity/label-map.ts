import { getNamedType, getNullableType, isInputObjectType, isInterfaceType, isListType, isObjectType } from 'graphql'
import type { DocumentNode, GraphQLSchema, GraphQLType } from 'graphql'
import type { Label } from '../../schema/model.ts'
import type { Target } from '../../schema/policy/decide.ts'
import { labelsOf } from '../../schema/sdl/read-labels.ts'
import type { Labels, SdlLabel } from '../../schema/sdl/read-labels.ts'

/** One use of a member of the schema is a use of all these coordinates; a derived field reads several. */
export type Targets = readonly Target[]

/** The labels of a composed graph, by the member that an operation names. Members that everybody may use have no entry. */
export type LabelMap = ReadonlyMap<string, Targets>

/** A member of the schema, and where it has its label from when it has none of its own. */
interface Member {
  readonly coordinate: string
  readonly type: GraphQLType
  readonly heirOf: readonly string[]
}

const policyLabel = ({ category, level, mask, lookup, pseudonym }: SdlLabel): Label => {
  if (category) return { public: false, category, level, mask, lookup, pseudonym, ownOrganization: false }
  return { public: true, scope: 'BRAND' }
}

/** Fields and arguments of a schema. A field has the label of its interface, and everything that of its scalar: what is labelled once is labelled everywhere. */
const membersOf = (schema: GraphQLSchema): readonly Member[] => Object.values(schema.getTypeMap()).flatMap(type => {
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(field => ({ coordinate: `${type.name}.${field.name}`, type: field.type, heirOf: [getNamedType(field.type).name] }))
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return []
  return Object.values(type.getFields()).flatMap(field => {
    const coordinate = `${type.name}.${field.name}`
    const interfaces = type.getInterfaces().map(({ name }) => `${name}.${field.name}`)
    return [
      { coordinate, type: field.type, heirOf: [...interfaces, getNamedType(field.type).name] },
      ...field.args.map(argument => ({ coordinate: `${coordinate}(${argument.name}:)`, type: argument.type, heirOf: [getNamedType(argument.type).name] })),
    ]
  })
})

const isScalarLabel = ({ reads }: SdlLabel, coordinate: string): boolean => reads.length === 0 && !coordinate.includes('.')

/** The label of every member that has one, its own or an inherited one. A labelled type speaks for its fields, not for fields that lead to it. */
const withInherited = (labels: Labels, schema: GraphQLSchema): Labels => {
  const composite = (name: string): boolean => 'getFields' in (schema.getType(name) ?? {})
  const inherited = membersOf(schema).flatMap(({ coordinate, heirOf }) => {
    if (labels.has(coordinate)) return []
    const label = heirOf.filter(source => !composite(source)).map(source => labels.get(source)).find(Boolean)
    return label ? [[coordinate, { ...label, reads: [] }] as const] : []
  })
  return new Map([...[...labels].filter(([coordinate, label]) => !isScalarLabel(label, coordinate)), ...inherited])
}

const wiresOf = (schema: GraphQLSchema): ReadonlyMap<string, Pick<Target, 'wire' | 'list'>> => new Map(membersOf(schema).map(({ coordinate, type }) =>
  [coordinate, { wire: getNamedType(type).name, list: isListType(getNullableType(type)) }]))

/**
 * Reads the labels of a supergraph. `known` holds columns of our own modules, about which the metadata says more than the directive can;
 * a label of any other subgraph counts as it is written.
 */
export const labelMap = (supergraph: string | DocumentNode, schema: GraphQLSchema, known: ReadonlyMap<string, Target>): LabelMap => {
  const labels = withInherited(labelsOf(supergraph), schema)
  const wires = wiresOf(schema)
  const targetOf = (coordinate: string): Targets => {
    const own = known.get(coordinate)
    if (own) return own.label.public && !own.label.scope ? [] : [own]
    const label = labels.get(coordinate)
    if (!label || (!label.category && !label.scope.includes('BRAND'))) return []
    const hasSubject = label.subject !== undefined && label.subject !== 'none'
    return [{ coordinate, label: policyLabel(label), hasSubject, ...(wires.get(coordinate) ?? { wire: 'String' }) }]
  }
  const targetsOf = (coordinate: string, { reads }: SdlLabel): Targets => (reads.length === 0 ? [coordinate] : reads).flatMap(targetOf)
  return new Map([...labels]
    .map(([coordinate, label]) => [coordinate, targetsOf(coordinate, label)] as const)
    .filter(([, targets]) => targets.length > 0))
}
