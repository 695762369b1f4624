import { isLeafType, getNamedType, Kind, OperationTypeNode, visit } from 'graphql'
import type { DirectiveNode, DocumentNode, FragmentDefinitionNode, GraphQLCompositeType, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Purpose } from '../../schema/policy/principal.ts'
import { revealOf } from '../reveal/reveal-directive.ts'
import type { RevealSite } from '../reveal/reveal-site.ts'
import { indexOf, wireReveals } from '../reveal/wire-reveals.ts'
import type { WrittenReveal } from '../reveal/wire-reveals.ts'
import { showsRows } from './argument-site.ts'
import type { ArgumentSite } from './argument-site.ts'
import { expandFragments } from './expand-fragments.ts'
import { inputMembers } from './input-members.ts'
import type { LabelMap } from './label-map.ts'
import { outputGroups } from './output-groups.ts'
import type { OutputGroup, OutputGroups } from './output-groups.ts'
import { readFields } from './read-fields.ts'
import type { FieldAtPlace } from './read-fields.ts'
import { rewriteOperation } from './rewrite-operation.ts'

/** A sensitive field at its place in the operation; the path is that of the selection, without row numbers. */
export interface OutputUse {
  readonly path: string
  readonly group: OutputGroup
}

/** Everything about an operation that depends on neither the caller nor the variables, purposes of requests for raw values apart. */
export interface OperationAnalysis {
  readonly schema: GraphQLSchema
  readonly members: ReturnType<typeof inputMembers>
  readonly groups: OutputGroups
  readonly uses: readonly OutputUse[]
  readonly sites: readonly ArgumentSite[]
  /** Requests for raw values, and the fields that carry them. */
  readonly reveals: readonly WrittenReveal[]
  readonly revealSites: readonly RevealSite[]
  readonly root: GraphQLCompositeType
  /** As the client wrote it, without named fragments and with its reveals in the form of the wire. */
  readonly operation: OperationDefinitionNode
  /** Variables of `@skip` and `@include`, on which the keys of the answer depend. */
  readonly conditions: readonly string[]
  /** With a switch on every sensitive field. */
  readonly rewritten: {
    readonly document: DocumentNode
    readonly operation: OperationDefinitionNode
    /** Names the document where the text of the client does not: it is written anew for the purposes of reveals. */
    readonly planHash?: string
  }
}

/** What is read. */
export interface AnalysisOptions {
  readonly schema: GraphQLSchema
  readonly labels: LabelMap
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** The purpose of one `@reveal` of the document. */
  purposeOf(directive: DirectiveNode): Purpose
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

const revealSite = ({ parent, field, node, path, rows }: FieldAtPlace, group: OutputGroup | undefined, reveals: readonly WrittenReveal[]): readonly RevealSite[] => {
  const directive = revealOf(node)
  const index = directive ? indexOf(directive) : -1
  const reveal = reveals[index]
  if (!reveal) return []
  const isMeaningful = isLeafType(getNamedType(field.type)) && group?.targets.some(({ label }) => !label.public) === true
  return [{ path: path.join('.'), coordinate: `${parent.name}.${field.name}`, node, index, purpose: reveal.purpose, isMeaningful, rows }]
}

/** Reads a valid operation once: which sensitive fields it selects, where its arguments can name some, and its rewritten form. */
export const analyseOperation = ({ schema, labels, document, operation: given, purposeOf }: AnalysisOptions): OperationAnalysis => {
  const root = rootOf(schema, given)
  const expanded = expandFragments(schema, root, { operation: given, fragments: fragmentsOf(document) })
  const { node: operation, reveals } = wireReveals(expanded, purposeOf)
  const groups = outputGroups(schema, labels)
  const members = inputMembers(labels)
  const uses = new Map<string, OutputUse>()
  const sites: ArgumentSite[] = []
  const revealSites: RevealSite[] = []

  readFields(schema, { root, set: operation.selectionSet }, place => {
    const { parent, field, node, path } = place
    const group = groups.ofField(parent, node)
    if (group) uses.set(`${path.join('.')} ${group.index}`, { path: path.join('.'), group })
    if (members.concerns(parent.name, field)) {
      const isLookupPlace = parent === schema.getQueryType() && showsRows(field, node)
      sites.push({ parent: parent.name, field, node, path: path.join('.'), isLookupPlace, isCommand: parent === schema.getMutationType() })
    }
    revealSites.push(...revealSite(place, group, reveals))
  })
  const rewritten = rewriteOperation(schema, { kind: Kind.DOCUMENT, definitions: [operation] }, groups)
  return {
    schema, members, groups, uses: [...uses.values()], sites, reveals, revealSites, root, operation,
    conditions: conditionsOf(operation),
    rewritten: { document: rewritten, operation: operationOf(rewritten) },
  }
}
