/** Times of one arm and of the other, taken one after the other: what disturbs the machine disturbs both. */
export interface Pair {
  readonly on: number
  readonly off: number
}

/** The ratio of the medians with a 95 % interval, by drawing pairs again. */
export interface Ratio {
  readonly ratio: number
  readonly from: number
  readonly to: number
}

const DRAWS = 2_000

export function ratioOf(pairs: readonly Pair[], random: () => number): Ratio {
  const drawn = Array.from({ length: DRAWS }, () => ratioOfMedians(pairs.map(() => pairs[Math.floor(random() * pairs.length)] ?? { on: 1, off: 1 }))).sort((a, b) => a - b)
  return { ratio: ratioOfMedians(pairs), from: drawn[Math.floor(DRAWS * 0.025)] ?? 0, to: drawn[Math.floor(DRAWS * 0.975)] ?? 0 }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function ratioOfMedians(pairs: readonly Pair[]): number {
  return median(pairs.map(({ on }) => on)) / median(pairs.map(({ off }) => off))
}
