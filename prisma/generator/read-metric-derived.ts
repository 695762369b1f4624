import type { ComputedDimension, DerivedFrom, Metric } from '../../schema/model.ts'
import type { MetricReading } from './metric-reading.ts'
import { ownColumn, singleColumn, wordsOf } from './metric-reading.ts'
import { annotationsOf } from './parse-annotations.ts'

/** What makes a metric more than an aggregate over rows. */
export interface Derived {
  readonly asOf?: Metric['asOf']
  readonly from?: DerivedFrom
  readonly ages?: NonNullable<Metric['ages']>
  readonly computed: readonly ComputedDimension[]
}

const FIGURES: readonly DerivedFrom['figure'][] = ['MOVEMENT', 'CHURN', 'NET_RETENTION', 'GROSS_RETENTION', 'AVERAGE']
export const MOVEMENTS = ['NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION'] as const

function readAsOf(at: MetricReading): Derived['asOf'] {
  const [subject, value] = [ownColumn(at, 'subject'), ownColumn(at, 'value')]
  if (subject !== undefined && value === undefined) at.fail('value: names the column that holds the value after each event.')
  return value === undefined ? undefined : { subject, value, before: ownColumn(at, 'before'), order: ownColumn(at, 'order') }
}

function readFrom(at: MetricReading): Derived['from'] {
  const metric = at.annotation.named.get('of')
  if (metric === undefined) return undefined
  const written = at.annotation.named.get('figure')
  const figure = FIGURES.find(known => known === written)
  if (figure === undefined) at.fail(`figure: takes one of ${FIGURES.join(', ')}.`)
  if (!asOfMetrics(at).includes(metric)) at.fail(`of: ${metric} is no metric of ${at.model.name} with value:.`)
  const text = at.annotation.named.get('per')
  if (text === undefined && figure !== 'MOVEMENT') at.fail('per: says whose heads are counted, as a column or a path to one.')
  const unit = text === undefined ? undefined : singleColumn(at, text)
  return { metric, unit: unit && { path: unit.path, column: unit.column }, figure: figure ?? 'MOVEMENT' }
}

const asOfMetrics = ({ model }: MetricReading): readonly (string | undefined)[] =>
  annotationsOf(model.documentation, 'metric').filter(({ named }) => named.has('value')).map(({ bare }) => bare[0])

/** `ages: dueAt 1 31 61 91`: whole days past a moment, in buckets that begin at these days. */
function readAges(at: MetricReading): { readonly ages: NonNullable<Metric['ages']>; readonly computed: ComputedDimension } | undefined {
  const [name, ...words] = wordsOf(at.annotation, 'ages')
  if (name === undefined) return undefined
  const steps = words.map(Number)
  const column = singleColumn(at, name)
  if (column && (column.path.length > 0 || column.found.wire !== 'DateTime')) at.fail('ages: begins with a moment of the model itself.')
  if (steps.length === 0 || steps.some((step, index) => !Number.isInteger(step) || step <= (steps[index - 1] ?? 0))) at.fail('ages: lists the days at which a bucket begins, in rising order: ages: dueAt 1 31 61 91.')
  const values = ['CURRENT', ...steps.map((step, index) => steps[index + 1] === undefined ? `${step - 1}+` : `${step}-${(steps[index + 1] ?? 0) - 1}`)]
  return { ages: { column: column?.column ?? name, steps, dimension: 'bucket' }, computed: { name: 'bucket', values } }
}

/** Values after events, figures of another metric, and ages. */
export function readDerived(at: MetricReading): Derived {
  const [asOf, from, aged] = [readAsOf(at), readFrom(at), readAges(at)]
  if ([asOf, from, aged].filter(each => each !== undefined).length > 1) at.fail('value:, of: and ages: make three kinds of metrics; choose one.')
  const movement = from?.figure === 'MOVEMENT' ? [{ name: 'movement', values: MOVEMENTS }] : []
  return { asOf, from, ages: aged?.ages, computed: [...movement, ...aged ? [aged.computed] : []] }
}
