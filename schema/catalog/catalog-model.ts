import type { Aggregation, MaskFormat, MetricGrain, MetricKind, MetricUnit, PiiCategory, SensitivityLevel } from '../model.ts'

/**
 * What the catalog says of the graph: facts of the model and of its contracts, in the words of people who ask questions of data.
 * Nothing here comes from a row: no sample, no count, no least and no largest value.
 */

/** A category of personal facts with the harm that a value of it can do. */
export interface CatalogCategory {
  readonly category: PiiCategory
  readonly level: SensitivityLevel
}

/** A column of a table. */
export interface CatalogColumn {
  /** Postgres name. */
  readonly name: string
  /** GraphQL name. */
  readonly field: string
  /** Type in Postgres, `text[]` for a list. */
  readonly type: string
  /** Type in the graph, `String!`. */
  readonly graphqlType: string
  /** In the table; what some readers may not see is nullable in the graph all the same. */
  readonly isNullable: boolean
  /** Part of the primary key. */
  readonly isKey: boolean
  /** Names the row to people and to other modules. */
  readonly isIdentity: boolean
  /** False for credentials: they are declared, so that asking for one explains itself, and nobody reads them. */
  readonly isReadable: boolean
  /** What holders of a permission for the whole brand see, and others do not. */
  readonly isBrandOnly: boolean
  /** PUBLIC or PII, as a catalog knows it; how much harm a value does is said by its category. */
  readonly sensitivity: 'PUBLIC' | 'PII'
  readonly categories: readonly CatalogCategory[]
  readonly mask?: MaskFormat
  /** Values of an enumeration, which are the model's and not the data's. */
  readonly values: readonly string[]
  readonly description: string
}

/** A field that people wrote: worked out from columns, or contributed by another module. */
export interface CatalogField {
  readonly field: string
  readonly graphqlType: string
  /** Module that answers it. */
  readonly module: string
  /** Coordinates that it is made of. */
  readonly reads: readonly string[]
  readonly description: string
}

export const CARDINALITIES = ['MANY_TO_ONE', 'ONE_TO_ONE'] as const
export const PROVENANCES = ['OPERATOR_AUTHORED', 'FOREIGN_KEY'] as const

/** One end of a join. */
export interface CatalogEnd {
  /** GraphQL type. */
  readonly entity: string
  /** Catalog name of the entity and Postgres name of the column. */
  readonly name: string
  readonly column: string
  /** Column as a field of the graph. */
  readonly columnField: string
}

/** Two entities that can be asked for together, from the one that holds the key. */
export interface CatalogJoin {
  readonly name: string
  readonly from: CatalogEnd
  readonly to: CatalogEnd
  /** `invoice.subscription_id = subscription.id`. */
  readonly on: string
  readonly cardinality: (typeof CARDINALITIES)[number]
  /** OPERATOR_AUTHORED: people declared it and say what it means; FOREIGN_KEY: the database holds it. */
  readonly provenance: (typeof PROVENANCES)[number]
  readonly description: string
  /** Module that declares it. */
  readonly module: string
  /** Field of the graph at the holding end, and back. */
  readonly field?: string
  readonly reverseField?: string
}

/** By what a metric may be grouped. */
export interface CatalogDimension {
  /** As `groupBy` takes it. */
  readonly name: string
  /** Fields from the entity of the metric to the column, `subscription.planId`; null where it is worked out. */
  readonly path: string | null
}

/** A figure over rows. */
export interface CatalogMetric {
  readonly name: string
  /** Field below `metrics`. */
  readonly field: string
  /** GraphQL type of the entity that declares it, and its module. */
  readonly entity: string
  readonly module: string
  readonly definition: string
  readonly kind: MetricKind
  readonly unit: MetricUnit
  /** Null where it is made of several aggregates, or of another metric. */
  readonly aggregation: Aggregation | null
  /** What is aggregated, as an expression over columns. */
  readonly measure: string | null
  /** How it is made, for people: `sum(amount_paid_cents) / sum(amount_due_cents)`. */
  readonly formula: string
  /** `invoice.issued_at`; null for a figure without time. */
  readonly time: string | null
  readonly grains: readonly MetricGrain[]
  readonly dimensions: readonly CatalogDimension[]
  /** Dimensions of other modules, as `metricAcross` takes them. */
  readonly across: readonly string[]
  /** Whether everybody may read some of it. */
  readonly isPublished: boolean
  /** A first query; null where the reader's schema has not what it needs. */
  readonly example: string | null
}

/** A kind of thing that the graph knows. */
export interface CatalogEntity {
  /** Name of the catalog: `invoice`. */
  readonly name: string
  /** Name of the graph: `Invoice`. */
  readonly type: string
  /** `billing.invoices`. */
  readonly table: string
  /** Column that names a row. */
  readonly identity: string
  readonly group: string
  readonly module: string
  readonly description: string
  /** Which rows of the table the name of the catalog means; null for all. */
  readonly where: string | null
  readonly columns: readonly CatalogColumn[]
  readonly fields: readonly CatalogField[]
  /** From this entity and to it. */
  readonly joins: readonly CatalogJoin[]
  readonly metrics: readonly CatalogMetric[]
  /** Changes of `status` that are allowed, as `A>B`. */
  readonly transitions: readonly string[]
  /** Root fields for one and for many. */
  readonly singular: string
  readonly plural: string
  /** A first query; null where the reader's schema has no root field for it. */
  readonly example: string | null
}

/** A module and what it answers for. */
export interface CatalogModule {
  readonly name: string
  readonly entities: number
  readonly metrics: number
}

/** All of it. */
export interface Catalog {
  readonly modules: readonly CatalogModule[]
  readonly entities: readonly CatalogEntity[]
  readonly joins: readonly CatalogJoin[]
  readonly metrics: readonly CatalogMetric[]
}
