import type { Comparison } from '../../gateway/e2e/metrics/compare-metric.ts'

const HEAD = ['metric', 'questions', 'figures', 'gaps', 'refused', 'differences', 'ms']

/** A line a metric: how often it was asked, how many figures were compared, and how long the slowest answer took. */
export function printComparisons(compared: readonly Comparison[], scale: number): string {
  const byMetric = new Map<string, Comparison[]>()
  for (const one of compared) byMetric.set(one.metric, [...byMetric.get(one.metric) ?? [], one])
  const lines = [...byMetric].map(([metric, all]) => [metric, ...numbersOf(all)])
  const table = [HEAD, ...lines, ['all', ...numbersOf(compared)]]
  const widths = HEAD.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)))
  const printed = table.map((cells) => cells.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join('  '))
  const wrong = compared.flatMap(({ metric, title, differences }) => differences.slice(0, 5).map((difference) => `${metric} by ${title}: ${difference}`))
  return [`Metrics at scale ${scale}: what the graph tells, against rows counted by hand in SQL`, ...printed, ...wrong].join('\n')
}

function numbersOf(compared: readonly Comparison[]): readonly string[] {
  const sum = (number: (one: Comparison) => number): string => String(compared.reduce((total, one) => total + number(one), 0))
  return [
    String(compared.length), sum(({ figures }) => figures), sum(({ gaps }) => gaps), sum(({ isRefused = false }) => Number(isRefused)), sum(({ differences }) => differences.length),
    Math.max(...compared.map(({ milliseconds }) => milliseconds)).toFixed(0),
  ]
}
