import type { MetricGrain } from '../../../schema/model.ts'
import type { MetricRequest } from './metric-request.ts'

/** Rows of time that a statement looks at, cut into buckets. All texts are SQL; moments are timestamptz. */
export interface Frame {
  /** Most buckets of an answer; one more is laid out, so that too many are noticed. */
  readonly most: number
  /** Half-open; absent: open. */
  readonly from?: string
  readonly to?: string
  /** Start of the bucket in which a moment falls; null where the request has no grain. */
  bucketOf(time: string): string
  /** Start of the bucket after one that begins at `start`. */
  nextBucket(start: string): string
  /** Query of all starts `p` from the bucket of `first` to that of `last`, in order, one more than may be answered at most. */
  bucketsBetween(first: string, last: string): string
}

const NO_BUCKET = 'null::timestamptz'
const STEPS: Readonly<Record<MetricGrain, string>> = { HOUR: '1 hour', DAY: '1 day', WEEK: '7 days', MONTH: '1 month', QUARTER: '3 months', YEAR: '1 year' }
/** How far apart a bucket and that of the year before begin: whole weeks where a date would fall on another weekday, or an hour would not exist. */
const YEARS: Readonly<Record<MetricGrain, string>> = { HOUR: '364 days', DAY: '1 year', WEEK: '364 days', MONTH: '1 year', QUARTER: '1 year', YEAR: '1 year' }

export interface Zoned {
  readonly grain?: MetricGrain
  readonly weekStart: MetricRequest['weekStart']
  /** Parameter with the name of the zone. */
  readonly zone: string
  /** Most buckets of an answer. */
  readonly most: number
  /** The range has so few buckets that they can be laid out before the rows are read. */
  readonly isShort: boolean
  /** The zone is known to be UTC, where no moment comes twice. */
  readonly isUtc?: boolean
}

/** An hour is counted in absolute time, so that none is met twice or left out when clocks change; everything longer in local time. */
export function frameOf({ grain, weekStart, zone, most, isShort, isUtc = false }: Zoned, { from, to }: Pick<Frame, 'from' | 'to'>): Frame {
  if (grain === undefined) return { most, from, to, bucketOf: () => NO_BUCKET, nextBucket: () => NO_BUCKET, bucketsBetween: () => `select ${NO_BUCKET} as p` }
  const local = (time: string): string => `(${time}) at time zone ${zone}`
  const cut = (time: string): string => grain === 'HOUR' ? `date_trunc('hour', ${time}, ${zone})` : momentOf(truncated(grain, weekStart, `(${local(time)})`), { zone, isUtc })
  const nextBucket = (start: string): string => addSql(start, { grain, zone, isUtc, interval: STEPS[grain] })
  // a set in the select list is made row by row, so the limit holds whatever the ends are
  const bucketsBetween: Frame['bucketsBetween'] = (first, last) => grain === 'HOUR'
    // half steps meet every hour of zones that change their clocks by half of one
    ? `select distinct ${cut('s')} as p from (select generate_series(${cut(first)}, ${last}, interval '30 minutes') as s limit ${2 * most + 2}) h`
    // a day that a zone has left out begins when the next one does
    : `select distinct ${momentOf('s', { zone, isUtc })} as p from (select generate_series(${truncated(grain, weekStart, `(${local(first)})`)}, ${local(last)}, interval '${STEPS[grain]}') as s limit ${most + 1}) b`
  const starts = isShort && from !== undefined && to !== undefined ? `array(select p from (${bucketsBetween(from, to)}) l order by p)` : undefined
  // looking a row up among starts that are worked out once takes a tenth of turning its time to the zone and back
  return { most, from, to, nextBucket, bucketsBetween, bucketOf: (time) => starts === undefined ? cut(time) : `(${starts})[width_bucket(${time}, ${starts})]` }
}

function truncated(grain: MetricGrain, weekStart: MetricRequest['weekStart'], local: string): string {
  if (grain === 'WEEK' && weekStart === 'SUNDAY') return `date_trunc('week', ${local} + interval '1 day') - interval '1 day'`
  return `date_trunc('${grain.toLowerCase()}', ${local})`
}

/** The moment of a local time: the first one where clocks are put back over midnight and it comes twice, so that a day begins with its first hour. */
function momentOf(local: string, { zone, isUtc = false }: Pick<Zoned, 'zone' | 'isUtc'>): string {
  const later = `(${local}) at time zone ${zone}`
  return isUtc ? later : `least(${later}, (${local} - interval '1 hour') at time zone ${zone} + interval '1 hour')`
}

interface Adding extends Pick<Zoned, 'zone' | 'isUtc'> {
  readonly grain: MetricGrain
  readonly interval: string
}

function addSql(moment: string, { grain, zone, isUtc, interval }: Adding, sign: '+' | '-' = '+'): string {
  return grain === 'HOUR' ? `(${moment}) ${sign} interval '${interval}'` : momentOf(`(${moment}) at time zone ${zone} ${sign} interval '${interval}'`, { zone, isUtc })
}

/** A moment of the earlier period in the present one, and back. */
export interface Shift {
  earlier(moment: string): string
  later(moment: string): string
}

/** How a request that compares moves in time. */
export function shiftOf({ grain, zone, isUtc, compareTo }: Omit<Adding, 'interval'> & { readonly compareTo: NonNullable<MetricRequest['compareTo']> }): Shift {
  const adding = { grain, zone, isUtc, interval: compareTo === 'PREVIOUS_YEAR' ? YEARS[grain] : STEPS[grain] }
  return { earlier: (moment) => addSql(moment, adding, '-'), later: (moment) => addSql(moment, adding) }
}
