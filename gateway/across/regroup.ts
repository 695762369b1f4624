import { addDecimals } from './add-decimals.ts'

/** One figure, with the values of its groups. */
export interface Figure {
  /** Start of the bucket; null for a figure without time. */
  readonly period: string | null
  readonly values: readonly (string | null)[]
  readonly value: string | null
}

const BY_CODE_UNIT = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)

const inOrder = (a: Figure, b: Figure): number => {
  const left = [a.period, ...a.values]
  const right = [b.period, ...b.values]
  const [turn = 0] = left.map((value, at) => BY_CODE_UNIT(value, right[at] ?? null)).filter(order => order !== 0)
  return turn
}

/** Figures of groups made into those of wider groups, in the order of time and of the values; rows without a value stand last. */
export const regroup = (figures: readonly Figure[], widen: (values: Figure['values']) => Figure['values']): readonly Figure[] => {
  const sums = new Map<string, Figure>()
  for (const { period, values, value } of figures) {
    const wide = widen(values)
    const key = JSON.stringify([period, wide])
    const sum = sums.get(key)?.value ?? null
    sums.set(key, { period, values: wide, value: sum === null ? value : value === null ? sum : addDecimals(sum, value) })
  }
  return [...sums.values()].sort(inOrder)
}
