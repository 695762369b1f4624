import { Kind, type DefinitionNode, type InputValueDefinitionNode } from 'graphql'
import { namedType } from '../lint/contract.ts'

const ROOTS = ['Query', 'Mutation', 'Subscription']

/** Names of the types that a document can come to, from its roots and from what directives of a client take. */
export const reachableTypes = (definitions: readonly DefinitionNode[]): ReadonlySet<string> => {
  const types = new Map(definitions.flatMap(definition => ('name' in definition && definition.kind.endsWith('TypeDefinition') && definition.name !== undefined ? [[definition.name.value, definition] as const] : [])))
  const reached = new Set<string>()
  const waiting = [...ROOTS, ...definitions.flatMap(definition => (definition.kind === Kind.DIRECTIVE_DEFINITION ? named(definition.arguments) : []))]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = types.get(name)
    if (definition === undefined || reached.has(name)) continue
    reached.add(name)
    waiting.push(...namesIn(definition), ...implementers(name, definitions))
  }
  return reached
}

const named = (values: readonly InputValueDefinitionNode[] | undefined): readonly string[] => (values ?? []).map(({ type }) => namedType(type))

const namesIn = (definition: DefinitionNode): readonly string[] => {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [...(definition.interfaces ?? []).map(namedType), ...(definition.fields ?? []).flatMap(field => [namedType(field.type), ...named(field.arguments)])]
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: return named(definition.fields)
    case Kind.UNION_TYPE_DEFINITION: return (definition.types ?? []).map(namedType)
    default: return []
  }
}

const implementers = (name: string, definitions: readonly DefinitionNode[]): readonly string[] => definitions.flatMap(definition => {
  const isOne = (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) && (definition.interfaces ?? []).some(one => one.name.value === name)
  return isOne ? [definition.name.value] : []
})
