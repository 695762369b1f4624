/** A figure asked of the graph, and the same asked of the tables by a statement that was written by hand and shares nothing with the engine. */
export interface Question {
  /** Field below `metrics`. */
  readonly metric: string
  /** Values of `groupBy`, as clients write them. */
  readonly groupBy: readonly string[]
  /** Further arguments, in the language of the graph. */
  readonly args?: string
  readonly window?: Window
  /**
   * Gives the start of the bucket (or null), one text for each dimension, and the figure. $1 brand, $2 organization or null for all;
   * with a window $3 zone, $4 and $5 the range, $6 the width of a bucket.
   */
  readonly sql: string
}

/** Whole buckets of a zone. */
export interface Window {
  readonly grain: 'DAY' | 'WEEK' | 'MONTH'
  readonly zone: string
  readonly from: string
  readonly to: string
}

/** Twelve months in three zones, weeks, and days around the nights in which the clocks of Berlin and of New York change. */
export const months: readonly Window[] = [
  { grain: 'MONTH', zone: 'UTC', from: '2025-07-01T00:00:00Z', to: '2026-07-01T00:00:00Z' },
  { grain: 'MONTH', zone: 'Europe/Berlin', from: '2025-06-30T22:00:00Z', to: '2026-06-30T22:00:00Z' },
  { grain: 'MONTH', zone: 'America/New_York', from: '2025-07-01T04:00:00Z', to: '2026-07-01T04:00:00Z' },
]
export const JUNE: Window = { grain: 'MONTH', zone: 'UTC', from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' }
export const shortBuckets: readonly Window[] = [
  { grain: 'WEEK', zone: 'Europe/Berlin', from: '2026-02-22T23:00:00Z', to: '2026-04-26T22:00:00Z' },
  { grain: 'DAY', zone: 'Europe/Berlin', from: '2026-03-22T23:00:00Z', to: '2026-04-05T22:00:00Z' },
  { grain: 'DAY', zone: 'America/New_York', from: '2026-03-02T05:00:00Z', to: '2026-03-16T04:00:00Z' },
]

/** Begins a statement that knows the buckets of its window as `buckets`. */
export const BUCKETS = `with buckets as (select l at time zone $3 as starts, (l + $6::interval) at time zone $3 as ends
  from generate_series($4::timestamptz at time zone $3, ($5::timestamptz at time zone $3) - $6::interval, $6::interval) l)`

/** Rows of the brand, and of the organization where there is one. */
export const ofOrganization = (alias: string): string => `${alias}.brand_id = $1 and ($2::uuid is null or ${alias}.org_id = $2)`
