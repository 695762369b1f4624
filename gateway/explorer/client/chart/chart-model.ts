import type { ResultList, Row } from '../table/result-list.ts'
import { unitOf } from './unit-of.ts'
import type { Unit } from './unit-of.ts'

/** A figure of a series. A figure that is hidden because too few people are in it is no gap: it is known to be there. */
export interface Point {
  readonly value: number | null
  readonly previous: number | null
  readonly isSuppressed: boolean
}

/** A line, or the bars of one colour. */
export interface Series {
  readonly name: string
  /** One for each place of the axis. */
  readonly points: readonly Point[]
}

/** Figures that can stand on one axis: of one unit and one currency. */
export interface Chart {
  readonly title: string
  readonly unit: Unit
  /** Starts of buckets as text, or names of groups where a metric has no time. */
  readonly places: readonly string[]
  readonly isOverTime: boolean
  readonly series: readonly Series[]
  /** Groups that are in the table only; the largest are drawn. */
  readonly leftOut: number
}

/** So many lines can be followed. */
const MOST_SERIES = 6
const CURRENCY = /(^|_)CURRENCY$/

const textOf = (value: unknown): string => (value === null || value === undefined ? 'none' : String(value))

const numberOf = (value: unknown): number | null => {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

const pointOf = (row: Row | undefined): Point =>
  ({ value: numberOf(row?.value), previous: numberOf(row?.previous), isSuppressed: row?.suppressed === true })

const groupOf = (row: Row, dimensions: readonly string[]): string => dimensions.map(name => textOf(row[name])).join(' · ')

const weightOf = ({ points }: Series): number => points.reduce((sum, { value }) => sum + Math.abs(value ?? 0), 0)

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)]

const chartOf = (rows: readonly Row[], { name, dimensions, unit, currency }: { readonly name: string, readonly dimensions: readonly string[], readonly unit: string | undefined, readonly currency: string | undefined }): Chart => {
  const isOverTime = rows.some(({ period }) => typeof period === 'string')
  const placeOf = (row: Row): string => (isOverTime ? textOf(row.period) : groupOf(row, dimensions))
  const seriesOf = (row: Row): string => (isOverTime && dimensions.length > 0 ? groupOf(row, dimensions) : name)
  const places = isOverTime ? [...distinct(rows.map(placeOf))].sort() : distinct(rows.map(placeOf))
  const byKey = new Map(rows.map(row => [JSON.stringify([seriesOf(row), placeOf(row)]), row]))
  const all = distinct(rows.map(seriesOf)).map((one): Series => ({ name: one, points: places.map(place => pointOf(byKey.get(JSON.stringify([one, place])))) }))
  const drawn = [...all].sort((a, b) => weightOf(b) - weightOf(a)).slice(0, MOST_SERIES)
  return {
    title: currency === undefined ? name : `${name}, ${currency}`, unit: unitOf(unit, currency), places, isOverTime,
    series: all.filter(one => drawn.includes(one)), leftOut: all.length - drawn.length,
  }
}

/** Charts of a metric: one, or one for each currency, because amounts of two currencies have no axis in common. */
export const chartsOf = ({ rows, metric }: ResultList): readonly Chart[] => {
  if (!metric || rows.length === 0) return []
  const { name, unit, dimensions } = metric
  const currencyOf = dimensions.find(dimension => CURRENCY.test(dimension))
  if (currencyOf === undefined) return [chartOf(rows, { name, unit, dimensions, currency: undefined })]
  const others = dimensions.filter(dimension => dimension !== currencyOf)
  return distinct(rows.map(row => textOf(row[currencyOf]))).map(currency =>
    chartOf(rows.filter(row => textOf(row[currencyOf]) === currency), { name, unit, dimensions: others, currency }))
}
