import { magnitude, sumOf } from './shown-table.ts'

/** The rule of one figure, written a second time: few units, or one or two that are nearly all of it. */
export function isUnsafe(units: ReadonlyMap<string, bigint>, fewestUnits: number): boolean {
  const [first = 0n, second = 0n] = [...units.values()].map(magnitude).sort((a, b) => Number(b - a))
  const value = magnitude(sumOf(units.values()))
  return units.size < fewestUnits || first * 5n > value * 4n || (first + second) * 10n > value * 9n
}
