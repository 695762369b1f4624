/** A fraction of integers, rounded to the nearest integer, ties to the even one; symmetric for negatives. Exact below 2^53. */
export function roundHalfEven(numerator: number, denominator: number): number {
  const size = Math.abs(numerator)
  const floor = Math.floor(size / denominator)
  const rest = size - floor * denominator
  const up = rest * 2 > denominator || (rest * 2 === denominator && floor % 2 === 1)
  const result = floor + (up ? 1 : 0)
  return numerator < 0 && result !== 0 ? -result : result
}

export function percentOf(amount: number, basisPoints: number): number {
  return roundHalfEven(amount * basisPoints, 10_000)
}

/** Splits a total by weights without losing a unit: floor shares, then one unit each to the largest remainders, ties to the lower index. */
export function split(total: number, weights: readonly number[]): number[] {
  const size = Math.abs(total)
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return weights.map(() => 0)
  const shares = weights.map((weight) => Math.floor((size * weight) / sum))
  const left = size - shares.reduce((a, b) => a + b, 0)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (size * weight) % sum }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  const lucky = new Set(byRemainder.slice(0, left).map(({ index }) => index))
  return shares.map((share, index) => {
    const part = share + (lucky.has(index) ? 1 : 0)
    return total < 0 && part !== 0 ? -part : part
  })
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((a, b) => a + b, 0)
}
