/** How the figures of a metric are written. */
export interface Unit {
  /** Behind the title of an axis. */
  readonly label: string
  /** A figure in full, as in a table. */
  format(value: number): string
  /** A figure as short as an axis needs it. */
  short(value: number): string
}

const isCurrency = (code: string | undefined): code is string => code !== undefined && /^[A-Z]{3}$/.test(code)

const inCurrency = (currency: string, divisor: number): Unit => {
  const full = new Intl.NumberFormat('en', { style: 'currency', currency })
  const short = new Intl.NumberFormat('en', { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 })
  return { label: currency, format: value => full.format(value / divisor), short: value => short.format(value / divisor) }
}

const plain = (label: string, options: Intl.NumberFormatOptions = {}): Unit => {
  const full = new Intl.NumberFormat('en', { maximumFractionDigits: 2, ...options })
  const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1, ...options })
  return { label, format: value => full.format(value), short: value => short.format(value) }
}

/** Minor units in one unit of a currency, as the browser knows them: 100, of yen 1. */
const minorUnits = (currency: string): number => 10 ** (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)

/** How figures of a unit are written. `currency`: the only one among them; without it minor units stay what they are. */
export const unitOf = (unit: string | undefined, currency: string | undefined): Unit => {
  if (unit === 'MINOR_UNITS') return isCurrency(currency) ? inCurrency(currency, minorUnits(currency)) : plain('minor units')
  if (unit === 'AMOUNT' && isCurrency(currency)) return inCurrency(currency, 1)
  if (unit === 'RATIO') return plain('share', { style: 'percent', maximumFractionDigits: 1 })
  return plain(unit === undefined ? '' : unit.toLowerCase().replaceAll('_', ' '))
}
