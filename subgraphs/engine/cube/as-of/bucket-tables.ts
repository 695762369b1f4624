import type { Frame } from '../bucket-sql.ts'
import { tooMuchSql, type FigureTables } from './figure-tables.ts'

/** Where events stand: a query among the tables, and its column of time. */
export interface EventTimes {
  readonly table: string
  readonly time: string
  /** Moment that stands for now; no bucket begins later, unless something was recorded there. */
  readonly now: string
}

/**
 * `buckets` (i from 1, starts, ends), and `edges` with one array of the n + 1 moments between n buckets, the first and the last cut by the range.
 * Where there is no range, or an open one, the events tell where the buckets begin and end.
 */
export function bucketTables(frame: Frame, { table, time, now }: EventTimes): FigureTables {
  const seen = (which: 'min' | 'max'): string => `(select ${which}(${time}) from ${table})`
  const first = frame.from ?? seen('min')
  const last = frame.to === undefined ? seen('max') : `least(${frame.to} - interval '1 microsecond', greatest(${now}, ${seen('max')}))`
  const from = frame.from === undefined ? 'min(starts)' : `greatest(min(starts), ${frame.from})`
  const to = frame.to === undefined ? 'max(ends)' : `least(max(ends), ${frame.to})`
  return [
    ['buckets', `select row_number() over (order by p)::integer as i, p as starts, ${frame.nextBucket('p')} as ends from (${frame.bucketsBetween(first, last)}) bucket`],
    ['edges', `select count(*)::integer as n, case when count(*) > 0 then array[${from}] || array_agg(starts order by i) filter (where i > 1) || ${to} end as moments from buckets`],
  ]
}

/** The same for a request without buckets: one from the beginning to the end. */
export function wholeTables({ from, to }: Frame): FigureTables {
  return [
    ['buckets', 'select 1 as i, null::timestamptz as starts'],
    ['edges', `select 1 as n, array[${from ?? "'-infinity'"}, ${to ?? "'infinity'"}]::timestamptz[] as moments`],
  ]
}

/** Row of a figure whose buckets were too many to be laid out to the last. */
export function beyondBuckets({ most }: Frame): string {
  return tooMuchSql(`(select n from edges) > ${most}`)
}

/** How many of the moments between buckets are not after this one: 0 before the first bucket, i inside bucket i, more than n behind the last. */
export function placeOf(time: string): string {
  return `width_bucket(${time}, (select moments from edges))`
}
