import type { Column, Metric, MetricGrain } from '../../schema/model.ts'
import { METRIC_GRAINS } from '../../schema/model.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationsOf } from './parse-annotations.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'

/** Units that a figure needs unless the metric asks for more; eleven where health is concerned. */
const FEWEST_UNITS = 5
/** Dimensions of the published cube; more would leave hardly a cell that can be shown. */
const MOST_DIMENSIONS = 3

interface MetricReading {
  readonly annotation: Annotation
  readonly columns: readonly Column[]
  readonly fail: (problem: string) => void
}

const wordsOf = ({ named }: Annotation, key: string): readonly string[] => named.get(key)?.split(' ').filter(word => word !== '') ?? []
const grainNamed = (name: string): MetricGrain | undefined => METRIC_GRAINS.find(grain => grain === name)

/** A figure tells about what it is made from and grouped by, so all of it must be public to everybody who sees the row. */
function publicColumn({ columns, fail }: MetricReading, name: string): string {
  const column = columns.find(({ field }) => field === name)
  if (column === undefined || column.internal || !column.label.public || column.label.scope !== undefined) fail(`${name} is no public column.`)
  return column?.name ?? name
}

function optionalColumn(reading: MetricReading, key: string): string | undefined {
  const name = reading.annotation.named.get(key)
  return name === undefined ? undefined : publicColumn(reading, name)
}

function obligatoryColumn(reading: MetricReading, key: string): string {
  const column = optionalColumn(reading, key)
  if (column === undefined) reading.fail(`${key}: names no column.`)
  return column ?? ''
}

function readExcept(reading: MetricReading): Metric['except'] {
  const [name, equals] = reading.annotation.named.get('except')?.split('=').map(part => part.trim()) ?? []
  return name === undefined || equals === undefined ? undefined : { column: publicColumn(reading, name), equals }
}

function readCube(reading: MetricReading, currency: string | undefined): Metric['cube'] {
  const { annotation, fail } = reading
  const [published = ''] = wordsOf(annotation, 'published')
  const grain = grainNamed(published)
  const dimensions = wordsOf(annotation, 'cube').map(name => publicColumn(reading, name))
  if (grain === undefined || grain === 'HOUR') fail('published: takes a grain of DAY or wider.')
  if (dimensions.length > MOST_DIMENSIONS) fail(`cube: takes at most ${MOST_DIMENSIONS} dimensions.`)
  if (currency !== undefined && !dimensions.includes(currency)) fail('cube: amounts of two currencies cannot be added; name the currency.')
  return { grain: grain ?? 'MONTH', dimensions, unit: obligatoryColumn(reading, 'unit'), fewestUnits: Number(annotation.named.get('fewest') ?? FEWEST_UNITS) }
}

function readMetric(reading: MetricReading): Metric {
  const { annotation, fail } = reading
  const [name = ''] = annotation.bare
  const grains = wordsOf(annotation, 'grains').map(grainNamed).filter(grain => grain !== undefined)
  const definition = annotation.named.get('definition') ?? ''
  const measure = optionalColumn(reading, 'sum')
  const currency = optionalColumn(reading, 'currency')
  if (definition === '') fail('definition: says in a sentence what is counted.')
  if (grains.length === 0 || grains.length !== wordsOf(annotation, 'grains').length) fail(`grains: takes some of ${METRIC_GRAINS.join(', ')}.`)
  const dimensions = wordsOf(annotation, 'dimensions').map(dimension => publicColumn(reading, dimension))
  const cube = readCube(reading, currency)
  for (const dimension of cube.dimensions) if (!dimensions.includes(dimension)) fail(`cube: ${dimension} is not among the dimensions.`)
  return {
    name, definition, aggregation: measure === undefined ? 'COUNT' : 'SUM', measure, time: obligatoryColumn(reading, 'time'), grains,
    dimensions, currency, except: readExcept(reading), cube,
  }
}

/** `@metric(…)`: figures over the rows of a model. */
export function readMetrics(model: SourceModel, columns: readonly Column[], { report }: Reading): readonly Metric[] | undefined {
  const metrics = annotationsOf(model.documentation, 'metric').map(annotation => readMetric({
    annotation, columns, fail: problem => report('MALFORMED_METRIC', model.name, `@metric(${annotation.bare[0] ?? ''}): ${problem}`),
  }))
  return metrics.length === 0 ? undefined : metrics
}
