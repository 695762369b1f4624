/**
 * What a module declares of a figure over its rows (`/// @metric(…)`). Every column that it names is public; every path is one of
 * many-to-one relations inside the module, so that no row is counted twice. Read by the engine, the printers, the catalog and the proofs.
 */

/** Widths of the buckets of a metric, from the narrowest to the widest. */
export const METRIC_GRAINS = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const
export type MetricGrain = (typeof METRIC_GRAINS)[number]

/** How the rows of a group become one value. Percentiles are values that occur (nearest rank), so that nothing is interpolated. */
export const AGGREGATIONS = ['SUM', 'COUNT', 'COUNT_DISTINCT', 'AVG', 'MIN', 'MAX', 'P50', 'P95'] as const
export type Aggregation = (typeof AGGREGATIONS)[number]

/** What a value is counted in. RATIO: a share of one, where 1 is all. */
export const METRIC_UNITS = ['MINOR_UNITS', 'ROWS', 'AMOUNT', 'SECONDS', 'DAYS', 'RATIO'] as const
export type MetricUnit = (typeof METRIC_UNITS)[number]

/** A column of the row itself (`path` is empty), or of the one row that the relations of `path` lead to. */
export interface MetricColumn {
  readonly path: readonly string[]
  readonly column: string
}

/** What is measured at a row. */
export type Measure =
  | MetricColumn & { readonly kind: 'COLUMN' }
  | { readonly kind: 'PRODUCT' | 'SUM'; readonly columns: readonly [MetricColumn, MetricColumn] }
  /** From one moment to a later one; without `to` until now, or until the argument `asOf`. */
  | { readonly kind: 'ELAPSED'; readonly from: MetricColumn; readonly to?: MetricColumn; readonly in: 'SECONDS' | 'DAYS' }

/** A condition on a column. */
export interface MetricCondition extends MetricColumn {
  /** AHEAD: a moment that has not come, or none at all. NOT_EMPTY: a list with members. */
  readonly operator: 'IN' | 'NOT_IN' | 'IS_NULL' | 'NOT_NULL' | 'POSITIVE' | 'NOT_EMPTY' | 'AHEAD'
  /** For IN and NOT_IN. */
  readonly values?: readonly (string | boolean)[]
  /** The argument that lifts the condition, or gives other values to it. */
  readonly flag?: string
}

/** An argument of a metric beyond those that all have. */
export interface MetricFlag {
  /** Name of the argument: `includeVoid`, `statuses`. */
  readonly name: string
  /** LIFTS: a Boolean that takes its conditions away. REPLACES: values for the condition in place of the declared ones. */
  readonly kind: 'LIFTS' | 'REPLACES'
  /** GraphQL type of the values of REPLACES: an enumeration of the module. */
  readonly enum?: string
}

/** One aggregate over the rows of one table. */
export interface MetricPart {
  /** Type name; of another entity than the metric's only with `via`. */
  readonly entity: string
  /** Many-to-one path from this entity to the metric's own, whose dimensions and filter hold for the part too. */
  readonly via?: readonly string[]
  readonly aggregation: Aggregation
  /** Absent for COUNT. */
  readonly measure?: Measure
  readonly where: readonly MetricCondition[]
  /** COUNT_DISTINCT counts only those of whose rows this column has a positive sum. */
  readonly positive?: string
  /** Column that says in which bucket a row falls; rows without a time are not counted. A moment, or a day. */
  readonly time?: string
  readonly sign: 1 | -1
  /** Dimensions that only this part has: the values of the other parts are shared by all groups of them. */
  readonly dimensions?: readonly ColumnDimension[]
}

/** A dimension that is a column. */
export interface ColumnDimension extends MetricColumn {
  /** In snake_case; the value of `<Type>Dimension` is the same in upper case. That of an own column is mostly the column's name. */
  readonly name: string
}

/** A dimension that is worked out, with all its values in the order in which people read them. */
export interface ComputedDimension {
  readonly name: string
  readonly values: readonly string[]
}

export type MetricDimension = ColumnDimension | ComputedDimension

/** A dimension that would count rows twice, and the metric that answers the question. */
export interface FanOut {
  /** As a dimension would be named. */
  readonly name: string
  /** To-many path and column: `subscription.items.planId`. */
  readonly path: readonly string[]
  readonly column: string
  readonly instead: string
}

/** What everybody may read who cannot list the rows. */
export interface MetricCube {
  readonly grain: MetricGrain
  /** Names of at most three dimensions; the currency is one of them. */
  readonly dimensions: readonly string[]
  /** Column of the protected unit: a figure needs several of them. */
  readonly unit: string
  readonly fewestUnits: number
}

/** How a value stands after each event; `asOfSql` of the engine makes figures of it. */
export interface AsOf {
  /** Column of the subject (`subscription_id`), of which the last event tells the value. Absent: every event adds its value to those before. */
  readonly subject?: string
  /** Column of the value of the subject after the event (`to_mrr_cents`), or of what the event adds (`amount_cents`). */
  readonly value: string
  /** Column of the value before the event. */
  readonly before?: string
  /** Column that tells events of the same time apart; `id` where there is none. */
  readonly order?: string
}

/** Figures made of another metric of the module, which is AS_OF. */
export interface DerivedFrom {
  readonly metric: string
  /** What a cohort is made of: the customers, not the subscriptions. */
  readonly unit?: MetricColumn
  readonly figure: 'MOVEMENT' | 'CHURN' | 'NET_RETENTION' | 'GROSS_RETENTION' | 'AVERAGE'
}

/** ROWS: one part. RATIO: the first part by the second. COMBINED: the sum of all parts with their signs. The others: see `AsOf`, `DerivedFrom`, `ages`. */
export const METRIC_KINDS = ['ROWS', 'RATIO', 'COMBINED', 'AS_OF', 'MOVEMENT', 'COHORT', 'SNAPSHOT'] as const
export type MetricKind = (typeof METRIC_KINDS)[number]

/** A figure over the rows of an entity, the one that declares it. */
export interface Metric {
  /** Catalog name, snake_case; the field is the same in camelCase. */
  readonly name: string
  /** What is counted, in a sentence for people. */
  readonly definition: string
  readonly kind: MetricKind
  readonly unit: MetricUnit
  /** At least one: whoever may list its rows may ask. How it aggregates them means nothing to AS_OF, MOVEMENT and COHORT, and its conditions nothing to the last two. */
  readonly parts: readonly MetricPart[]
  /** Every bucket has all that came before it too. */
  readonly isCumulative: boolean
  /** Time of the first part. */
  readonly time?: string
  /** Empty: the figure has no time, or only one moment. */
  readonly grains: readonly MetricGrain[]
  /** Grain of a request that names none; absent: such a request has one row a group. */
  readonly defaultGrain?: MetricGrain
  readonly dimensions: readonly MetricDimension[]
  readonly fanOuts: readonly FanOut[]
  readonly flags: readonly MetricFlag[]
  /** Name of the dimension of the currency: amounts of two currencies are never added. */
  readonly currency?: string
  /** Argument `asOf`: the moment that stands for now. */
  readonly takesAsOf: boolean
  readonly asOf?: AsOf
  readonly from?: DerivedFrom
  /** Column whose days past `asOf` make a computed dimension, and the days at which the next bucket begins. */
  readonly ages?: { readonly column: string; readonly steps: readonly number[]; readonly dimension: string }
  /** Absent: not published. */
  readonly cube?: MetricCube
}

/** A metric that everybody may read, if only in part. */
export type PublishedMetric = Metric & { readonly cube: MetricCube }
