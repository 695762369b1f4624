import { getNamedType, isAbstractType, isCompositeType, Kind } from 'graphql'
import type { DirectiveNode, DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, SelectionNode, SelectionSetNode } from 'graphql'
import type { Target } from '../../../schema/policy/decide.ts'
import { wirePurposeOf } from '../../reveal/reveal-directive.ts'
import type { LabelMap } from '../../sensitivity/label-map.ts'

/** A place of a fetch where a labelled value may stand. */
export interface LabelledPlace {
  /** Response keys from the root of the fetch. */
  readonly keys: readonly string[]
  /** The same, joined by dots. */
  readonly path: string
  /** Type of the entities of a batch that have it. */
  readonly entity: string | undefined
  /** Type of the objects that hold it. */
  readonly owner: string
  /** With the purpose of the request for the raw value, where the field carries one. */
  readonly target: Target
}

/** The graph that fetches are about. */
export interface LabelledGraph {
  readonly schema: GraphQLSchema
  readonly labels: LabelMap
}

/** Whether a part of a document counts, for one set of conditions. */
export type IsIncluded = (directives: readonly DirectiveNode[]) => boolean

interface At {
  readonly parent: GraphQLCompositeType | undefined
  readonly keys: readonly string[]
  readonly entity: string | undefined
}

const ENTITIES = '_entities'

/** Finds the labelled places of a fetch; a key that is selected with a request for the raw value and without counts as one with it. */
export const labelledPlaces = ({ schema, labels }: LabelledGraph, document: DocumentNode, isIncluded: IsIncluded): readonly LabelledPlace[] => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  const places = new Map<string, LabelledPlace>()

  const typeNamed = (name: string): GraphQLCompositeType | undefined => {
    const type = schema.getType(name)
    return isCompositeType(type) ? type : undefined
  }
  const note = (node: FieldNode, { parent, keys, entity }: At): void => {
    const path = keys.join('.')
    const revealed = wirePurposeOf(node)
    for (const { owner, target } of targetsOf(parent, node.name.value)) {
      const key = `${path} ${target.coordinate} ${entity ?? ''} ${owner}`
      if (!places.has(key) || revealed) places.set(key, { keys, path, entity, owner, target: revealed ? { ...target, revealed } : target })
    }
  }
  const targetsOf = (parent: GraphQLCompositeType | undefined, field: string) => {
    const types = parent && isAbstractType(parent) ? schema.getPossibleTypes(parent) : parent ? [parent] : []
    return types.flatMap(({ name: owner }) => (labels.get(`${owner}.${field}`) ?? []).map(target => ({ owner, target })))
  }
  const visitField = (node: FieldNode, { parent, keys, entity }: At): void => {
    const at = { parent, keys: [...keys, node.alias?.value ?? node.name.value], entity }
    note(node, at)
    if (!node.selectionSet) return
    const field = parent && 'getFields' in parent ? parent.getFields()[node.name.value] : undefined
    const type = field && getNamedType(field.type)
    visitSet(node.selectionSet, { ...at, parent: isCompositeType(type) ? type : undefined })
  }
  const visitFragment = (condition: string | undefined, set: SelectionSetNode, at: At): void => {
    const isOfEntities = at.keys.length === 1 && at.keys[0] === ENTITIES && at.parent === undefined
    const parent = condition === undefined ? at.parent : typeNamed(condition)
    visitSet(set, { ...at, parent, ...(isOfEntities && condition !== undefined && !(parent && isAbstractType(parent)) && { entity: condition }) })
  }
  const visitSelection = (node: SelectionNode, at: At): void => {
    if (!isIncluded(node.directives ?? [])) return
    if (node.kind === Kind.FIELD) visitField(node, at)
    else if (node.kind === Kind.INLINE_FRAGMENT) visitFragment(node.typeCondition?.name.value, node.selectionSet, at)
    else {
      const fragment = fragments.get(node.name.value)
      if (fragment) visitFragment(fragment.typeCondition.name.value, fragment.selectionSet, at)
    }
  }
  const visitSet = ({ selections }: SelectionSetNode, at: At): void => {
    for (const selection of selections) visitSelection(selection, at)
  }
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue
    const root = definition.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType()
    visitSet(definition.selectionSet, { parent: root ?? undefined, keys: [], entity: undefined })
  }
  return [...places.values()]
}
