import { CATALOG_ENTITY_TYPES } from './catalog-entity-types.ts'
import { CATALOG_METRIC_TYPES } from './catalog-metric-types.ts'
import type { DoorPart } from './door-part.ts'
import { listOf, OWN } from './sdl-parts.ts'

/** The catalog: what the graph is about, as far as the reader's schema shows it. */
export const catalogPart: DoorPart = {
  queries: `  """
  What the graph is about: entities with their columns, joins and metrics, as far as the caller's own view of the schema shows them.
  It is made of the model alone, so it is the same whatever rows there are: no sample, no count of rows, no least and no largest value.
  """
  catalog: Catalog! ${OWN} @cost(weight: "20")`,

  types: `"""Facts of the model, as far as the caller's schema shows them."""
type Catalog ${OWN} @cost(weight: "0") {
  "Modules with something to see."
  modules: [CatalogModule!]! ${listOf(50)}
  """
  Entities in the order of their modules. With a search those that are named so come first.
  """
  entities(
    "Words, each of which is in a name or a description of the entity, its columns or its metrics."
    search: String ${OWN}
    "Only those of a group, as billing."
    group: String ${OWN}
    "Only those of a module."
    module: String ${OWN}
    "Only those with a column of this category."
    category: PiiCategory
  ): [CatalogEntity!]! ${listOf(100)}
  "One entity by its name in the graph or in the catalog: Invoice, invoice. Null where the caller's schema has none."
  entity(
    "Its name."
    name: String! ${OWN}
  ): CatalogEntity
  "Joins, each once. Of one entity: those from it and to it."
  joins(
    "Name of an entity in the graph or in the catalog."
    entity: String ${OWN}
  ): [CatalogJoin!]! ${listOf(400)}
  "Figures over rows."
  metrics(
    "Words, each of which is in the name or the definition."
    search: String ${OWN}
    "Only those of a module."
    module: String ${OWN}
  ): [CatalogMetric!]! ${listOf(50)}
}

"""A module, which answers for its entities and owns their rows."""
type CatalogModule ${OWN} @cost(weight: "0.1") {
  "Name of the module, of its subgraph and of its Postgres schema."
  name: String!
  "How many of its entities the caller's schema shows."
  entities: Int!
  "How many of its metrics the caller's schema shows."
  metrics: Int!
}

${CATALOG_ENTITY_TYPES}

${CATALOG_METRIC_TYPES}`,
}
