import type { DocumentNode } from 'graphql'
import type { Entity, EnumType, ModuleMetadata } from '../model.ts'
import { exposedEntities } from '../sdl/exposed.ts'
import type { Catalog, CatalogEntity } from './catalog-model.ts'
import { columnsOf } from './column-facts.ts'
import { entityName } from './entity-name.ts'
import { joinsOf } from './join-facts.ts'
import { metricsOf } from './metric-facts.ts'
import { writtenFields } from './written-fields.ts'

type Parts = Pick<Catalog, 'joins' | 'metrics'> & Pick<CatalogEntity, 'fields'> & { readonly enums: readonly EnumType[] }

const entityFacts = (entity: Entity, { joins, metrics, fields, enums }: Parts): CatalogEntity => {
  const { type, schema, table, module, description, catalog, keys, transitions, singular, plural } = entity
  return {
    name: entityName(entity), type, table: `${schema}.${table}`, identity: keys[0] ?? '', group: catalog?.group ?? module, module, description,
    where: catalog?.where ?? null, columns: columnsOf(entity, enums), fields,
    joins: joins.filter(({ from, to }) => from.entity === type || to.entity === type),
    metrics: metrics.filter(metric => metric.entity === type),
    transitions, singular, plural, example: null,
  }
}

/** The whole catalog of a graph: what its model declares, and what its supergraph has beside that. Without examples, which depend on the reader. */
export const readCatalog = (modules: readonly ModuleMetadata[], supergraph: DocumentNode): Catalog => {
  const written = writtenFields(supergraph, modules)
  const [joins, metrics] = [joinsOf(modules, written), metricsOf(modules)]
  const enums = modules.flatMap(module => module.enums)
  const entities = modules.flatMap(exposedEntities).map(entity => entityFacts(entity, { joins, metrics, fields: written.get(entity.type) ?? [], enums }))
  return { modules: modules.map(({ name }) => moduleFacts(name, entities)), entities, joins, metrics }
}

/** How much of a module there is to see. */
export const moduleFacts = (name: string, entities: readonly CatalogEntity[]): Catalog['modules'][number] => {
  const own = entities.filter(({ module }) => module === name)
  return { name, entities: own.length, metrics: own.reduce((sum, { metrics }) => sum + metrics.length, 0) }
}
