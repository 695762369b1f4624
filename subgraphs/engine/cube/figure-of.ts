import type { MetricPart } from '../../../schema/metric-model.ts'
import type { Published } from '../../../schema/published-families.ts'
import { amountOf, printAmount, printQuotient } from './amount.ts'
import { buildCube, placeName, type Contribution, type CubeCell, type Place } from './cube-cell.ts'

/** What one unit has in one finest cell. */
export interface PartRow {
  readonly values: Readonly<Record<string, string | null>>
  readonly unit: string
  readonly count: bigint
  readonly sum: bigint
  /** What is counted once each. */
  readonly things: readonly string[]
}

/** The least, the most or a percentile of all rows of a currency. */
export interface OrderRow {
  readonly values: Readonly<Record<string, string | null>>
  readonly value: string
}

export interface MeasuredPart {
  readonly part: MetricPart
  readonly rows: readonly PartRow[]
  readonly orders: readonly OrderRow[]
}

/** Amounts that can be added, of which a figure is made. */
export interface Addend {
  readonly part: MetricPart
  readonly adds: 'COUNT' | 'SUM' | 'THINGS'
  /** False for the rows of an average, of which the average alone is told. */
  readonly isTold: boolean
  readonly contributions: readonly Contribution[]
}

/** A metric of one period. Each of its addends is protected as if it were shown itself, since a quotient can tell both of its parts. */
export interface Figure {
  readonly name: string
  readonly addends: readonly Addend[]
  /** The sum of all addends, where that is what is shown. */
  readonly total?: readonly Contribution[]
  /** Undefined where there is nothing to show. */
  valueAt(place: Place): string | undefined
}

/** Units that the least, the most and percentiles need for each that an added figure needs. */
const UNITS_OF_ORDERS = 20

/** What is shown of a metric and what it is made of. */
export function figureOf({ metric: { name, kind, cube } }: Published, parts: readonly MeasuredPart[], summed: readonly string[]): Figure {
  const [first] = parts
  const addends = parts.flatMap((part) => addendsOf(part, summed))
  const cubes = addends.map(({ contributions }) => buildCube(contributions))
  const at = (index: number, place: Place): CubeCell | undefined => cubes[index]?.get(placeName(place))
  const quotient = (place: Place): string | undefined => {
    const [over, under] = [at(0, place), at(1, place)]
    return over && under && under.value !== 0n ? printQuotient(over.value, under.value) : undefined
  }
  if (kind === 'RATIO') return { name, addends, valueAt: quotient }
  if (kind === 'COMBINED') {
    const total = parts.flatMap(({ part }, index) => (addends[index]?.contributions ?? []).map((one) => ({ ...one, amount: BigInt(part.sign) * one.amount })))
    const together = buildCube(total)
    // its parts are not told one by one
    return { name, addends: [], total, valueAt: (place) => printed(together.get(placeName(place))?.value) }
  }
  switch (first?.part.aggregation) {
    case 'AVG': return { name, addends, valueAt: quotient }
    case 'COUNT_DISTINCT': return { name, addends, valueAt: (place) => printed(thingsAt(first, place, summed)) }
    case 'SUM': case 'COUNT': return { name, addends, valueAt: (place) => printed(at(0, place)?.value) }
    default: return { name, addends, valueAt: (place) => (at(0, place)?.units.size ?? 0) >= UNITS_OF_ORDERS * cube.fewestUnits ? first?.orders[0]?.value : undefined }
  }
}

const printed = (amount: bigint | undefined): string | undefined => amount === undefined ? undefined : printAmount(amount)

function addendsOf({ part, rows }: MeasuredPart, summed: readonly string[]): readonly Addend[] {
  const of = (adds: Addend['adds'], amountOfRow: (row: PartRow) => bigint, isTold = true): Addend => ({
    part, adds, isTold, contributions: rows.map((row) => ({ values: summed.map((name) => row.values[name] ?? null), unit: row.unit, amount: amountOfRow(row) })),
  })
  switch (part.aggregation) {
    case 'SUM': return [of('SUM', ({ sum }) => sum)]
    case 'AVG': return [of('SUM', ({ sum }) => sum), of('COUNT', ({ count }) => count, false)]
    case 'COUNT_DISTINCT': return [of('THINGS', ({ things }) => amountOf(things.length))]
    default: return [of('COUNT', ({ count }) => count)]
  }
}

/** How many different things there are; the same one may stand in several finest cells. */
function thingsAt({ rows }: MeasuredPart, place: Place, summed: readonly string[]): bigint | undefined {
  const within = rows.filter(({ values }) => place.every((value, index) => value === undefined || value === (values[summed[index] ?? ''] ?? null)))
  return within.length === 0 ? undefined : amountOf(new Set(within.flatMap(({ things }) => things)).size)
}
