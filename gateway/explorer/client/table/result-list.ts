/** A row with its values by the path below the row. A list of objects inside it stands as that list. */
export type Row = Readonly<Record<string, unknown>>

/** A list of the answer as a table. */
export interface ResultList {
  /** Keys of the answer joined by dots, as in `extensions.sensitivity`: lists on the way are all of their items. */
  readonly path: string
  /** Paths below a row, in the order of the operation. */
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  /** The same rows as the graph answered them; of figures: with a key for each dimension. */
  readonly items: readonly Row[]
  /** Present where it holds the figures of a metric: dimensions are columns then, and no paths of the operation. */
  readonly metric?: MetricFacts
}

/** What an answer says of a metric beside its figures. */
export interface MetricFacts {
  /** Key of the metric in the answer. */
  readonly name: string
  readonly unit: string | undefined
  readonly definition: string | undefined
  /** ROWS: counted live; CUBE: what was published. */
  readonly source: string | undefined
  readonly dimensions: readonly string[]
  /** Zone of its buckets, where the operation names one. */
  readonly timeZone?: string | undefined
}
