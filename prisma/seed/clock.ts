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

const DATES = new Map<number, string>()
const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** The date of a day since 1970 with the T behind it; the same few hundred are asked for all the time. */
function dateOf(day: number): string {
  const known = DATES.get(day)
  if (known !== undefined) return known
  const made = new Date(day * DAY).toISOString().slice(0, 11)
  DATES.set(day, made)
  return made
}

/** ISO-8601 UTC with milliseconds, as every timestamptz(3) column is written; three times as fast as the built-in way. */
export function iso(at: number): string {
  const day = Math.floor(at / DAY)
  const rest = at - day * DAY
  const hour = Math.floor(rest / HOUR)
  const minute = Math.floor((rest % HOUR) / MINUTE)
  const second = Math.floor((rest % MINUTE) / SECOND)
  const millisecond = Math.floor(rest % SECOND)
  const fraction = millisecond === 0 ? '000' : String(millisecond).padStart(3, '0')
  return `${dateOf(day)}${TWO[hour]}:${TWO[minute]}:${TWO[second]}.${fraction}Z`
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at)
}

/** Billing arithmetic has no fractions of a second. */
export function wholeSecond(at: number): number {
  return at - (at % SECOND)
}
