import { getNamedType, isCompositeType, isObjectType, Kind } from 'graphql'
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import { definitionOf } from '../sensitivity/collect-fields.ts'
import { conditionsOf } from './conditions-of.ts'
import type { Condition, CostField, CostGroup } from './cost-program.ts'
import type { CostRules } from './cost-rules.ts'
import { isWellSliced, one, sizeOfType, slicedSize } from './field-size.ts'
import type { Size } from './field-size.ts'
import { introspectionCost } from './introspection-cost.ts'

/** What an operation costs, ready to be asked with the values of its variables. */
export interface CostProgram {
  readonly root: CostGroup
  /** False where a field must be given exactly one argument that says how many, and is not. */
  readonly isWellSliced: boolean
}

/** What programs are made with. */
export interface CostGraph {
  readonly schema: GraphQLSchema
  readonly rules: CostRules
  /** Objects of a list that says nothing of its size. */
  readonly listSize: number
}

interface Selected {
  readonly parent: GraphQLCompositeType
  readonly set: SelectionSetNode
  readonly when: readonly Condition[]
}

interface Occurrence {
  readonly parent: GraphQLCompositeType
  readonly node: FieldNode
  readonly when: readonly Condition[]
}

/** By the type that has them, empty for all; then by the key of the answer. */
type Collected = Map<string, Map<string, Occurrence[]>>

/** What is selected below; where several occurrences are one field, each is selected on conditions of its own. */
const belowOf = (type: GraphQLCompositeType, { node: { selectionSet }, when }: Occurrence, isOneOfSeveral: boolean): readonly Selected[] =>
  (selectionSet ? [{ parent: type, set: selectionSet, when: isOneOfSeveral ? when : [] }] : [])

const NOTHING: CostGroup = { common: [], byType: [] }

/** Compiles a valid operation: once for a document, whoever asks and with whatever values. */
export const compileCost = ({ schema, rules, listSize }: CostGraph, document: DocumentNode, operation: OperationDefinitionNode): CostProgram => {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  let wellSliced = true

  const collect = (declared: GraphQLCompositeType, { parent, set, when }: Selected, into: Collected): void => {
    for (const selection of set.selections) {
      const own = conditionsOf(selection)
      if (!own) continue
      const conditions = own.length > 0 ? [...when, ...own] : when
      if (selection.kind === Kind.FIELD) {
        const bucket = parent !== declared && isObjectType(parent) && !isObjectType(declared) ? parent.name : ''
        const key = selection.alias?.value ?? selection.name.value
        const fields = into.get(bucket) ?? new Map<string, Occurrence[]>()
        into.set(bucket, fields.set(key, [...fields.get(key) ?? [], { parent, node: selection, when: conditions }]))
        continue
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
      if (!fragment) continue
      const type = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value)
      const inside = isCompositeType(type) && !isObjectType(parent) ? type : parent
      collect(declared, { parent: inside, set: fragment.selectionSet, when: conditions }, into)
    }
  }

  const fieldOf = (key: string, occurrences: readonly Occurrence[], sizes: ReadonlyMap<string, Size>): readonly CostField[] => {
    const [first] = occurrences
    const field = first && definitionOf(first)
    if (!first || !field) return []
    const { parent, node } = first
    const when = occurrences.some(occurrence => occurrence.when.length === 0) ? [[]] : occurrences.map(occurrence => occurrence.when)
    // one key may stand in several places, each with another part of it
    const introspection = occurrences.map(occurrence => introspectionCost(occurrence.node, fragments) ?? 0).reduce((sum, cost) => sum + cost)
    if (introspection > 0) return [{ key, when, own: introspection, each: 0, size: one, below: undefined }]
    const type = getNamedType(field.type)
    const given = new Set(node.arguments?.map(({ name }) => name.value))
    const own = rules.ofField(parent, field) + field.args.filter(({ name }) => given.has(name)).reduce((sum, argument) => sum + rules.ofArgument(argument), 0)
    const each = rules.ofType(type)
    const rule = rules.sizeOf(parent, field)
    const sliced = rule && slicedSize(field, node, rule, listSize)
    if (rule && !isWellSliced(node, rule)) wellSliced = false
    const isWrapper = rule !== undefined && rule.sized.length > 0
    const items = sizes.get(node.name.value) ?? (isWrapper ? undefined : sliced) ?? listSize
    const below = isCompositeType(type)
      ? groupOf(type, occurrences.flatMap(occurrence => belowOf(type, occurrence, occurrences.length > 1)),
        new Map(isWrapper && sliced ? rule.sized.map(name => [name, sliced]) : []))
      : NOTHING
    const isFree = own === 0 && each === 0 && below === NOTHING
    return isFree ? [] : [{ key, when, own, each, size: sizeOfType(field.type, items), below: below === NOTHING ? undefined : below }]
  }

  const groupOf = (declared: GraphQLCompositeType, selected: readonly Selected[], sizes: ReadonlyMap<string, Size>): CostGroup => {
    const found: Collected = new Map()
    for (const set of selected) collect(declared, set, found)
    const fieldsIn = (fields: ReadonlyMap<string, readonly Occurrence[]>): readonly CostField[] =>
      [...fields].flatMap(([key, occurrences]) => fieldOf(key, occurrences, sizes))
    const common = fieldsIn(found.get('') ?? new Map())
    const byType = [...found].filter(([bucket]) => bucket !== '').map(([, fields]) => fieldsIn(fields)).filter(fields => fields.length > 0)
    return common.length + byType.length === 0 ? NOTHING : { common, byType }
  }

  const type = schema.getRootType(operation.operation)
  const root = type ? groupOf(type, [{ parent: type, set: operation.selectionSet, when: [] }], new Map()) : NOTHING
  return { root, isWellSliced: wellSliced }
}
