import { Kind } from 'graphql'
import type { ConstDirectiveNode, DocumentNode, EnumTypeDefinitionNode } from 'graphql'

/** A subgraph as the composed graph names it. */
export interface SubgraphAddress {
  readonly name: string
  readonly url: string
}

const argument = ({ arguments: given = [] }: ConstDirectiveNode, name: string): string | undefined => {
  const value = given.find(one => one.name.value === name)?.value
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined
}

const graphEnum = (document: DocumentNode): EnumTypeDefinitionNode | undefined => document.definitions
  .filter(definition => definition.kind === Kind.ENUM_TYPE_DEFINITION)
  .find(({ name }) => name.value === 'join__Graph')

/** The subgraphs that a supergraph was composed of, by the name that it has for them inside. */
export const addressesIn = (document: DocumentNode): ReadonlyMap<string, SubgraphAddress> =>
  new Map((graphEnum(document)?.values ?? []).map(({ name, directives = [] }) => {
    const [graph] = directives.filter(directive => directive.name.value === 'join__graph')
    return [name.value, { name: (graph && argument(graph, 'name')) ?? '', url: (graph && argument(graph, 'url')) ?? '' }] as const
  }))

const graphsNamed = (directives: readonly ConstDirectiveNode[], name: string): readonly string[] => directives
  .filter(directive => directive.name.value === name)
  .flatMap(directive => argument(directive, 'graph') ?? [])

/** Of every field, `Type.field`, the subgraphs that can answer it; a field that says nothing is answered by all that have its type. */
export const graphsOfFields = (document: DocumentNode): ReadonlyMap<string, readonly string[]> => {
  const addresses = addressesIn(document)
  const namesOf = (graphs: readonly string[]): readonly string[] => graphs.flatMap(graph => addresses.get(graph)?.name ?? [])
  return new Map(document.definitions.flatMap(definition => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return []
    const ofType = graphsNamed(definition.directives ?? [], 'join__type')
    return (definition.fields ?? []).map(({ name, directives = [] }) => {
      const own = graphsNamed(directives, 'join__field')
      return [`${definition.name.value}.${name.value}`, namesOf(own.length > 0 ? own : ofType)] as const
    })
  }))
}
