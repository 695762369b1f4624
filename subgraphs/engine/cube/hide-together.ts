import { buildCube, type CubeCell } from './cube-cell.ts'
import { suppress } from './suppress.ts'
import type { SuppressionRule } from './suppression-rule.ts'
import type { AddedTable } from './tables-of.ts'

/**
 * Names of the cells that are hidden in all tables because one of them must not show them. Hiding more takes no shift away, so each table
 * stays as protected as it was alone.
 *
 * A cell without rows in one table is a zero there, and that nobody of a group is counted tells about each of them: it is hidden like the
 * figure of a few, wherever another table has rows.
 */
export function hideTogether(tables: readonly AddedTable[], rule: SuppressionRule): ReadonlySet<string> {
  const cubes = tables.map(({ contributions }) => buildCube(contributions))
  const places = new Map(cubes.flatMap((cube) => [...cube].map(([name, { place }]) => [name, place] as const)))
  const filled = cubes.map((cube, index): ReadonlyMap<string, CubeCell> => tables[index]?.isZeroTold
    ? new Map([...places].map(([name, place]) => [name, cube.get(name) ?? { place, value: 0n, units: new Map() }]))
    : cube)
  return filled.reduce<ReadonlySet<string>>((hidden, cube) => suppress(cube, rule, hidden), new Set())
}
