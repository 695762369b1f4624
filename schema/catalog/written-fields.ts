import { Kind, print, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql'
import type { Entity, ModuleMetadata } from '../model.ts'
import { exposedColumns, exposedEntities, exposedReferences, exposedRelations } from '../sdl/exposed.ts'
import { moneyFields } from '../sdl/money-fields.ts'
import type { CatalogField } from './catalog-model.ts'

/** Fields that people wrote, by the type that has them. */
export type WrittenFields = ReadonlyMap<string, readonly CatalogField[]>

/** Names that the generator gives to a type: its columns, their amounts, its relations, and what references from elsewhere contribute. */
const generatedNames = (entity: Entity, entities: readonly Entity[]): ReadonlySet<string> => new Set([
  ...exposedColumns(entity).map(({ field }) => field),
  ...moneyFields(entity).map(({ field }) => field),
  ...exposedRelations(entity).map(({ field }) => field),
  ...exposedReferences(entity).map(({ field }) => field),
  ...entities.flatMap(exposedReferences).flatMap(({ target, reverse }) => (target.type === entity.type && reverse !== undefined ? [reverse] : [])),
])

const valuesOf = (directive: ConstDirectiveNode | undefined, name: string): readonly string[] => {
  const value = directive?.arguments?.find(argument => argument.name.value === name)?.value
  if (value?.kind === Kind.ENUM || value?.kind === Kind.STRING) return [value.value]
  return value?.kind === Kind.LIST ? value.values.flatMap(one => (one.kind === Kind.STRING ? [one.value] : [])) : []
}

const directiveOf = ({ directives = [] }: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined => directives.find(directive => directive.name.value === name)

const factsOf = (field: FieldDefinitionNode, owner: string): CatalogField => {
  const [graph] = valuesOf(directiveOf(field, 'join__field'), 'graph')
  return {
    field: field.name.value, graphqlType: print(field.type), module: graph?.toLowerCase() ?? owner,
    reads: valuesOf(directiveOf(field, 'sensitivity'), 'reads'), description: field.description?.value ?? '',
  }
}

/** What the entities of a supergraph have beyond their model: found by taking away what the generator prints. */
export const writtenFields = (supergraph: DocumentNode, modules: readonly ModuleMetadata[]): WrittenFields => {
  const entities = modules.flatMap(exposedEntities)
  const types = new Map(supergraph.definitions.flatMap(node => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [[node.name.value, node.fields ?? []] as const] : [])))
  return new Map(entities.map(entity => {
    const generated = generatedNames(entity, entities)
    return [entity.type, (types.get(entity.type) ?? []).filter(({ name }) => !generated.has(name.value)).map(field => factsOf(field, entity.module))] as const
  }))
}
