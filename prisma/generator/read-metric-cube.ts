import type { MetricCube, MetricDimension } from '../../schema/model.ts'
import { METRIC_GRAINS } from '../../schema/model.ts'
import type { MetricReading } from './metric-reading.ts'
import { ownColumn, snakeCase, wordsOf } from './metric-reading.ts'

/** Units that a figure needs unless the metric asks for more; eleven where health is concerned. */
const FEWEST_UNITS = 5
/** Dimensions of the published cube; more would leave hardly a cell that can be shown. */
const MOST_DIMENSIONS = 3

interface CubeOf {
  readonly dimensions: readonly MetricDimension[]
  readonly currency?: string
}

/** `published: MONTH, cube: currency billToCountryCode, unit: orgId`: what everybody may read; nothing where none of it is said. */
export function readMetricCube(at: MetricReading, { dimensions, currency }: CubeOf): MetricCube | undefined {
  const { annotation, fail } = at
  const written = annotation.named.get('published')
  if (written === undefined) {
    for (const key of ['cube', 'unit', 'fewest']) if (annotation.named.has(key)) fail(`${key}: is about what is published; say published: with a grain, or leave it out.`)
    return undefined
  }
  const grain = METRIC_GRAINS.find(known => known === written)
  const names = wordsOf(annotation, 'cube').map(word => snakeCase(word.replaceAll('.', '_')))
  const unit = ownColumn(at, 'unit')
  if (grain === undefined || grain === 'HOUR') fail('published: takes a grain of DAY or wider.')
  if (unit === undefined) fail('unit: names the column of whom the figures protect.')
  if (names.length > MOST_DIMENSIONS) fail(`cube: takes at most ${MOST_DIMENSIONS} dimensions.`)
  for (const name of names) if (!dimensions.some(dimension => dimension.name === name)) fail(`cube: ${name} is not among the dimensions.`)
  if (currency !== undefined && !names.includes(currency)) fail('cube: amounts of two currencies cannot be added; name the currency.')
  return { grain: grain ?? 'MONTH', dimensions: names, unit: unit ?? '', fewestUnits: Number(annotation.named.get('fewest') ?? FEWEST_UNITS) }
}
