import type { DayRange } from '../usage/usage-store.ts'

/** Somebody may be the only one with a clearance: what they did on one day is nobody's business here. */
const FEWEST_DAYS = 7
const USUAL_DAYS = 30
const DAY_MS = 86_400_000

const textOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

const dayOf = (text: string): number => Math.floor(Date.parse(text) / DAY_MS)

/** Days are numbered from a Thursday. */
const mondayOf = (day: number): number => day - (day + 3) % 7

/**
 * The days that a question is answered about: whole weeks, of which the running one counts with the one before it. So no two answers
 * differ by less than a week, and a day that has not come makes no range longer. Undefined for fewer days than that, or no days at all.
 */
export const countedDays = ({ from, to }: { readonly from?: string | null | undefined, readonly to?: string | null | undefined }, now: number): DayRange | undefined => {
  const today = Math.floor(now / DAY_MS)
  const end = Math.min(to === undefined || to === null ? today : dayOf(to), today)
  const start = from === undefined || from === null ? end - (USUAL_DAYS - 1) : Math.max(dayOf(from), 0)
  if (Number.isNaN(end) || Number.isNaN(start) || end - start < FEWEST_DAYS - 1) return undefined
  const newest = mondayOf(today) - 7
  return { from: textOfDay(Math.min(mondayOf(start), newest)), to: textOfDay(end >= newest ? today : mondayOf(end) + 6) }
}
