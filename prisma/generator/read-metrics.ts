import type { Metric, MetricDimension, MetricFlag, MetricGrain, MetricPart } from '../../schema/model.ts'
import { METRIC_GRAINS } from '../../schema/model.ts'
import type { FoundColumn, MetricReading } from './metric-reading.ts'
import { dimensionNameOf, ownColumn, publicColumn, readDimension, snakeCase, wordsOf } from './metric-reading.ts'
import type { Annotation } from './parse-annotations.ts'
import { annotationsOf } from './parse-annotations.ts'
import { readDerived } from './read-metric-derived.ts'
import { readMetricCube } from './read-metric-cube.ts'
import { readMetricPart } from './read-metric-part.ts'
import { metricKind, metricUnit } from './read-metric-unit.ts'
import type { Reading } from './reading.ts'
import type { SourceModel } from './source.ts'

const grainNamed = (name: string): MetricGrain | undefined => METRIC_GRAINS.find(grain => grain === name)

function readingOf(annotation: Annotation, model: SourceModel, reading: Reading): MetricReading {
  const at = `@${annotation.name}(${annotation.bare[0] ?? ''})`
  return { annotation, model, reading, fail: problem => reading.report('MALFORMED_METRIC', model.name, `${at}: ${problem}`) }
}

function readGrains(at: MetricReading): Pick<Metric, 'grains' | 'defaultGrain'> {
  const words = wordsOf(at.annotation, 'grains')
  const grains = words.map(grainNamed).filter(grain => grain !== undefined)
  if (grains.length < words.length) at.fail(`grains: takes some of ${METRIC_GRAINS.join(', ')}.`)
  const written = at.annotation.named.get('default')
  const fallback = grains.includes('MONTH') ? 'MONTH' : grains.at(-1)
  if (written !== undefined && written !== 'none' && !grains.some(grain => grain === written)) at.fail('default: takes one of the grains, or none.')
  return { grains, defaultGrain: written === 'none' ? undefined : grainNamed(written ?? '') ?? fallback }
}

/** `fansOut: subscription.items.planId>total_revenue_real`: what would count a row twice, and what answers it. */
function readFanOuts(at: MetricReading): Metric['fanOuts'] {
  return wordsOf(at.annotation, 'fansOut').flatMap(word => {
    const [path = '', instead] = word.split('>')
    const column: FoundColumn | undefined = publicColumn(at, path)
    if (column && !column.many) at.fail(`fansOut: ${path} meets one row only; list it under dimensions:.`)
    if (instead === undefined) at.fail(`fansOut: write ${path}>name_of_the_metric that answers it.`)
    return column ? [{ name: dimensionNameOf(column.path, column.column), path: column.path, column: column.column, instead: instead ?? '' }] : []
  })
}

/** Parts on other models of the module, and further ones on this: `@metricPart(<name>, …)`. */
function readFurtherParts({ model, reading }: MetricReading, { name, time }: { readonly name: string; readonly time?: string }): readonly { readonly part: MetricPart; readonly flags: readonly MetricFlag[]; readonly role: string }[] {
  const sameModule = reading.source.models.filter(({ schema }) => schema === model.schema)
  return sameModule.flatMap(other => annotationsOf(other.documentation, 'metricPart').filter(({ bare }) => bare[0] === name).map(annotation => {
    const at = readingOf(annotation, other, reading)
    const role = annotation.named.get('role') ?? ''
    if (!['ADD', 'SUBTRACT', 'NUMERATOR', 'DENOMINATOR'].includes(role)) at.fail('role: takes ADD, SUBTRACT, NUMERATOR or DENOMINATOR; the part of @metric itself is the other one.')
    if (other !== model && !annotation.named.has('via')) at.fail(`via: says by which relation a row of ${other.name} belongs to one of ${model.name}.`)
    const { part, flags } = readMetricPart(at)
    return { part: { ...part, time: part.time ?? (other === model ? time : undefined) }, flags, role }
  }))
}

function readMetric(at: MetricReading): Metric {
  const { annotation, fail } = at
  const [name = ''] = annotation.bare
  const definition = annotation.named.get('definition') ?? ''
  if (!/^[a-z][a-z0-9_]*$/.test(name)) fail('begin with the name of the metric in snake_case.')
  if (definition === '') fail('definition: says in a sentence what is counted.')
  const first = readMetricPart(at)
  const time = ownColumn(at, 'time')
  const further = readFurtherParts(at, { name, time })
  const named: readonly MetricDimension[] = wordsOf(annotation, 'dimensions').map(word => readDimension(at, word)).filter(dimension => dimension !== undefined)
  const derived = readDerived(at)
  const extra = [first, ...further].flatMap(({ part }) => part.dimensions ?? [])
  const dimensions = [...named, ...extra, ...derived.computed]
  const currency = annotation.named.get('currency')?.split('.').map(snakeCase).join('_')
  if (currency !== undefined && !dimensions.some(dimension => dimension.name === currency)) fail('currency: is among the dimensions.')
  const { grains, defaultGrain } = readGrains(at)
  const kind = metricKind(at, { roles: further.map(({ role }) => role), derived })
  if (grains.length > 0 && time === undefined && derived.from === undefined && derived.ages === undefined) fail('time: names the column that says in which bucket a row falls; or leave out grains:.')
  const ordered = [...further.filter(({ role }) => role === 'NUMERATOR'), first, ...further.filter(({ role }) => role !== 'NUMERATOR')]
  const parts = ordered.map(({ part }) => part)
  const flags = [...new Map([first, ...further].flatMap(part => part.flags).map(flag => [flag.name, flag])).values()]
  return {
    name, definition, kind, unit: metricUnit(at, { kind, parts, currency }), parts,
    isCumulative: annotation.named.get('cumulative') === 'true', time, grains, defaultGrain,
    dimensions, fanOuts: readFanOuts(at), flags, currency,
    takesAsOf: derived.ages !== undefined || parts.some(part => part.measure?.kind === 'ELAPSED' && part.measure.to === undefined || part.where.some(({ operator }) => operator === 'AHEAD')),
    asOf: derived.asOf, from: derived.from, ages: derived.ages, cube: readMetricCube(at, { dimensions, currency }),
  }
}

/** `@metric(…)`: figures over the rows of a model. */
export function readMetrics(model: SourceModel, reading: Reading): readonly Metric[] | undefined {
  const metrics = annotationsOf(model.documentation, 'metric').map(annotation => readMetric(readingOf(annotation, model, reading)))
  return metrics.length === 0 ? undefined : metrics
}
