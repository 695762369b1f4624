/** Sums over unknown amounts, none of them negative: each row says which amounts are added, with which sign, and what that gives. */
export interface LinearSystem {
  readonly unknowns: number
  readonly rows: readonly { readonly signs: ReadonlyMap<number, bigint>; readonly sum: bigint }[]
}

/** A number as a fraction, so that no attack succeeds or fails by rounding. The denominator is positive. */
export interface Fraction {
  readonly over: bigint
  readonly under: bigint
}

/** What an amount can be at most; undefined: anything. */
export type Bound = Fraction | undefined

/** The simplex method over whole numbers with one common denominator (every division is exact), with Bland's rule, so that it always ends. */
interface Tableau {
  /** Coefficients of the unknowns, then the right side. */
  rows: bigint[][]
  /** Which unknown each row gives. */
  basis: number[]
  denominator: bigint
}

/** A solver for one system; finding a first solution is done once for all questions. */
export interface SolvedSystem {
  /** Most that a sum of unknowns can be. */
  largest(signs: ReadonlyMap<number, bigint>): Bound
}

/** Throws where no amounts fit the sums: then what is published contradicts itself. */
export function solveSystem({ unknowns, rows }: LinearSystem): SolvedSystem {
  const tableau: Tableau = {
    denominator: 1n,
    basis: rows.map((_, index) => unknowns + index),
    rows: rows.map(({ signs, sum }, index) => {
      const turn = sum < 0n ? -1n : 1n
      const known = Array.from({ length: unknowns }, (_, unknown) => turn * (signs.get(unknown) ?? 0n))
      return [...known, ...rows.map((_, other) => other === index ? 1n : 0n), turn * sum]
    }),
  }
  const artificial = objectiveOf(tableau, new Map(rows.map((_, index) => [unknowns + index, -1n])))
  improve(tableau, artificial)
  if (artificial.at(-1) !== 0n) throw new Error('The published figures contradict each other.')
  dropArtificial(tableau, unknowns)
  return {
    largest(signs) {
      // nothing is shown, so nothing bounds what may grow
      if (tableau.rows.length === 0) return [...signs.values()].some((sign) => sign > 0n) ? undefined : { over: 0n, under: 1n }
      const objective = objectiveOf(tableau, signs)
      if (!improve(tableau, objective)) return undefined
      return { over: -(objective.at(-1) ?? 0n), under: tableau.denominator }
    },
  }
}

/** Gain of each unknown over the present solution; the last entry is minus the present sum, both times the denominator. */
function objectiveOf({ rows, basis, denominator }: Tableau, wanted: ReadonlyMap<number, bigint>): bigint[] {
  const width = rows[0]?.length ?? 1
  const objective = Array.from({ length: width }, (_, column) => column === width - 1 ? 0n : denominator * (wanted.get(column) ?? 0n))
  for (const [index, row] of rows.entries()) {
    const weight = wanted.get(basis[index] ?? -1) ?? 0n
    if (weight !== 0n) for (const [column, value] of row.entries()) objective[column] = (objective[column] ?? 0n) - weight * value
  }
  return objective
}

/** Moves to better solutions until there is none; false where the sum can grow without end. */
function improve(tableau: Tableau, objective: bigint[]): boolean {
  for (;;) {
    const entering = objective.findIndex((gain, column) => gain > 0n && column < objective.length - 1)
    if (entering === -1) return true
    const leaving = leavingRow(tableau, entering)
    if (leaving === undefined) return false
    pivot(tableau, { row: leaving, column: entering, objective })
  }
}

function leavingRow({ rows, basis }: Tableau, column: number): number | undefined {
  let best: number | undefined
  for (const [index, row] of rows.entries()) {
    const step = row[column] ?? 0n
    if (step <= 0n) continue
    const held = best === undefined ? undefined : rows[best]
    const difference = held ? (row.at(-1) ?? 0n) * (held[column] ?? 0n) - (held.at(-1) ?? 0n) * step : -1n
    if (difference < 0n || difference === 0n && (basis[index] ?? 0) < (basis[best ?? 0] ?? 0)) best = index
  }
  return best
}

interface Pivot {
  readonly row: number
  readonly column: number
  readonly objective?: bigint[]
}

function pivot(tableau: Tableau, { row, column, objective }: Pivot): void {
  const held = tableau.rows[row] ?? []
  const by = held[column] ?? 0n
  const clear = (other: bigint[]): void => {
    const weight = other[column] ?? 0n
    for (let at = 0; at < other.length; at += 1) other[at] = (by * (other[at] ?? 0n) - weight * (held[at] ?? 0n)) / tableau.denominator
  }
  for (const [index, other] of tableau.rows.entries()) if (index !== row) clear(other)
  if (objective) clear(objective)
  tableau.denominator = by
  tableau.basis[row] = column
}

/** Takes out what only helped to find a first solution; a row that says nothing new goes with it. */
function dropArtificial(tableau: Tableau, unknowns: number): void {
  for (let index = tableau.rows.length - 1; index >= 0; index -= 1) {
    if ((tableau.basis[index] ?? 0) < unknowns) continue
    const row = tableau.rows[index] ?? []
    const column = row.findIndex((value, at) => at < unknowns && value !== 0n)
    if (column === -1) {
      tableau.rows.splice(index, 1)
      tableau.basis.splice(index, 1)
      continue
    }
    // the right side is zero, so the sign of the row may be turned
    if ((row[column] ?? 0n) < 0n) for (const [at, value] of row.entries()) row[at] = -value
    pivot(tableau, { row: index, column })
  }
  tableau.rows = tableau.rows.map((row) => [...row.slice(0, unknowns), row.at(-1) ?? 0n])
}
