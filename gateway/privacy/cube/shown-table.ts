import type { TrueRow } from './truth.ts'

/** Values by dimension; a dimension that is not named is summed over. */
export type Values = Readonly<Record<string, string | null>>

/** A figure as it is shown. */
export interface ShownCell {
  readonly values: Values
  /** Undefined: suppressed. */
  readonly value: bigint | undefined
}

/** Figures of one period that can be added: one currency where the metric is money. */
export interface ShownTable {
  readonly name: string
  readonly cells: readonly ShownCell[]
  readonly truth: readonly TrueRow[]
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
export function unitsOf(rows: readonly Pick<TrueRow, 'values' | 'unit' | 'amount'>[], cell: Values): ReadonlyMap<string, bigint> {
  const units = new Map<string, bigint>()
  for (const { values, unit, amount } of rows) if (isWithin(values, cell)) units.set(unit, (units.get(unit) ?? 0n) + amount)
  return units
}

/** The finest cells that have rows. An attacker is taken to know which these are, and whether each is above or below zero. */
export function finestCells(rows: readonly TrueRow[]): readonly FinestCell[] {
  const byName = new Map(rows.map(({ values }) => [JSON.stringify(Object.entries(values).sort()), values]))
  return [...byName.values()].map((values) => ({ values, units: unitsOf(rows, values) }))
}

export function sumOf(amounts: Iterable<bigint>): bigint {
  return [...amounts].reduce((sum, amount) => sum + amount, 0n)
}

export function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
