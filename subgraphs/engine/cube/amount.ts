/** Amounts are kept in millionths, so that fractions are added exactly. */
const DECIMALS = 6
const ONE = 10n ** BigInt(DECIMALS)
/** Digits of a quotient, as those of live figures. */
const QUOTIENT_DECIMALS = 10

/** Reads what Postgres prints of a number; digits beyond millionths are cut off. */
export function readAmount(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const amount = BigInt(whole) * ONE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'))
  return text.startsWith('-') ? -amount : amount
}

/** A whole number as an amount. */
export function amountOf(count: number): bigint {
  return BigInt(count) * ONE
}

/** Decimal text without zeros at its end. */
export function printAmount(amount: bigint): string {
  return printScaled(amount, DECIMALS)
}

/** One amount by another, rounded half away from zero. The second is not zero. */
export function printQuotient(over: bigint, under: bigint): string {
  const scaled = magnitude(over) * 10n ** BigInt(QUOTIENT_DECIMALS) * 2n
  const rounded = (scaled + magnitude(under)) / (2n * magnitude(under))
  return printScaled(over < 0n === under < 0n ? rounded : -rounded, QUOTIENT_DECIMALS)
}

function printScaled(scaled: bigint, decimals: number): string {
  const digits = magnitude(scaled).toString().padStart(decimals + 1, '0')
  const fraction = digits.slice(-decimals).replace(/0+$/, '')
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}
