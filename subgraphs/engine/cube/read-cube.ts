import type { Entity, PublishedMetric } from '../../../schema/model.ts'
import { dimensionName } from '../../../schema/sdl/metric-dimensions.ts'
import { ReadError, type ReadErrorFacts } from '../read/read-error.ts'
import type { StatementSender } from '../operation/run-read.ts'
import { MOST_POINTS, type MetricRequest } from './metric-request.ts'
import type { Point } from './metric-result.ts'
import { publicationsOf, readCells, type PublishedCell } from './publication.ts'

export interface CubeReader {
  readonly pool: StatementSender
  readonly brandId: string
  readonly entity: Entity
  readonly metric: PublishedMetric
}

/**
 * Figures for those who cannot list the rows: exactly what was published, and nothing that could be taken apart.
 * Refuses by the request and by the published periods alone, which everybody may know.
 */
export async function readCube(reader: CubeReader, request: MetricRequest): Promise<readonly Point[]> {
  const { metric } = reader
  const { groupBy, range } = request
  if (!isPublished(metric, request)) throw new ReadError('METRIC_CUBE_ONLY', publishedFacts(metric))
  if (metric.currency !== undefined && !groupBy.some(({ name }) => name === metric.currency)) throw new ReadError('METRIC_CURRENCY_REQUIRED', { rule: 'ONE_CURRENCY', dimensions: [metric.currency.toUpperCase()] })
  const periods = await readPeriods(reader)
  if (range && periods.some(({ start, end }) => isInside(range.from, start, end) || isInside(range.to, start, end))) throw new ReadError('METRIC_CUBE_ONLY', publishedFacts(metric))
  return periods.filter(({ start, end }) => !range || start >= range.from && end <= range.to).flatMap(({ start, cells }) => cells.flatMap((cell) => {
    const values = valuesOf(cell, groupBy.map(({ name }) => name))
    return values ? [{ period: start, values, value: cell.value ?? null }] : []
  }))
}

/** What there is for everybody. */
function publishedFacts({ cube }: PublishedMetric): ReadErrorFacts {
  return { rule: 'PUBLISHED', dimensions: cube.dimensions.map((name) => dimensionName({ name })), grains: [cube.grain] }
}

/** Whether a request asks for nothing but published figures, as they are. Their order, a part of them and a condition on them tell no more. */
function isPublished({ cube }: PublishedMetric, { grain, groupBy, filter, timeZone, weekStart, fill, compareTo, asOf, flags }: MetricRequest): boolean {
  const isOther = filter !== undefined || timeZone !== undefined || weekStart !== 'MONDAY' || fill || compareTo !== undefined || asOf !== undefined || flags.size > 0
  return !isOther && grain === cube.grain && groupBy.every(({ name }) => cube.dimensions.includes(name))
}

function isInside(moment: string, start: string, end: string): boolean {
  return start < moment && moment < end
}

/** Values of a cell in the order of the groups; undefined for a cell of another table of the cube. */
function valuesOf({ by, values }: PublishedCell, groups: readonly string[]): readonly (string | null)[] | undefined {
  if (by.length !== groups.length) return undefined
  const places = groups.map((group) => by.indexOf(group))
  return places.includes(-1) ? undefined : places.map((place) => values[place] ?? null)
}

interface Period {
  readonly start: string
  readonly end: string
  readonly cells: readonly PublishedCell[]
}

const WIRE_TIME = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

async function readPeriods({ pool, brandId, entity, metric }: CubeReader): Promise<readonly Period[]> {
  const { rows } = await pool.query(brandId, {
    rowMode: 'array',
    text: `select to_char(period_start at time zone 'UTC', '${WIRE_TIME}'), to_char(period_end at time zone 'UTC', '${WIRE_TIME}'), cells::text
      from ${publicationsOf(entity.schema)} where brand_id = $1 and metric = $2 and grain = $3 order by period_start desc limit ${MOST_POINTS}`,
    values: [brandId, metric.name, metric.cube.grain],
  })
  return rows.map(([start, end, cells]) => ({ start: String(start), end: String(end), cells: readCells(cells) })).reverse()
}
