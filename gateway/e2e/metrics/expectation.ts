/** A metric asked of the graph, and the rows and the arithmetic that it stands for, written by hand: nothing here is shared with the engine. */
export interface Expectation {
  /** Field below `metrics`. */
  readonly metric: string
  /** Values of `groupBy`. */
  readonly by: readonly string[]
  /**
   * A query with one line for each row that counts: `at`, `g0`, `g1`, … as many as `by`, and what `value` needs.
   * $1 brand; $2 organization, $3 person and $4 user of somebody who does not see everything, null for those who do.
   */
  readonly rows: string
  /** Aggregate over these lines. */
  readonly value: string
  /** Everything before the end of a bucket is in it. */
  readonly isRunning?: boolean
  /** What a bucket without lines has. */
  readonly empty?: '0' | null
  /** Absent: no buckets. */
  readonly windows?: readonly Window[]
  /** Further arguments, in the language of the graph. */
  readonly args?: string
  /** Whether somebody of one organization can list rows of the table at all; otherwise the answer is METRIC_CUBE_ONLY. */
  readonly isOfPlaces: boolean
}

/** Whole buckets of a zone. */
export interface Window {
  readonly grain: 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'
  readonly zone: string
  readonly from: string
  readonly to: string
  readonly weekStart?: 'SUNDAY'
}

/** Twelve months, with the clock changes of both zones in them. */
export const MONTHS: readonly Window[] = [
  { grain: 'MONTH', zone: 'Europe/Berlin', from: '2025-06-30T22:00:00Z', to: '2026-06-30T22:00:00Z' },
  { grain: 'MONTH', zone: 'America/New_York', from: '2025-07-01T04:00:00Z', to: '2026-07-01T04:00:00Z' },
]
/** Days around the nights in which the clocks of Berlin and of New York go forward: one of them has 23 hours. */
export const DAYS: readonly Window[] = [
  { grain: 'DAY', zone: 'Europe/Berlin', from: '2026-03-22T23:00:00Z', to: '2026-04-05T22:00:00Z' },
  { grain: 'DAY', zone: 'America/New_York', from: '2026-03-02T05:00:00Z', to: '2026-03-16T04:00:00Z' },
]
/** Weeks over both changes; the American ones begin on Sunday. */
export const WEEKS: readonly Window[] = [
  { grain: 'WEEK', zone: 'Europe/Berlin', from: '2026-02-22T23:00:00Z', to: '2026-04-26T22:00:00Z' },
  { grain: 'WEEK', zone: 'America/New_York', from: '2026-02-22T05:00:00Z', to: '2026-04-26T04:00:00Z', weekStart: 'SUNDAY' },
]
/** The last weeks of the demo world, for what is not kept long. */
export const RECENT: readonly Window[] = [
  { grain: 'DAY', zone: 'Europe/Berlin', from: '2026-06-15T22:00:00Z', to: '2026-06-30T22:00:00Z' },
  { grain: 'WEEK', zone: 'America/New_York', from: '2026-05-31T04:00:00Z', to: '2026-07-05T04:00:00Z', weekStart: 'SUNDAY' },
]
/** The night in which the clocks go back, when an hour comes twice, and a day around the one in which they go forward. */
export const HOURS: readonly Window[] = [
  { grain: 'HOUR', zone: 'Europe/Berlin', from: '2025-10-25T20:00:00Z', to: '2025-10-26T06:00:00Z' },
  { grain: 'HOUR', zone: 'America/New_York', from: '2026-03-08T00:00:00Z', to: '2026-03-10T00:00:00Z' },
]
export const QUARTERS: readonly Window[] = [{ grain: 'QUARTER', zone: 'Europe/Berlin', from: '2024-12-31T23:00:00Z', to: '2026-06-30T22:00:00Z' }]
export const YEARS: readonly Window[] = [{ grain: 'YEAR', zone: 'America/New_York', from: '2024-01-01T05:00:00Z', to: '2027-01-01T05:00:00Z' }]
