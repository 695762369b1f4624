import type { Seen } from './family-tables.ts'
import { isWithin } from './shown-table.ts'
import { millionths, type TrueRow } from './truth.ts'

/** Digits of a quotient that are compared; an independent division must not fail on the last one. */
const CLOSE = 1e-6
/** Units that the least, the most and percentiles need for each that a sum needs. */
const UNITS_OF_ORDERS = 20

/** Figures that are not what the rows give, and those of few that cannot be added. */
export function wrongFigures({ subject: { metric }, shown, truth }: Seen): readonly string[] {
  return shown.flatMap(({ period, values, value }) => {
    if (value === undefined) return []
    const rows = truth.map((each) => each.filter((row) => row.period === period && isWithin(row.values, values)))
    const expected = expectedValue(metric, rows)
    const place = `${metric.name} ${period} ${JSON.stringify(values)}`
    if (expected === 'ORDER') return unitsOf(rows) < UNITS_OF_ORDERS * metric.cube.fewestUnits ? [`${place} is shown though only ${unitsOf(rows)} have part in it`] : []
    const isRight = typeof expected === 'bigint' ? millionths(value) === expected : Math.abs(Number(value) - expected) <= CLOSE * Math.max(1, Math.abs(expected))
    return isRight ? [] : [`${place} shows ${value}, the rows give ${String(expected)}`]
  })
}

const unitsOf = (rows: readonly (readonly TrueRow[])[]): number => new Set(rows.flat().map(({ unit }) => unit)).size

/** In millionths, or a quotient as it is. */
function expectedValue({ kind, parts }: Seen['subject']['metric'], rows: readonly (readonly TrueRow[])[]): bigint | number | 'ORDER' {
  const amounts = parts.map(({ aggregation }, index) => sumOf(rows[index] ?? [], aggregation === 'COUNT' ? ({ count }) => count * 1_000_000n : ({ sum }) => sum))
  if (kind === 'RATIO') return Number(amounts[0] ?? 0n) / Number(amounts[1] ?? 1n)
  if (kind === 'COMBINED') return amounts.reduce((sum, amount, index) => sum + BigInt(parts[index]?.sign ?? 1) * amount, 0n)
  switch (parts[0]?.aggregation) {
    case 'SUM': case 'COUNT': return amounts[0] ?? 0n
    case 'AVG': return Number(amounts[0] ?? 0n) / Number(sumOf(rows[0] ?? [], ({ count }) => count * 1_000_000n))
    case 'COUNT_DISTINCT': return BigInt(new Set((rows[0] ?? []).flatMap(({ things }) => things)).size) * 1_000_000n
    default: return 'ORDER'
  }
}

function sumOf(rows: readonly TrueRow[], amountOf: (row: TrueRow) => bigint): bigint {
  return rows.reduce((sum, row) => sum + amountOf(row), 0n)
}

