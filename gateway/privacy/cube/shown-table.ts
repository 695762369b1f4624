/** Values by dimension; a dimension that is not named is summed over. */
export type Values = Readonly<Record<string, string | null>>

/** A figure as it is shown. */
export interface ShownCell {
  readonly values: Values
  /** Undefined: suppressed. */
  readonly value: bigint | undefined
}

/** What one unit adds to one finest cell. */
export interface TruePart {
  readonly values: Values
  readonly unit: string
  readonly amount: bigint
  /** What is counted, where the same thing may stand in several cells. */
  readonly things?: readonly string[]
}

/** Figures of one period that can be added: one currency where the metric is money. */
export interface ShownTable {
  readonly name: string
  readonly fewestUnits: number
  readonly cells: readonly ShownCell[]
  readonly truth: readonly TruePart[]
  /** Finest cells in which others are counted, but nobody here: to learn that it is nobody is to learn something about each of them. */
  readonly zeros: readonly Values[]
  /** A thing may stand in several finest cells, so that these add up to a total or to more. */
  readonly overlaps: boolean
}

/** A finest cell as it really is. */
export interface FinestCell {
  readonly values: Values
  readonly units: ReadonlyMap<string, bigint>
}

/** Rows of a cell: those that agree with all values it names. */
export function isWithin(values: Values, cell: Values): boolean {
  return Object.entries(cell).every(([dimension, value]) => values[dimension] === value)
}

/** What each unit has in a cell. */
export function unitsOf(rows: readonly TruePart[], cell: Values): ReadonlyMap<string, bigint> {
  const units = new Map<string, bigint>()
  for (const { values, unit, amount } of rows) if (isWithin(values, cell)) units.set(unit, (units.get(unit) ?? 0n) + amount)
  return units
}

/** What one unit has in a cell, of which a thing in several finest cells is counted once. */
export function ownIn(rows: readonly TruePart[], cell: Values, unit: string): bigint {
  const own = rows.filter((row) => row.unit === unit && isWithin(row.values, cell))
  const [first] = own
  return first?.things === undefined ? sumOf(own.map(({ amount }) => amount)) : BigInt(new Set(own.flatMap(({ things = [] }) => things)).size) * 1_000_000n
}

/** The finest cells that have rows, and those that could. An attacker is taken to know which these are, and whether each is above or below zero. */
export function finestCells({ truth, zeros }: Pick<ShownTable, 'truth' | 'zeros'>): readonly FinestCell[] {
  const byName = new Map([...truth.map(({ values }) => values), ...zeros].map((values) => [nameOf(values), values]))
  return [...byName.values()].map((values) => ({ values, units: unitsOf(truth, values) }))
}

/** Equal places have equal names. */
export function nameOf(values: Values): string {
  return JSON.stringify(Object.entries(values).sort())
}

export function sumOf(amounts: Iterable<bigint>): bigint {
  return [...amounts].reduce((sum, amount) => sum + amount, 0n)
}

export function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
