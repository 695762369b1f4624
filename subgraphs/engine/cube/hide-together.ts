import { buildCube, type CubeCell } from './cube-cell.ts'
import { suppress } from './suppress.ts'
import type { SuppressionRule } from './suppression-rule.ts'
import type { AddedTable } from './tables-of.ts'

/**
 * Names of the cells that are hidden in all tables because one of them must not show them. Hiding more takes no shift away, so each table
 * stays as protected as it was alone.
 *
 * Whoever adds nothing hides nobody, and is not counted. A cell to which nobody adds in one table is a zero there, and that tells about
 * each of those who have rows in it: it is hidden like the figure of a few.
 */
export function hideTogether(tables: readonly AddedTable[], rule: SuppressionRule): ReadonlySet<string> {
  const cubes = tables.map(({ contributions }) => buildCube(contributions.filter(({ amount }) => amount !== 0n)))
  const places = new Map([...buildCube(tables.flatMap(({ contributions }) => contributions))].map(([name, { place }]) => [name, place] as const))
  const filled = cubes.map((cube, index): ReadonlyMap<string, CubeCell> => tables[index]?.isZeroTold
    ? new Map([...places].map(([name, place]) => [name, cube.get(name) ?? { place, value: 0n, units: new Map() }]))
    : cube)
  return filled.reduce<ReadonlySet<string>>((hidden, cube) => suppress(cube, rule, hidden), new Set())
}
