import type { Entity, Metric, MetricDimension, MetricGrain } from '../../../schema/model.ts'
import { METRIC_GRAINS } from '../../../schema/model.ts'
import { coordinateOf } from '../../../schema/sdl/coordinate.ts'
import { dimensionName } from '../../../schema/sdl/metric-types.ts'
import { ReadError } from '../read/read-error.ts'
import { isObject } from '../read/decode.ts'

/** What is asked of a metric, once it is known to be something that can be asked of it. */
export interface MetricRequest {
  readonly grain: MetricGrain
  /** In the order asked for. */
  readonly groupBy: readonly MetricDimension[]
  readonly range?: { readonly from: string; readonly to: string }
  readonly timeZone?: string
  readonly filter?: Readonly<Record<string, unknown>>
  readonly orderBy?: { readonly field: 'PERIOD' | 'VALUE'; readonly descending: boolean }
  readonly limit: number
}

/** Rows of one figure. */
export const MOST_POINTS = 1_000
/** Dimensions beyond which nearly every group is one customer. */
const MOST_GROUPS = 8

/** Arguments as the schema coerced them. Refuses by names of the schema alone, so the refusal is the same whatever the rows are. */
export function readMetricRequest(entity: Entity, metric: Metric, args: Readonly<Record<string, unknown>>): MetricRequest {
  const grain = METRIC_GRAINS.find((known) => known === args.grain)
  if (grain === undefined || !metric.grains.includes(grain)) throw new ReadError('VALIDATION_FAILED')
  // an argument that is taken and does nothing would be worse than one that is refused
  if (args.fill === true) throw new ReadError('VALIDATION_FAILED')
  const names: readonly unknown[] = Array.isArray(args.groupBy) ? args.groupBy : []
  if (names.length > MOST_GROUPS || new Set(names).size < names.length) throw new ReadError('VALIDATION_FAILED', { limit: MOST_GROUPS })
  return {
    grain, groupBy: names.map((name) => dimensionNamed(entity, metric, String(name))),
    range: readRange(args.range), timeZone: readTimeZone(args.timeZone),
    filter: isObject(args.filter) && Object.values(args.filter).some((value) => value !== undefined && value !== null) ? args.filter : undefined,
    orderBy: readOrder(args.orderBy), limit: readLimit(args.limit),
  }
}

/** Names of the columns that a metric may be grouped by, as clients write them. */
export function allowedDimensions(metric: Metric): readonly string[] {
  return metric.dimensions.map(dimensionName)
}

function dimensionNamed(entity: Entity, metric: Metric, name: string): MetricDimension {
  const dimension = metric.dimensions.find((candidate) => dimensionName(candidate) === name)
  if (dimension) return dimension
  const column = entity.columns.find((candidate) => dimensionName(candidate) === name)
  if (!column) throw new ReadError('VALIDATION_FAILED')
  const facts = { coordinate: coordinateOf(entity, column), dimensions: allowedDimensions(metric) }
  if (!column.label.public) throw new ReadError('PII_GROUP_REFUSED', { ...facts, rule: `${column.label.category}/GROUP` })
  throw new ReadError('METRIC_UNKNOWN_DIMENSION', { ...facts, rule: 'DECLARED_DIMENSIONS' })
}

function readRange(range: unknown): MetricRequest['range'] {
  if (!isObject(range)) return undefined
  const [from, to] = [instantOf(range.from), instantOf(range.to)]
  if (from === undefined || to === undefined || from >= to) throw new ReadError('VALIDATION_FAILED')
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

function readOrder(order: unknown): MetricRequest['orderBy'] {
  return isObject(order) ? { field: order.field === 'VALUE' ? 'VALUE' : 'PERIOD', descending: order.direction === 'DESC' } : undefined
}

function readLimit(limit: unknown): number {
  if (limit === undefined || limit === null) return MOST_POINTS
  if (typeof limit !== 'number' || limit < 1 || limit > MOST_POINTS) throw new ReadError('VALIDATION_FAILED', { limit: MOST_POINTS })
  return limit
}
