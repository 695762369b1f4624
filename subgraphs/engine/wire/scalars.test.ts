import { describe, expect, it } from 'vitest'
import { SCALARS } from './scalars.ts'

function read(name: string, value: unknown): unknown {
  const scalar = SCALARS.find((each) => each.name === name)
  if (!scalar) throw new Error('no such scalar')
  try {
    return scalar.parseValue(value)
  } catch (error) {
    return error instanceof Error ? error.message : error
  }
}

describe('a value of the client', () => {
  it.each([
    ['DateTime', '2026-06-30T00:00:00Z', '2026-06-30T00:00:00.000Z'],
    ['DateTime', '2026-06-30T02:00:00.1234567+02:00', '2026-06-30T00:00:00.123Z'],
    ['Date', '2024-02-29', '2024-02-29'],
    ['SafeInt', -9007199254740991, -9007199254740991],
    ['Decimal', '-0.1250', '-0.1250'],
    ['CurrencyCode', 'EUR', 'EUR'],
    ['CountryCode', 'DE', 'DE'],
    ['IPAddress', '192.0.2.0/24', '192.0.2.0/24'],
    ['IPAddress', '2001:db8::1', '2001:db8::1'],
  ])('is taken as %s: %s', (name, value, expected) => {
    expect(read(name, value)).toBe(expected)
  })

  it.each([
    ['DateTime', '2026-06-30'], ['DateTime', '2026-06-30T00:00:00'], ['DateTime', '2026-02-30T00:00:00Z'], ['DateTime', '2026-06-30T25:00:00Z'],
    ['DateTime', '0000-01-01T00:00:00Z'], ['DateTime', '0001-01-01T00:00:00+14:00'], ['DateTime', '9999-12-31T23:00:00-14:00'], ['DateTime', 1],
    ['Date', '2023-02-29'], ['Date', '2023-13-01'], ['Date', '0000-01-01'], ['Date', '2023-1-1'],
    ['SafeInt', 1.5], ['SafeInt', 9007199254740992], ['SafeInt', '1'], ['SafeInt', Number.NaN],
    ['Decimal', '1e5'], ['Decimal', 'NaN'], ['Decimal', '.5'], ['Decimal', 1],
    ['CurrencyCode', 'eur'], ['CountryCode', 'DEU'],
    ['IPAddress', '192.0.2.1/33'], ['IPAddress', '192.0.2'], ['IPAddress', 'fe80::1%eth0'], ['IPAddress', '192.0.2.1/24/24'], ['IPAddress', '192.0.2.1/'],
  ])('is refused as %s without being repeated: %s', (name, value) => {
    expect(read(name, value)).toBe('VALIDATION_FAILED')
  })
})
