import { CARDINALITIES, PROVENANCES } from '../../catalog/catalog-model.ts'
import { listOf, OWN, valuesOf } from './sdl-parts.ts'

/** Entities of the catalog with their columns, fields and joins. */
export const CATALOG_ENTITY_TYPES = `"""A kind of thing that the graph knows."""
type CatalogEntity ${OWN} {
  "Name in the catalog, as invoice."
  name: String!
  "Name in the graph, as Invoice."
  type: String!
  "Schema and table."
  table: String!
  "Column that names a row."
  identity: String!
  "What it belongs to, by its subject."
  group: String!
  "Module that owns it."
  module: String!
  "What it is."
  description: String!
  "Which rows of the table the name means; null for all."
  where: String
  "Columns of the table, in the order of the model."
  columns: [CatalogColumn!]! ${listOf(25)}
  "Further fields, which people's code answers."
  fields: [CatalogField!]! ${listOf(3)}
  "Joins from it and to it."
  joins: [CatalogJoin!]! ${listOf(10)}
  "Figures over its rows."
  metrics: [CatalogMetric!]! ${listOf(3)}
  "Changes of its status that are allowed, as OPEN>PAID."
  transitions: [String!]!
  "A first query, as GraphQL; null where the caller's schema has no root field for it."
  example: String
}

"""A column of a table."""
type CatalogColumn ${OWN} @cost(weight: "0.1") {
  "Name in Postgres."
  name: String!
  "Name in the graph."
  field: String!
  "Type in Postgres."
  type: String!
  "Type in the graph; what some readers may not see is nullable there."
  graphqlType: String!
  "Whether the table lets it be empty."
  isNullable: Boolean!
  "Whether it is part of the primary key."
  isKey: Boolean!
  "Whether it names the row."
  isIdentity: Boolean!
  "False for credentials: they are declared, so that asking for one explains itself, and nobody reads them."
  isReadable: Boolean!
  "Whether only holders of a permission for the whole brand see it."
  isBrandOnly: Boolean!
  "PUBLIC or PII; how much harm a value can do is said by its category."
  sensitivity: SensitivityLevel!
  "Which kinds of personal facts it holds."
  categories: [CatalogCategory!]! ${listOf(1)}
  "How it looks where it is masked; null for what is never masked."
  mask: MaskFormat
  "Values of its enumeration, by the model; empty for other types."
  values: [String!]!
  "What it holds."
  description: String!
}

"""A kind of personal facts, and how much harm they can do."""
type CatalogCategory ${OWN} @cost(weight: "0") {
  "The kind."
  category: PiiCategory!
  "How much harm a value of it does when it leaks."
  level: SensitivityLevel!
}

"""A field that people's code answers: worked out from columns, or contributed by another module."""
type CatalogField ${OWN} @cost(weight: "0.1") {
  "Name in the graph."
  field: String!
  "Type in the graph."
  graphqlType: String!
  "Module that answers it."
  module: String!
  "What it is made of, as far as the caller's schema shows it."
  reads: [String!]!
  "What it holds."
  description: String!
}

"""Two entities that can be asked for together, from the one that holds the key."""
type CatalogJoin ${OWN} @cost(weight: "0.1") {
  "Name of the join."
  name: String!
  "The end that holds the key."
  from: CatalogEnd!
  "The end that it names."
  to: CatalogEnd!
  "What must be equal."
  on: String!
  "How many rows of the first end one row of the other can have."
  cardinality: CatalogCardinality!
  "Who says so."
  provenance: CatalogProvenance!
  "What it means."
  description: String!
  "Module that declares it."
  module: String!
  "Field of the graph that leads from the first end to the other."
  field: String
  "Field of the graph that leads back."
  reverseField: String
}

"""One end of a join."""
type CatalogEnd ${OWN} @cost(weight: "0") {
  "The entity, as in the graph."
  entity: String!
  "The entity, as in the catalog."
  name: String!
  "The column, as in Postgres."
  column: String!
  "The column, as in the graph."
  columnField: String!
}

"""How many rows of the end that holds the key one row of the other end can have."""
enum CatalogCardinality {
${valuesOf(CARDINALITIES)}
}

"""OPERATOR_AUTHORED: people declared it and say what it means. FOREIGN_KEY: the database holds it."""
enum CatalogProvenance {
${valuesOf(PROVENANCES)}
}`
