/** What one protected unit (a person, an organization) adds to one finest cell. */
export interface Contribution {
  /** Values of the dimensions, in their order; null is a value. */
  readonly values: readonly (string | null)[]
  readonly unit: string
  readonly amount: bigint
}

/** Values of the dimensions; undefined stands for all values of one, so that totals are cells too. */
export type Place = readonly (string | null | undefined)[]

/** A sum with the parts of those that it is made of. */
export interface CubeCell {
  readonly place: Place
  readonly value: bigint
  /** What each unit adds; never leaves the publisher. */
  readonly units: ReadonlyMap<string, bigint>
}

/** Equal places have equal names, and a total never has that of a value. */
export function placeName(place: Place): string {
  return JSON.stringify(place.map((value) => value === undefined ? 0 : value))
}

/** The finest cells and all sums of them: every subset of the dimensions is one table of the cube. */
export function buildCube(contributions: readonly Contribution[]): ReadonlyMap<string, CubeCell> {
  const cells = new Map<string, { place: Place; value: bigint; units: Map<string, bigint> }>()
  for (const { values, unit, amount } of contributions) {
    for (const place of totalsOf(values)) {
      const name = placeName(place)
      const cell = cells.get(name) ?? { place, value: 0n, units: new Map<string, bigint>() }
      cells.set(name, cell)
      cell.value += amount
      cell.units.set(unit, (cell.units.get(unit) ?? 0n) + amount)
    }
  }
  return cells
}

/** A place and all its totals: each dimension either kept or summed over. */
function totalsOf(values: Place): readonly Place[] {
  const [first, ...rest] = values
  if (values.length === 0) return [[]]
  const tails = totalsOf(rest)
  return [...tails.map((tail) => [first, ...tail]), ...tails.map((tail) => [undefined, ...tail])]
}
