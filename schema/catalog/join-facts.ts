import type { Entity, ModuleMetadata, Reference, Relation } from '../model.ts'
import { camelCase } from '../sdl/camel-case.ts'
import { exposedColumns, exposedEntities, exposedReferences, exposedRelations } from '../sdl/exposed.ts'
import type { CatalogEnd, CatalogJoin } from './catalog-model.ts'
import { entityName } from './entity-name.ts'
import { snakeCase } from './snake-case.ts'
import type { WrittenFields } from './written-fields.ts'

interface Draft {
  readonly from: Entity
  readonly to: Entity
  readonly column: string
  readonly key: string
  readonly field: string
  readonly reverse: string | undefined
  readonly name?: string | undefined
  readonly description: string
  readonly provenance: CatalogJoin['provenance']
  readonly module: string
}

const BRAND = 'brand_id'

/** A row of the other end has at most one row here where a key without a condition says so. */
const cardinalityOf = ({ indexes }: Entity, column: string): CatalogJoin['cardinality'] => {
  const isUnique = indexes.some(({ columns, unique, where }) => unique && where === undefined && columns.filter(name => name !== BRAND).join() === column)
  return isUnique ? 'ONE_TO_ONE' : 'MANY_TO_ONE'
}

const endOf = (entity: Entity, column: string): CatalogEnd => ({
  entity: entity.type, name: entityName(entity), column, columnField: entity.columns.find(({ name }) => name === column)?.field ?? camelCase(column),
})

/** Named by people, or by the list that it makes at the other end, or by the field that leads there. */
const nameOf = ({ from, to, field, reverse, name }: Draft): string => {
  if (name !== undefined) return name
  return reverse === undefined ? `${entityName(from)}_${snakeCase(field)}` : `${entityName(to)}_${snakeCase(reverse)}`
}

const joinOf = (draft: Draft): CatalogJoin => {
  const { from, to, column, key, field, reverse, description, provenance, module } = draft
  const [here, there] = [endOf(from, column), endOf(to, key)]
  return {
    name: nameOf(draft), from: here, to: there, on: `${here.name}.${column} = ${there.name}.${key}`,
    cardinality: cardinalityOf(from, column), provenance, description, module, field, ...reverse !== undefined && { reverseField: reverse },
  }
}

/** The end of a foreign key that holds it; the other end stands at the same pair of columns the other way round. */
const holds = ({ many, from }: Relation): boolean => !many && from !== 'id'

const relationDraft = (entity: Entity, relation: Relation, entities: ReadonlyMap<string, Entity>): readonly Draft[] => {
  const to = entities.get(relation.target)
  if (to === undefined || !holds(relation)) return []
  const back = exposedRelations(to).find(one => one.target === entity.type && one.from === relation.to && one.to === relation.from)
  const { join } = relation
  return [{
    from: entity, to, column: relation.from, key: relation.to, field: relation.field, reverse: back?.field, name: join?.name, module: entity.module,
    description: join?.description ?? relation.description, provenance: join === undefined ? 'FOREIGN_KEY' : 'OPERATOR_AUTHORED',
  }]
}

const referenceDraft = (entity: Entity, reference: Reference, entities: ReadonlyMap<string, Entity>): readonly Draft[] => {
  const to = entities.get(reference.target.type)
  const key = to?.columns.find(({ field }) => field === reference.by)?.name
  if (to === undefined || key === undefined) return []
  const { join, field, reverse, column, description } = reference
  return [{
    from: entity, to, column, key, field, reverse, name: join?.name, description: join?.description ?? description,
    provenance: 'OPERATOR_AUTHORED', module: entity.module,
  }]
}

/** An id that people's code contributes to an entity, with the field for its row beside it. */
const writtenDrafts = (entity: Entity, written: WrittenFields, entities: ReadonlyMap<string, Entity>): readonly Draft[] => {
  const fields = written.get(entity.type) ?? []
  return fields.flatMap(({ field, graphqlType, module, description }): readonly Draft[] => {
    const to = entities.get(graphqlType.replace('!', ''))
    const id = fields.find(one => one.field === `${field}Id` && one.module === module)
    if (to === undefined || id === undefined) return []
    const back = (written.get(to.type) ?? []).find(one => one.module === module && new RegExp(`^${to.type}?${entity.type}Connection!?$`).test(one.graphqlType))
    return [{ from: entity, to, column: snakeCase(id.field), key: 'id', field, reverse: back?.field, description, provenance: 'OPERATOR_AUTHORED', module }]
  })
}

/** Every join of the graph, each once, from the entity that holds the key. */
export const joinsOf = (modules: readonly ModuleMetadata[], written: WrittenFields): readonly CatalogJoin[] => {
  const entities = new Map(modules.flatMap(exposedEntities).map(entity => [entity.type, entity]))
  return [...entities.values()].flatMap(entity => [
    ...exposedColumns(entity).flatMap(({ name }) => [
      ...exposedRelations(entity).filter(({ from }) => from === name).flatMap(relation => relationDraft(entity, relation, entities)),
      ...exposedReferences(entity).filter(({ column }) => column === name).flatMap(reference => referenceDraft(entity, reference, entities)),
    ]),
    ...writtenDrafts(entity, written, entities),
  ].map(joinOf))
}
