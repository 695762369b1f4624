import type { FieldTable, Members } from './field-table.ts'
import { factsOf, isMembers } from './field-table.ts'
import type { To } from './selection.ts'

/** A figure as exact decimal text. SUPPRESSED: too small a group, or others could be worked out from it. NONE: nothing to count. */
export type Figure =
  | { readonly is: 'FIGURE', readonly value: string }
  | { readonly is: 'SUPPRESSED' }
  | { readonly is: 'NONE' }

/** The figures of a metric. */
export interface MetricAnswer<Dimension extends string> {
  readonly definition: string
  readonly unit: string
  /** ROWS: counted for the caller. CUBE: published for everybody. */
  readonly source: string
  readonly rows: readonly MetricFigure<Dimension>[]
}

/** One figure, with its place. */
export interface MetricFigure<Dimension extends string> {
  /** Start of the bucket; null where the metric has no time. */
  readonly period: string | null
  /** Values of the dimensions that were grouped by. */
  readonly group: Readonly<Record<Dimension, string | null>>
  readonly value: Figure
  /** Of the period that it is compared to, where one was asked for. */
  readonly previous: Figure
}

type MetricFields<Schema> = Schema extends { readonly Metrics: infer Fields } ? Fields : never

/** Names of the metrics that the caller's schema has. */
export type MetricName<Schema> = { [Name in keyof MetricFields<Schema>]: MetricFields<Schema>[Name] extends To<'MetricResult', string, unknown> ? Name : never }[keyof MetricFields<Schema>] & string

/** What a metric takes. */
export type MetricArguments<Schema, Name> = Name extends keyof MetricFields<Schema> ? (MetricFields<Schema>[Name] extends To<string, string, infer Args> ? Args : never) : never

/** The dimensions that are grouped by. */
export type GroupedBy<Given> = Given extends { readonly groupBy: readonly (infer Dimension)[] } ? Dimension & string : never

/** Members of a row that not every version of the graph has. */
const LATER = ['previous']

/** What is asked of a metric. */
export const metricSelection = (table: FieldTable, name: string, given: unknown): Members => {
  const later = LATER.filter(field => factsOf(table, 'MetricRow', field).isKnown === true)
  const rows = { period: true, group: { dimension: true, value: true }, value: true, suppressed: true, ...Object.fromEntries(later.map(field => [field, true])) }
  return { metrics: { [name]: { $: given, definition: true, unit: true, source: true, rows } } }
}

const figureOf = (value: unknown, isSuppressed: boolean): Figure => {
  if (isSuppressed) return { is: 'SUPPRESSED' }
  return typeof value === 'string' ? { is: 'FIGURE', value } : { is: 'NONE' }
}

const wordIn = (value: unknown): string => (typeof value === 'string' ? value : '')
const listIn = (value: unknown): readonly Members[] => (Array.isArray(value) ? value.filter(isMembers) : [])

/** Reads what a metric answered; undefined where it failed. */
export const readMetric = (metrics: unknown, name: string): MetricAnswer<string> | undefined => {
  const result = isMembers(metrics) ? metrics[name] : undefined
  if (!isMembers(result)) return undefined
  return {
    definition: wordIn(result.definition), unit: wordIn(result.unit), source: wordIn(result.source),
    rows: listIn(result.rows).map(({ period, group, value, suppressed, previous }) => ({
      period: typeof period === 'string' ? period : null,
      group: Object.fromEntries(listIn(group).map(one => [wordIn(one.dimension), typeof one.value === 'string' ? one.value : null])),
      value: figureOf(value, suppressed === true),
      previous: figureOf(previous, false),
    })),
  }
}

