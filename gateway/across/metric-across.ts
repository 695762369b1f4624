import type { ModuleMetadata } from '../../schema/model.ts'
import { dimensionName } from '../../schema/sdl/metric-types.ts'
import { refuse } from '../refusal.ts'
import { acrossQuestion, type AcrossDimension, type AcrossQuestion } from './across-question.ts'
import { askMetric, MOST_FIGURES, ownDimensions } from './ask-metric.ts'
import type { AskModule } from './ask-module.ts'
import { fetchValues, type ValuesByKey } from './fetch-values.ts'
import { regroup, type Figure } from './regroup.ts'

/** As many as a metric answers with. */
const MOST_POINTS = 1_000

interface Widening {
  /** Places of the own dimensions in the figures of the owner. */
  readonly own: readonly number[]
  readonly across: readonly { readonly place: number, readonly field: string, readonly values: ValuesByKey }[]
}

const widenWith = ({ own, across }: Widening) => (values: Figure['values']): Figure['values'] => [
  ...own.map(place => values[place] ?? null),
  ...across.map(({ place, field, values: byKey }) => byKey.get(values[place] ?? '')?.[field] ?? null),
]

const keysAt = (figures: readonly Figure[], place: number): readonly string[] => [...new Set(figures.flatMap(({ values }) => values[place] ?? []))]

/** Dimensions that lead along one reference are asked for together. */
const byReference = (across: readonly AcrossDimension[]): ReadonlyMap<string, readonly AcrossDimension[]> => {
  const groups = new Map<string, AcrossDimension[]>()
  for (const dimension of across) {
    const name = dimensionName(dimension.by.dimension)
    groups.set(name, [...groups.get(name) ?? [], dimension])
  }
  return groups
}

const wideningOf = async (question: AcrossQuestion, figures: readonly Figure[], ask: AskModule): Promise<Widening> => {
  const order = ownDimensions(question)
  const values = new Map<string, ValuesByKey>()
  for (const [name, dimensions] of byReference(question.across)) values.set(name, await fetchValues(dimensions, keysAt(figures, order.indexOf(name)), ask))
  const across = question.across.map(({ by, column }) => {
    const name = dimensionName(by.dimension)
    return { place: order.indexOf(name), field: column.field, values: values.get(name) ?? new Map() }
  })
  return { own: question.groupBy.map(name => order.indexOf(name)), across }
}

/**
 * A metric of one module grouped by what another module knows: figures by reference, values of the rows that are referred to, put together here.
 * Both are asked as the caller, so nothing is counted that the caller could not list, and nothing named that the caller does not see.
 */
export const metricAcross = async (modules: readonly ModuleMetadata[], args: unknown, ask: AskModule) => {
  const question = acrossQuestion(modules, args)
  const { unit, definition, figures } = await askMetric(question, ask)
  if (figures.length >= MOST_FIGURES) throw refuse('VALIDATION_FAILED', { limit: MOST_FIGURES })
  const points = regroup(figures, widenWith(await wideningOf(question, figures, ask)))
  if (points.length > MOST_POINTS) throw refuse('VALIDATION_FAILED', { limit: MOST_POINTS })
  const names = [...question.groupBy, ...question.across.map(({ name }) => name)]
  return {
    unit, definition, source: 'ROWS', dimensions: question.dimensions,
    rows: points.map(({ period, values, value }) => ({
      period, value, suppressed: false, group: names.map((dimension, at) => ({ dimension, value: values[at] ?? null })),
    })),
  }
}
