/** Order of two decimal numbers in text, exact however many digits they have: negative, zero or positive. */
export function compareDecimals(left: string, right: string): number {
  const digits = Math.max(fractionOf(left).length, fractionOf(right).length)
  const [a, b] = [scaled(left, digits), scaled(right, digits)]
  return a < b ? -1 : a > b ? 1 : 0
}

function fractionOf(text: string): string {
  return text.split('.')[1] ?? ''
}

function scaled(text: string, digits: number): bigint {
  return BigInt((text.split('.')[0] ?? '') + fractionOf(text).padEnd(digits, '0'))
}
