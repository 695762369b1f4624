import { Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { DirectiveNode, DocumentNode, FieldNode, GraphQLSchema, NameNode, SelectionNode, SelectionSetNode, VariableDefinitionNode } from 'graphql'
import type { OutputGroup, OutputGroups } from './output-groups.ts'
import { switchName, TYPE_ALIAS } from './reserved-names.ts'
import { tellsType } from './tells-type.ts'

const name = (value: string): NameNode => ({ kind: Kind.NAME, value })

const includeIf = (index: number): DirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: name('include'),
  arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value: { kind: Kind.VARIABLE, name: name(switchName(index)) } }],
})

const switchDefinition = ({ index }: OutputGroup): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: { kind: Kind.VARIABLE, name: name(switchName(index)) },
  type: { kind: Kind.NON_NULL_TYPE, type: { kind: Kind.NAMED_TYPE, name: name('Boolean') } },
})

const typeField: FieldNode = { kind: Kind.FIELD, alias: name(TYPE_ALIAS), name: name('__typename') }

/** `@include` is not repeatable: where the client wrote one, ours goes on a fragment around the field. */
const switched = (field: FieldNode, index: number): SelectionNode => {
  const directives = field.directives ?? []
  if (!directives.some(directive => directive.name.value === 'include')) return { ...field, directives: [...directives, includeIf(index)] }
  return { kind: Kind.INLINE_FRAGMENT, directives: [includeIf(index)], selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } }
}

const withSwitches = (document: DocumentNode, used: readonly OutputGroup[]): DocumentNode => visit(document, {
  OperationDefinition: node => ({ ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...used.map(switchDefinition)] }),
})

/**
 * Puts a switch on every field that belongs to a group, which all are known. The result depends on the operation and the schema alone, never on who asks,
 * so one plan serves everybody.
 */
export const rewriteOperation = (schema: GraphQLSchema, document: DocumentNode, groups: OutputGroups): DocumentNode => {
  const types = new TypeInfo(schema)
  const telling: boolean[] = []

  const withSwitch = (node: FieldNode): SelectionNode | undefined => {
    const group = groups.ofField(types.getParentType(), node)
    return group && switched(node, group.index)
  }
  const enterSelections = (node: SelectionSetNode): void => {
    const parent = types.getParentType()
    telling.push(!!parent && tellsType({ schema, groups }, parent, node))
  }
  const leaveSelections = (node: SelectionSetNode): SelectionSetNode | undefined =>
    (telling.pop() ? { ...node, selections: [...node.selections, typeField] } : undefined)
  const rewritten = visit(document, visitWithTypeInfo(types, {
    Field: { leave: withSwitch },
    SelectionSet: { enter: enterSelections, leave: leaveSelections },
  }))
  return withSwitches(rewritten, groups.all())
}
