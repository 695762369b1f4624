/** The instant at which the demo world stands still; every other demo time is computed from it. */
export const NOW = Date.UTC(2026, 5, 30)

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** First day of the eighteen months of demo history; catalog and brands are older. */
export const HISTORY_START = Date.UTC(2025, 0, 2, 9)

/** Birth of the brands and of their catalogs. */
export const FOUNDED = Date.UTC(2024, 10, 4, 8)

/** ISO-8601 UTC with milliseconds, as every timestamptz(3) column is written. */
export function iso(at: number): string {
  return new Date(at).toISOString()
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at)
}

/** Billing arithmetic has no fractions of a second. */
export function wholeSecond(at: number): number {
  return at - (at % SECOND)
}
