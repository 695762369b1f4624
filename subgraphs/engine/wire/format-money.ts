interface Amount {
  /** In the smallest unit of the currency. */
  readonly amount: number
  readonly currency: string
  readonly locale: unknown
}

const MOST_FORMATS = 200
const formats = new Map<string, Intl.NumberFormat>()

/** An amount as people of the locale write it; English for a locale that nobody knows. */
export function formatMoney({ amount, currency, locale }: Amount): string {
  const format = formatOf(typeof locale === 'string' ? locale : 'en', currency)
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const format = newFormat(locale, currency)
  // the locale is the client's: what it makes us keep is bounded
  if (formats.size >= MOST_FORMATS) formats.clear()
  formats.set(key, format)
  return format
}

function newFormat(locale: string, currency: string): Intl.NumberFormat {
  const options = { style: 'currency', currency } as const
  try {
    return new Intl.NumberFormat(locale, options)
  } catch {
    // a locale that is not one: the amount is still worth showing
    return new Intl.NumberFormat('en', options)
  }
}
