import { CARDINALITIES, PROVENANCES } from '../../catalog/catalog-model.ts'
import { AGGREGATIONS, METRIC_KINDS } from '../../model.ts'
import type { DoorPart } from './door-part.ts'

/** Names of the schema and sentences about them: they are nobody's, and the same whatever rows there are. */
const OWN = '@sensitivity(reads: [], scope: [SELF])'

const listOf = (size: number): string => `@listSize(assumedSize: ${size}, requireOneSlicingArgument: false)`

const valuesOf = (values: readonly string[]): string => values.map(value => `  ${value}`).join('\n')

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

"""A kind of thing that the graph knows."""
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

"""A figure over rows."""
type CatalogMetric ${OWN} @cost(weight: "0.1") {
  "Name in the catalog, as total_revenue."
  name: String!
  "Field below metrics."
  field: String!
  "The entity whose rows are counted, as in the graph."
  entity: String!
  "Module that answers it."
  module: String!
  "What is counted."
  definition: String!
  "How it is made."
  kind: CatalogMetricKind!
  "What it is counted in."
  unit: MetricUnit!
  "How the rows of a group become one value; null where it is made of several such values, or of another metric."
  aggregation: CatalogAggregation
  "What is aggregated, as an expression over columns; null where aggregation is."
  measure: String
  "How it is made, for people: sum(amount_paid_cents) / sum(amount_due_cents)."
  formula: String!
  "Column that says in which bucket a row falls; null for a figure without time."
  time: String
  "Widths of the buckets that it has."
  grains: [MetricGrain!]!
  "By what of its own module it may be grouped."
  dimensions: [CatalogDimension!]! ${listOf(10)}
  "By what of other modules it may be grouped, with metricAcross."
  across: [String!]!
  "Whether everybody may read some of it."
  isPublished: Boolean!
  "A first query, as GraphQL."
  example: String
}

"""By what a metric may be grouped."""
type CatalogDimension ${OWN} @cost(weight: "0") {
  "As groupBy takes it."
  name: String!
  "Fields from the metric's entity to the column; null where it is worked out."
  path: String
}

"""How many rows of the end that holds the key one row of the other end can have."""
enum CatalogCardinality {
${valuesOf(CARDINALITIES)}
}

"""OPERATOR_AUTHORED: people declared it and say what it means. FOREIGN_KEY: the database holds it."""
enum CatalogProvenance {
${valuesOf(PROVENANCES)}
}

"""How the rows of a group become one value."""
enum CatalogAggregation {
${valuesOf(AGGREGATIONS)}
}

"""How a metric is made."""
enum CatalogMetricKind {
${valuesOf(METRIC_KINDS)}
}`,
}
