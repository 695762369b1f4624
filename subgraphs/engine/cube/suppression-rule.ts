import type { CubeCell } from './cube-cell.ts'

/** When a figure says too much about somebody in it. Shares are in percent. */
export interface SuppressionRule {
  /** Distinct protected units that a figure needs. */
  readonly units: number
  readonly largestShare: number
  readonly twoLargestShare: number
  /** How wide, measured by the value, the range must be to which an attacker can narrow a hidden figure. */
  readonly room: number
}

/** Units where nothing is catastrophic, and where health is. */
export const FEWEST_UNITS = { ORDINARY: 5, HEALTH: 11 } as const

export const SUPPRESSION_RULE: SuppressionRule = { units: FEWEST_UNITS.ORDINARY, largestShare: 80, twoLargestShare: 90, room: 20 }

export function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}

/** The largest parts first, whatever their sign. */
export function largestParts({ units }: CubeCell): readonly bigint[] {
  return [...units.values()].map(magnitude).sort((a, b) => a < b ? 1 : a > b ? -1 : 0)
}

/** Whether a figure, seen alone, would tell about one of its units: too few of them, or one or two that are nearly all of it. */
export function isUnsafe(cell: CubeCell, { units, largestShare, twoLargestShare }: SuppressionRule): boolean {
  if (cell.units.size < units) return true
  const [first = 0n, second = 0n] = largestParts(cell)
  const value = magnitude(cell.value)
  return first * 100n > BigInt(largestShare) * value || (first + second) * 100n > BigInt(twoLargestShare) * value
}
