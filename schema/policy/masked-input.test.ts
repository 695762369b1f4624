import { describe, expect, it } from 'vitest'
import { PLACEHOLDERS } from './detectors.ts'
import { HOSTILE_VALUES } from './masks/hostile-values.ts'
import { isMaskedInput } from './masked-input.ts'
import { maskValue } from './masks.ts'
import { pseudonymOf } from './pseudonym.ts'

const FORMATS = ['EMAIL', 'NAME', 'PHONE', 'IP', 'TAX_ID', 'LAST4', 'FIXED'] as const

describe('isMaskedInput', () => {
  it('knows every mask that its own format makes, of every hostile value', () => {
    const missed = FORMATS.flatMap((format) => HOSTILE_VALUES.flatMap((value) => {
      const masks = [maskValue(format, value), maskValue(format, value, { country: 'DE' })]
      return masks.filter((mask) => mask !== null && !isMaskedInput(format, mask)).map((mask) => [format, value, mask])
    }))
    expect(missed).toEqual([])
  })

  it('knows a mask with blanks around it, and a pseudonym in the place of any value', () => {
    const ring = { current: 1, keys: new Map([[1, Buffer.alloc(32, 1)]]) }
    const pseudonym = pseudonymOf(ring, { brandId: 'b', purpose: 'ANALYTICS', coordinate: 'User.email', subjectId: 's', value: 'a@b.org' })
    expect(isMaskedInput('EMAIL', '  a•••@•••.org\n')).toBe(true)
    for (const format of FORMATS) expect(isMaskedInput(format, pseudonym)).toBe(true)
  })

  it.each([
    ['EMAIL', 'anna@example.org'], ['EMAIL', 'a•••@example.org'], ['NAME', 'Ana•'], ['NAME', 'A••••'], ['NAME', 'A•••B'], ['NAME', '•'], ['PHONE', '+49 30 123456'],
    ['IP', '203.0.113.7'], ['TAX_ID', 'DE123456789'], ['TAX_ID', 'DE••••••'], ['EMAIL', 'psn_ANALYTICS_short'], ['NAME', 'psn_FUN_aaaaaaaaaaaaaaaaaaaaaa'], ['EMAIL', 7], ['EMAIL', null],
  ] as const)('takes a true value of %s: %s', (format, value) => {
    expect(isMaskedInput(format, value)).toBe(false)
  })

  it('refuses a placeholder that a change brings into a text, and takes one that was there or that is written first', () => {
    for (const placeholder of PLACEHOLDERS) {
      expect(isMaskedInput('TEXT', `write to ${placeholder}`, 'write to anna@example.org')).toBe(true)
      expect(isMaskedInput('TEXT', `write to ${placeholder}, please`, `write to ${placeholder}`)).toBe(false)
      expect(isMaskedInput('TEXT', `write to ${placeholder}`)).toBe(false)
      expect(isMaskedInput('TEXT', `write to ${placeholder}`, null)).toBe(false)
    }
  })

  it('refuses JSON that says anywhere that something was left out', () => {
    expect(isMaskedInput('JSON', { a: [{ '‹redacted›': true }] })).toBe(true)
    expect(isMaskedInput('JSON', { a: [{ redacted: true }], b: '‹redacted›' })).toBe(false)
    const deep = Array.from({ length: 50_000 }).reduce<unknown>((inner) => [inner], { '‹redacted›': true })
    expect(isMaskedInput('JSON', deep)).toBe(true)
  })
})
