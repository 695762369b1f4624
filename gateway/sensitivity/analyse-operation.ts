import { getNamedType, isCompositeType, Kind, OperationTypeNode, visit } from 'graphql'
import type {
  DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLField, GraphQLSchema, OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { definitionOf, insideFragment } from './collect-fields.ts'
import { expandFragments } from './expand-fragments.ts'
import { inputMembers } from './input-members.ts'
import type { LabelMap } from './label-map.ts'
import { outputGroups } from './output-groups.ts'
import type { OutputGroup, OutputGroups } from './output-groups.ts'
import { rewriteOperation } from './rewrite-operation.ts'

/** A sensitive field at its place in the operation; the path is that of the selection, without row numbers. */
export interface OutputUse {
  readonly path: string
  readonly group: OutputGroup
}

/** A field with arguments that can name a sensitive column. */
export interface ArgumentSite {
  readonly parent: string
  readonly field: GraphQLField<unknown, unknown>
  readonly node: FieldNode
}

/** Everything about an operation that depends on neither the caller nor the variables. */
export interface OperationAnalysis {
  readonly schema: GraphQLSchema
  readonly members: ReturnType<typeof inputMembers>
  readonly groups: OutputGroups
  readonly uses: readonly OutputUse[]
  readonly sites: readonly ArgumentSite[]
  readonly root: GraphQLCompositeType
  /** As the client wrote it, without named fragments. */
  readonly operation: OperationDefinitionNode
  /** Variables of `@skip` and `@include`, on which the keys of the answer depend. */
  readonly conditions: readonly string[]
  /** With a switch on every sensitive field. */
  readonly rewritten: { readonly document: DocumentNode, readonly operation: OperationDefinitionNode }
}

const operationOf = (document: DocumentNode): OperationDefinitionNode => {
  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION) return definition
  throw new Error('A document without an operation reached the sensitivity stage.')
}

const fragmentsOf = (document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> => {
  const fragments = document.definitions.filter(definition => definition.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map(fragment => [fragment.name.value, fragment]))
}

const rootOf = (schema: GraphQLSchema, operation: OperationDefinitionNode): GraphQLCompositeType => {
  const root = operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType()
  if (!root) throw new Error('The operation has no root type.')
  return root
}

const CONDITIONAL = ['skip', 'include']

const conditionsOf = (operation: OperationDefinitionNode): readonly string[] => {
  const names = new Set<string>()
  visit(operation, {
    Directive(node) {
      const value = node.arguments?.[0]?.value
      if (CONDITIONAL.includes(node.name.value) && value?.kind === Kind.VARIABLE) names.add(value.name.value)
    },
  })
  return [...names]
}

/** Reads a valid operation once: which sensitive fields it selects, where its arguments can name some, and its rewritten form. */
export const analyseOperation = (
  { schema, labels, document, operation: given }: {
    readonly schema: GraphQLSchema, readonly labels: LabelMap, readonly document: DocumentNode, readonly operation: OperationDefinitionNode
  },
): OperationAnalysis => {
  const root = rootOf(schema, given)
  const operation = expandFragments(schema, root, { operation: given, fragments: fragmentsOf(document) })
  const groups = outputGroups(schema, labels)
  const members = inputMembers(labels)
  const uses = new Map<string, OutputUse>()
  const sites: ArgumentSite[] = []

  const readField = (parent: GraphQLCompositeType, node: FieldNode, path: readonly string[]): void => {
    const field = definitionOf({ parent, node })
    if (!field) return
    const here = [...path, node.alias?.value ?? node.name.value]
    const group = groups.ofField(parent, field.name)
    if (group) uses.set(`${here.join('.')} ${group.index}`, { path: here.join('.'), group })
    if (members.concerns(parent.name, field)) sites.push({ parent: parent.name, field, node })
    const type = getNamedType(field.type)
    if (node.selectionSet && isCompositeType(type)) readSelections(type, node.selectionSet, here)
  }
  const readSelections = (parent: GraphQLCompositeType, set: SelectionSetNode, path: readonly string[]): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) readField(parent, selection, path)
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue
      const inside = insideFragment(schema, parent, selection)
      readSelections(inside.parent, inside.set, path)
    }
  }
  readSelections(root, operation.selectionSet, [])
  const rewritten = rewriteOperation(schema, { kind: Kind.DOCUMENT, definitions: [operation] }, groups)
  return {
    schema, members, groups, uses: [...uses.values()], sites, root, operation,
    conditions: conditionsOf(operation),
    rewritten: { document: rewritten, operation: operationOf(rewritten) },
  }
}
