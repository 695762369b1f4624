import { DAY } from './clock.ts'
import { roundHalfEven } from './money.ts'

export type Interval = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR'

/** How often something is billed: every `count` intervals. */
export interface Cadence {
  readonly interval: Interval
  readonly count: number
}

/** Half-open: the end belongs to the next period. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The k-th bound after the anchor, always computed from the anchor: 31 January, 28 February, 31 March. */
export function boundAfter(anchor: number, k: number, { interval, count }: Cadence): number {
  if (interval === 'DAY') return anchor + k * count * DAY
  if (interval === 'WEEK') return anchor + k * count * 7 * DAY
  const from = new Date(anchor)
  const months = from.getUTCMonth() + k * count * (interval === 'YEAR' ? 12 : 1)
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate()
  const midnight = Date.UTC(from.getUTCFullYear(), months, Math.min(from.getUTCDate(), lastDay))
  return midnight + (anchor % DAY + DAY) % DAY
}

export function periodOf(anchor: number, k: number, cadence: Cadence): Span {
  return { start: boundAfter(anchor, k, cadence), end: boundAfter(anchor, k + 1, cadence) }
}

/** Calendar month that contains the instant, UTC. */
export function monthOf(at: number): Span {
  const date = new Date(at)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
  return { start: Date.UTC(year, month), end: Date.UTC(year, month + 1) }
}

/** What an amount of one interval is worth a month: 99000 a year is 8250, 1500 a week is 6500. */
export function monthlyValue(amount: number, { interval, count }: Cadence): number {
  const factor = { MONTH: 12, YEAR: 1, WEEK: 52, DAY: 365 }[interval]
  return roundHalfEven(amount * factor, 12 * count)
}
