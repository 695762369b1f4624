import { AGGREGATIONS, METRIC_KINDS } from '../../model.ts'
import { listOf, OWN, valuesOf } from './sdl-parts.ts'

/** Metrics of the catalog. */
export const CATALOG_METRIC_TYPES = `"""A figure over rows."""
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

"""How the rows of a group become one value."""
enum CatalogAggregation {
${valuesOf(AGGREGATIONS)}
}

"""How a metric is made."""
enum CatalogMetricKind {
${valuesOf(METRIC_KINDS)}
}`
