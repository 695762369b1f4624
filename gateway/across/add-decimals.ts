const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

interface Scaled {
  readonly digits: bigint
  readonly scale: number
}

const read = (text: string): Scaled => {
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? []
  if (whole === '') throw new Error('A figure is no decimal number.')
  return { digits: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

const write = ({ digits, scale }: Scaled): string => {
  if (scale === 0) return String(digits)
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0')
  return `${digits < 0n ? '-' : ''}${text.slice(0, -scale)}.${text.slice(-scale)}`
}

/** The sum of two decimal numbers, exactly, as Postgres writes a numeric. */
export const addDecimals = (left: string, right: string): string => {
  const [a, b] = [read(left), read(right)]
  const scale = Math.max(a.scale, b.scale)
  const at = ({ digits, scale: own }: Scaled): bigint => digits * 10n ** BigInt(scale - own)
  return write({ digits: at(a) + at(b), scale })
}
