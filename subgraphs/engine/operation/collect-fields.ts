import {
  GraphQLIncludeDirective, GraphQLSkipDirective, getDirectiveValues, isAbstractType, isObjectType, Kind,
  type FieldNode, type FragmentDefinitionNode, type GraphQLSchema, type SelectionNode, type SelectionSetNode,
} from 'graphql'

/** What decides which fields of a document count: its fragments, and the variables of its conditions. */
export interface FieldCollector {
  readonly schema: GraphQLSchema
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly variables: Readonly<Record<string, unknown>>
}

/** Fields by response key, in the order of the answer; fields of one key are merged, as validation has proved that they can be. */
export type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>

export function collectFields(collector: FieldCollector, type: string, sets: readonly (SelectionSetNode | undefined)[]): CollectedFields {
  const fields = new Map<string, FieldNode[]>()
  const seen = new Set<string>()
  const visit = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(collector, selection)) continue
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value
        const nodes = fields.get(key)
        if (nodes) nodes.push(selection)
        else fields.set(key, [selection])
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : unseen(collector, selection.name.value, seen)
        if (fragment && applies(collector.schema, fragment.typeCondition?.name.value, type)) visit(fragment.selectionSet.selections)
      }
    }
  }
  for (const set of sets) if (set) visit(set.selections)
  return fields
}

/** Selection sets of merged fields. */
export function subselections(nodes: readonly FieldNode[]): readonly (SelectionSetNode | undefined)[] {
  return nodes.map(({ selectionSet }) => selectionSet)
}

/** Every field that is asked for, at any depth, on whatever type. */
export function eachField(collector: Omit<FieldCollector, 'schema'>, set: SelectionSetNode, visit: (field: FieldNode) => void): void {
  const seen = new Set<string>()
  const walk = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(collector, selection)) continue
      if (selection.kind === Kind.FIELD) visit(selection)
      const inner = selection.kind === Kind.FRAGMENT_SPREAD ? unseen(collector, selection.name.value, seen)?.selectionSet : selection.selectionSet
      if (inner) walk(inner)
    }
  }
  walk(set)
}

function unseen({ fragments }: Pick<FieldCollector, 'fragments'>, name: string, seen: Set<string>): FragmentDefinitionNode | undefined {
  if (seen.has(name)) return undefined
  seen.add(name)
  return fragments.get(name)
}

function isIncluded({ variables }: Pick<FieldCollector, 'variables'>, node: SelectionNode): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: string): boolean {
  if (condition === undefined || condition === type) return true
  const [abstract, concrete] = [schema.getType(condition), schema.getType(type)]
  return isAbstractType(abstract) && isObjectType(concrete) && schema.isSubType(abstract, concrete)
}
