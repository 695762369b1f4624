import type { Metric, MetricDimension, MetricGrain } from '../../../schema/model.ts'
import { METRIC_GRAINS } from '../../../schema/model.ts'
import { isObject } from '../read/decode.ts'
import { ReadError } from '../read/read-error.ts'
import { dimensionNamed, type MetricSubject } from './metric-dimension.ts'

/** What is asked of a metric, once it is known to be something that can be asked of it. */
export interface MetricRequest {
  /** Absent: one row a group, over all of the range. */
  readonly grain?: MetricGrain
  /** In the order asked for. */
  readonly groupBy: readonly MetricDimension[]
  readonly range?: MetricRange
  readonly timeZone?: string
  readonly weekStart: 'MONDAY' | 'SUNDAY'
  readonly filter?: Readonly<Record<string, unknown>>
  readonly fill: boolean
  readonly compareTo?: 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR'
  /** Conditions on the value; all must hold. */
  readonly having: readonly Having[]
  readonly orderBy?: { readonly field: 'PERIOD' | 'VALUE' | 'PREVIOUS'; readonly descending: boolean }
  /** Absent: everything, which then must not be more than `MOST_POINTS`. */
  readonly limit?: number
  readonly asOf?: string
  /** By name: true lifts a condition, values replace those of one. */
  readonly flags: ReadonlyMap<string, true | readonly string[]>
}

export interface MetricRange {
  readonly from: string
  readonly to: string
}

export interface Having {
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>='
  /** A decimal number as text. */
  readonly value: string
}

/** Rows of one figure, and of one that a job of the gateway asks for, or regroups before anybody sees it. */
export const MOST_POINTS = 1_000
export const MOST_EXPORTED_POINTS = 50_000
/** Dimensions beyond which nearly every group is one customer. */
const MOST_GROUPS = 8

/** Arguments as the schema coerced them. Refuses by names of the schema alone, so the refusal is the same whatever the rows are. */
export function readMetricRequest(subject: MetricSubject, args: Readonly<Record<string, unknown>>, most: number = MOST_POINTS): MetricRequest {
  const { metric } = subject
  const grain = readGrain(metric, args.grain)
  const names: readonly unknown[] = Array.isArray(args.groupBy) ? args.groupBy : []
  if (names.length > MOST_GROUPS || new Set(names).size < names.length) throw new ReadError('VALIDATION_FAILED', { limit: MOST_GROUPS })
  const range = readRange(args.range)
  const fill = args.fill === true
  const compareTo = args.compareTo === 'PREVIOUS_YEAR' || args.compareTo === 'PREVIOUS_PERIOD' ? args.compareTo : undefined
  // an argument that is taken and does nothing would be worse than one that is refused
  if (grain === undefined && (fill || compareTo)) throw new ReadError('VALIDATION_FAILED')
  if ((fill || isDense(metric)) && grain !== undefined && range && pointsAtLeast(range, grain) > most) throw new ReadError('VALIDATION_FAILED', { limit: most })
  return {
    grain, groupBy: names.map((name) => dimensionNamed(subject, String(name))), range, fill, compareTo,
    timeZone: readTimeZone(args.timeZone), weekStart: args.weekStart === 'SUNDAY' ? 'SUNDAY' : 'MONDAY',
    filter: isObject(args.filter) && Object.values(args.filter).some((value) => value !== undefined && value !== null) ? args.filter : undefined,
    having: readHaving(args.having), orderBy: readOrder(args.orderBy), limit: readLimit(args.limit, most),
    asOf: instantOf(args.asOf), flags: readFlags(metric, args),
  }
}

function readGrain(metric: Metric, written: unknown): MetricGrain | undefined {
  if (written === undefined || written === null) return undefined
  const grain = METRIC_GRAINS.find((known) => known === written)
  if (grain === undefined || !metric.grains.includes(grain)) throw new ReadError('VALIDATION_FAILED', { rule: 'DECLARED_GRAINS', grains: metric.grains })
  return grain
}

/** Whether every bucket has a value, with rows in it or without. */
function isDense(metric: Metric): boolean {
  return metric.isCumulative || metric.kind === 'SNAPSHOT' || isLaidOut(metric)
}

/** Whether buckets are laid out before there are figures for them: where no range says how many, the rows do. */
export function isLaidOut({ kind }: Pick<Metric, 'kind'>): boolean {
  return kind === 'AS_OF' || kind === 'MOVEMENT' || kind === 'COHORT'
}

/** Shortest and longest buckets of each grain, in hours. */
const SHORTEST: Readonly<Record<MetricGrain, number>> = { HOUR: 1, DAY: 22, WEEK: 166, MONTH: 670, QUARTER: 2_158, YEAR: 8_758 }
const LONGEST: Readonly<Record<MetricGrain, number>> = { HOUR: 1, DAY: 25, WEEK: 169, MONTH: 745, QUARTER: 2_209, YEAR: 8_785 }

function pointsAtLeast({ from, to }: MetricRange, grain: MetricGrain): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / (LONGEST[grain] * 3_600_000))
}

// before that, zones have offsets of odd seconds, and a bucket may begin in a year that four digits do not know
const EARLIEST = '1900'

/** More buckets than a range has. */
export function pointsAtMost({ from, to }: MetricRange, grain: MetricGrain): number {
  return Math.ceil((Date.parse(to) - Date.parse(from)) / (SHORTEST[grain] * 3_600_000)) + 1
}

function readRange(range: unknown): MetricRange | undefined {
  if (!isObject(range)) return undefined
  const [from, to] = [instantOf(range.from), instantOf(range.to)]
  if (from === undefined || to === undefined || from >= to || from < EARLIEST) throw new ReadError('VALIDATION_FAILED')
  return { from, to }
}

function instantOf(value: unknown): string | undefined {
  const time = value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

const ZONES: ReadonlySet<string> = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])

// Postgres raises on a name that it does not know, and reads an offset with the opposite sign
function readTimeZone(zone: unknown): string | undefined {
  if (zone === undefined || zone === null) return undefined
  if (typeof zone !== 'string' || !ZONES.has(zone)) throw new ReadError('VALIDATION_FAILED')
  return zone
}

const COMPARISONS: Readonly<Record<string, Having['operator']>> = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' }

function readHaving(having: unknown): readonly Having[] {
  if (!isObject(having)) return []
  return Object.entries(having).flatMap(([name, value]) => {
    const operator = COMPARISONS[name]
    if (value === undefined || value === null) return []
    if (operator === undefined) throw new ReadError('VALIDATION_FAILED')
    return [{ operator, value: String(value) }]
  })
}

function readOrder(order: unknown): MetricRequest['orderBy'] {
  if (!isObject(order)) return undefined
  const field = order.field === 'VALUE' || order.field === 'PREVIOUS' ? order.field : 'PERIOD'
  return { field, descending: order.direction === 'DESC' }
}

function readLimit(limit: unknown, most: number): number | undefined {
  if (limit === undefined || limit === null) return undefined
  if (typeof limit !== 'number' || limit < 1 || limit > most) throw new ReadError('VALIDATION_FAILED', { limit: most })
  return limit
}

function readFlags({ flags }: Metric, args: Readonly<Record<string, unknown>>): MetricRequest['flags'] {
  return new Map(flags.flatMap(({ name }): readonly (readonly [string, true | readonly string[]])[] => {
    const value: unknown = args[name]
    if (value === true) return [[name, true]]
    return Array.isArray(value) ? [[name, value.map(String)]] : []
  }))
}
