import { getNamedType, getNullableType, isInterfaceType, isListType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Label } from '../../schema/model.ts'
import type { Target } from '../../schema/policy/decide.ts'
import { labelsOf } from '../../schema/sdl/read-labels.ts'
import type { Labels, SdlLabel } from '../../schema/sdl/read-labels.ts'

/** One use of a member of the schema is a use of all these coordinates; a derived field reads several. */
export type Targets = readonly Target[]

/** The labels of a composed graph, by the member that an operation names. Members that everybody may use have no entry. */
export type LabelMap = ReadonlyMap<string, Targets>

const policyLabel = ({ category, level, mask, lookup, pseudonym, scope }: SdlLabel): Label => {
  if (category) return { public: false, category, level, mask, lookup, pseudonym, ownOrganization: false }
  return { public: true, ...(scope.includes('BRAND') && { scope: 'BRAND' }) }
}

const wireOf = (schema: GraphQLSchema, coordinate: string): Pick<Target, 'wire' | 'list'> => {
  const [typeName = '', fieldName = ''] = coordinate.split('.')
  const type = schema.getType(typeName)
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined
  return field ? { wire: getNamedType(field.type).name, list: isListType(getNullableType(field.type)) } : { wire: 'String' }
}

/**
 * Reads the labels of a supergraph. `known` holds columns of our own modules, about which the metadata says more than the directive can;
 * a label of any other subgraph counts as it is written.
 */
export const labelMap = (supergraphSdl: string, schema: GraphQLSchema, known: ReadonlyMap<string, Target>): LabelMap => {
  const labels: Labels = labelsOf(supergraphSdl)
  const targetOf = (coordinate: string): Targets => {
    const own = known.get(coordinate)
    if (own) return own.label.public && !own.label.scope ? [] : [own]
    const label = labels.get(coordinate)
    if (!label || (!label.category && label.scope.length === 0)) return []
    return [{ coordinate, label: policyLabel(label), hasSubject: label.subject !== undefined && label.subject !== 'none', ...wireOf(schema, coordinate) }]
  }
  const targetsOf = (coordinate: string, { reads }: SdlLabel): Targets =>
    (reads.length === 0 ? [coordinate] : reads).flatMap(targetOf)
  return new Map([...labels]
    .map(([coordinate, label]) => [coordinate, targetsOf(coordinate, label)] as const)
    .filter(([, targets]) => targets.length > 0))
}
