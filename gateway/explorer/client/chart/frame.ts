import type { Chart } from './chart-model.ts'
import { ticksOf } from './ticks-of.ts'

/** Where figures stand in a picture. */
export interface Frame {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly bottom: number
  /** Round figures of the upright axis, smallest first. */
  readonly ticks: readonly number[]
  /** Smallest of them. */
  readonly low: number
  /** Room of one place. */
  readonly step: number
  x(place: number): number
  y(value: number): number
}

const MARGIN = { top: 12, right: 14, bottom: 28 } as const
const CHARACTER = 6.6

/** Fits a chart into a picture; the axis begins at nothing, because a part of a bar would lie. */
export const frameOf = ({ series, places, unit }: Chart, { width, height }: { readonly width: number, readonly height: number }): Frame => {
  const values = series.flatMap(({ points }) => points.flatMap(({ value, previous }) => [value, previous])).filter(value => value !== null)
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values) || 1, 4)
  const [low = 0] = ticks
  const high = ticks.at(-1) ?? 1
  const left = 14 + CHARACTER * Math.max(...ticks.map(tick => unit.short(tick).length))
  const bottom = height - MARGIN.bottom
  const step = (width - left - MARGIN.right) / Math.max(places.length, 1)
  return {
    width, height, left, bottom, ticks, low, step,
    x: place => left + step * (place + 0.5),
    y: value => bottom - ((value - low) / (high - low || 1)) * (bottom - MARGIN.top),
  }
}
