import { solveSystem, type Bound } from './linear-system.ts'
import { finestCells, isWithin, magnitude, ownIn, sumOf, unitsOf, type ShownTable, type Values } from './shown-table.ts'

/** How near an attacker comes to hidden cells. */
export interface Attack {
  /** Hidden cells with rows that were attacked. */
  readonly hidden: number
  /** Those of them whose value is known to the last unit. */
  readonly recovered: readonly Values[]
  /** Those whose value is known to a tenth of it. */
  readonly narrowed: readonly Values[]
}

export interface Attacker {
  /** A unit that knows what it added itself; undefined: somebody outside. */
  readonly insider?: string
  /** Attacks no more cells once this is past, in milliseconds since 1970. */
  readonly until: number
}

/** Narrows every wanted cell by linear programming over everything that is shown. */
export function attackTable({ cells, truth, zeros, overlaps }: ShownTable, wanted: readonly Values[], { insider, until }: Attacker): Attack {
  const finest = finestCells({ truth, zeros }).map(({ values, units }) => {
    const own = insider === undefined ? 0n : units.get(insider) ?? 0n
    return { values, own, rest: sumOf(units.values()) - own }
  }).filter(({ rest }, index, all) => rest !== 0n || all[index]?.own === 0n)
  const signs = finest.map(({ rest }) => rest < 0n ? -1n : 1n)
  const partsOf = (cell: Values): ReadonlyMap<number, bigint> => new Map(finest.flatMap(({ values }, index) => isWithin(values, cell) ? [[index, signs[index] ?? 1n] as const] : []))
  const ownOf = (cell: Values): bigint => insider === undefined ? 0n : ownIn(truth, cell, insider)
  const known = cells.flatMap(({ values, value }) => value === undefined ? [] : [{ signs: partsOf(values), sum: value - ownOf(values) }])
  const system = overlaps ? withOverlaps(finest.length, known) : solveSystem({ unknowns: finest.length, rows: known })
  const recovered: Values[] = []
  const narrowed: Values[] = []
  let hidden = 0
  for (const cell of wanted) {
    if (Date.now() > until) break
    const parts = partsOf(cell)
    if (parts.size === 0) continue
    hidden += 1
    const width = widthOf(system.largest(parts), system.largest(new Map([...parts].map(([index, sign]) => [index, -sign]))))
    const rest = magnitude(sumOf(unitsOf(truth, cell).values()) - ownOf(cell))
    if (width === 0) recovered.push(cell)
    else if (width !== undefined && width * 10 < Number(rest)) narrowed.push(cell)
  }
  return { hidden, recovered, narrowed }
}

interface Known {
  readonly signs: ReadonlyMap<number, bigint>
  readonly sum: bigint
}

/** The parts of a total are together at least the total, and none of them is more. */
function withOverlaps(unknowns: number, known: readonly Known[]): ReturnType<typeof solveSystem> {
  const rows: Known[] = []
  let next = unknowns
  for (const { signs, sum } of known) {
    if (signs.size <= 1) {
      rows.push({ signs, sum })
      continue
    }
    rows.push({ signs: new Map([...signs, [next++, -1n]]), sum })
    for (const [part, sign] of signs) rows.push({ signs: new Map([[part, sign], [next++, 1n]]), sum })
  }
  return solveSystem({ unknowns: next, rows })
}

/** From the least to the most that a sum can be; the least comes as the most of its negative. */
function widthOf(most: Bound, leastTurned: Bound): number | undefined {
  if (!most || !leastTurned) return undefined
  const over = most.over * leastTurned.under + leastTurned.over * most.under
  return over === 0n ? 0 : Number(over) / Number(most.under * leastTurned.under)
}
