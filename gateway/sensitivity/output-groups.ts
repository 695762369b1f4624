import { isAbstractType } from 'graphql'
import type { FieldNode, GraphQLCompositeType, GraphQLSchema } from 'graphql'
import type { Target } from '../../schema/policy/decide.ts'
import { wirePurposeOf } from '../reveal/reveal-directive.ts'
import type { LabelMap } from './label-map.ts'

/** A column that a selected field shows. */
export interface OutputTarget extends Target {
  /** The field that shows it, of this type: the column itself, or one that is made of it. */
  readonly field: string
}

/** Coordinates that are shown or withheld together, because one selected field may stand for any of them. */
export interface OutputGroup {
  /** Position in the list of groups of an operation; `$__veil_<index>` switches it. */
  readonly index: number
  /** With the purpose of the request for the raw value, where the field carries one. */
  readonly targets: readonly OutputTarget[]
}

const coordinatesOf = (schema: GraphQLSchema, parent: GraphQLCompositeType, field: string): readonly string[] => {
  const types = isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent]
  return types.map(type => `${type.name}.${field}`)
}

/** The groups of one operation, numbered as they are found. */
export interface OutputGroups {
  /** The group of a field as seen from a type; undefined where nobody is refused it. */
  ofField(parent: GraphQLCompositeType | null | undefined, node: FieldNode): OutputGroup | undefined
  all(): readonly OutputGroup[]
}

/** Collects groups; the same field of the same type, asked for in the same way, is always the same group. */
export const outputGroups = (schema: GraphQLSchema, labels: LabelMap): OutputGroups => {
  const byKey = new Map<string, OutputGroup>()
  const ofField: OutputGroups['ofField'] = (parent, node) => {
    if (!parent) return undefined
    const field = node.name.value
    const targets = coordinatesOf(schema, parent, field).flatMap(coordinate => (labels.get(coordinate) ?? []).map((target): OutputTarget => ({ ...target, field: coordinate })))
    if (targets.length === 0) return undefined
    const revealed = wirePurposeOf(node)
    const key = `${parent.name}.${field} ${revealed ?? ''}`
    const group = byKey.get(key) ?? { index: byKey.size, targets: revealed ? targets.map(target => ({ ...target, revealed })) : targets }
    byKey.set(key, group)
    return group
  }
  return { ofField, all: () => [...byKey.values()] }
}
