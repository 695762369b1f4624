/** To the nearest whole number, ties to the even one, alike for negatives: exact, because only whole numbers are computed with. Null for anything by nothing. */
export function dividedToWhole(numerator: string, denominator: string): string {
  const [n, d] = [`(${numerator})::numeric`, `nullif((${denominator})::numeric, 0)`]
  const [floor, rest] = [`div(abs(${n}), ${d})`, `mod(abs(${n}), ${d})`]
  const isUp = `${rest} * 2 > ${d} or (${rest} * 2 = ${d} and mod(${floor}, 2) = 1)`
  return `sign(${n}) * (${floor} + case when ${isUp} then 1 else 0 end)`
}
