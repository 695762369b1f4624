import { openSeries } from './series.ts'
import type { LabelLists, Labels } from './series.ts'

export type MetricType = 'counter' | 'gauge' | 'histogram'

/** Counts since the start of the process. */
export interface Counter {
  add(labels?: Labels, amount?: number): void
  /** Of all labels together. */
  total(): number
}

/** Counts by size, in the unit of its name. */
export interface Histogram {
  observe(value: number, labels?: Labels): void
}

/** One reading of a gauge. */
export interface Reading {
  readonly labels?: Labels
  readonly value: number
}

/** A metric as the docs describe it. */
export interface MetricFacts {
  readonly name: string
  readonly type: MetricType
  readonly help: string
  readonly labels: readonly string[]
}

interface Registered extends MetricFacts {
  lines(): readonly string[] | Promise<readonly string[]>
}

const registered = new Map<string, Registered>()
const counters = new Map<string, Counter>()
const histograms = new Map<string, Histogram>()
const readers = new Map<string, Set<() => readonly Reading[] | Promise<readonly Reading[]>>>()

const NO_LABELS: Labels = {}

/** Registers a counter, or finds the one of this name. `labels`: its labels and, where they are not common ones, their closed lists. */
export function counter(name: string, help: string, labels?: LabelLists): Counter {
  const known = counters.get(name)
  if (known) return known
  const series = openSeries(() => ({ count: 0 }), labels)
  const made: Counter = {
    add(given = NO_LABELS, amount = 1) { series.at(given).count += amount },
    total: () => [...series.all()].reduce((sum, [, { count }]) => sum + count, 0),
  }
  counters.set(name, made)
  registered.set(name, {
    name, help, type: 'counter', labels: Object.keys(labels ?? {}),
    lines: () => withZero(name, [...series.all()].map(([at, { count }]) => line(name, at, count))),
  })
  return made
}

/** From 1 ms to 10 s. */
export const SECONDS: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Registers a histogram, or finds the one of this name. `buckets`: upper bounds, rising. */
export function histogram(name: string, help: string, buckets: readonly number[] = SECONDS, labels?: LabelLists): Histogram {
  const known = histograms.get(name)
  if (known) return known
  const series = openSeries(() => ({ counts: new Float64Array(buckets.length + 1), sum: 0 }), labels)
  const made: Histogram = {
    observe(value, given = NO_LABELS) {
      const cell = series.at(given)
      let at = 0
      while (at < buckets.length && value > (buckets[at] ?? 0)) at += 1
      cell.counts[at] = (cell.counts[at] ?? 0) + 1
      cell.sum += value
    },
  }
  histograms.set(name, made)
  registered.set(name, {
    name, help, type: 'histogram', labels: Object.keys(labels ?? {}),
    lines: () => [...series.all()].flatMap(([at, { counts, sum }]) => histogramLines(name, { at, buckets, counts, sum })),
  })
  return made
}

/**
 * Registers a gauge, which is read when somebody scrapes. Several readers of one name stand beside each other, and readings with the same labels
 * are added up; the answer takes this reader out again.
 */
export function gauge(name: string, help: string, read: () => number | readonly Reading[] | Promise<readonly Reading[]>, labels?: LabelLists): () => void {
  const all = readers.get(name) ?? new Set()
  readers.set(name, all)
  const reader = () => {
    const answer = read()
    return typeof answer === 'number' ? [{ value: answer }] : answer
  }
  all.add(reader)
  if (!registered.has(name)) registered.set(name, { name, help, type: 'gauge', labels: Object.keys(labels ?? {}), lines: () => gaugeLines(name, labels) })
  return () => void all.delete(reader)
}

async function gaugeLines(name: string, lists: LabelLists | undefined): Promise<readonly string[]> {
  const series = openSeries(() => ({ sum: 0 }), lists)
  // a reader that fails has nothing to say; the others do
  const answers = await Promise.allSettled([...readers.get(name) ?? []].map(async (read) => read()))
  for (const answer of answers) {
    if (answer.status === 'fulfilled') for (const { labels = NO_LABELS, value } of answer.value) series.at(labels).sum += value
  }
  return [...series.all()].map(([at, { sum }]) => line(name, at, sum))
}

interface Cell {
  readonly at: Labels
  readonly buckets: readonly number[]
  readonly counts: Float64Array
  readonly sum: number
}

function histogramLines(name: string, { at, buckets, counts, sum }: Cell): readonly string[] {
  let below = 0
  const lines = [...buckets, Infinity].map((bound, index) => {
    below += counts[index] ?? 0
    return line(`${name}_bucket`, { ...at, le: bound === Infinity ? '+Inf' : String(bound) }, below)
  })
  return [...lines, line(`${name}_sum`, at, sum), line(`${name}_count`, at, below)]
}

function line(name: string, labels: Labels, value: number): string {
  const text = Object.entries(labels).map(([label, said]) => `${label}="${said}"`).join(',')
  return `${name}${text === '' ? '' : `{${text}}`} ${value}`
}

function withZero(name: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [`${name} 0`] : lines
}

/** Those that this process has registered, by name. */
export function metricFacts(): readonly MetricFacts[] {
  return [...registered.values()].map(({ name, type, help, labels }) => ({ name, type, help, labels }))
}

/** All of ours in the text format of Prometheus. */
export async function metricsText(): Promise<string> {
  const texts = await Promise.all([...registered.values()].map(async ({ name, help, type, lines }) => {
    const all = await lines()
    return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${all.map((one) => `${one}\n`).join('')}`
  }))
  return texts.join('')
}
