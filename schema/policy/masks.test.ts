import { describe, expect, it } from 'vitest'
import { MASK_FORMATS } from '../model.ts'
import { DETECTORS_VERSION } from './detectors.ts'
import { maskSql, maskValue } from './masks.ts'
import { E164_PREFIXES } from './masks/phone.ts'
import { HOSTILE_VALUES } from './masks/hostile-values.ts'

describe('maskValue', () => {
  it.each([
    ['EMAIL', 'alice@example.org', 'a•••@•••.org'],
    ['EMAIL', 'Bob.Smith+x@mail.example.co.uk', 'B•••@•••.uk'],
    ['EMAIL', '_x@example.org', '••••@•••.org'],
    ['EMAIL', 'alice', '••••@•••.•••'],
    ['EMAIL', 'Dr.Smith', '••••@•••.•••'],
    ['EMAIL', 'a@b@example.org', '••••@•••.•••'],
    ['EMAIL', 'alice@localhost', '••••@•••.•••'],
    ['EMAIL', 'alice@example.org\n', '••••@•••.•••'],
    ['EMAIL', 'alice@example.averysecretlabel', '••••@•••.•••'],
    ['NAME', 'Alice Smith', 'A•••'],
    ['NAME', 'Владимир', 'В•••'],
    ['NAME', 'محمد', 'م•••'],
    ['NAME', '李伟', '李•••'],
    ['NAME', '\u202eAlice', '••••'],
    ['NAME', '', '••••'],
    ['PHONE', '+4915112345678', '+49 •••••'],
    ['PHONE', '+1 (555) 010-9999', '+1 •••••'],
    ['PHONE', '+358401234567', '+358 •••••'],
    ['PHONE', '+2101234567', '+• •••••'],
    ['PHONE', '0151 1234567', '+• •••••'],
    ['IP', '203.0.113.7', '203.0.•.•'],
    ['IP', '203.0.113.0/24', '203.0.•.•'],
    ['IP', '2001:DB8:1::7', '2001:db8:•:•:•:•:•:•'],
    ['IP', '2001::7', '2001:0:•:•:•:•:•:•'],
    ['IP', '::1', '0:0:•:•:•:•:•:•'],
    ['IP', '::ffff:203.0.113.7', '0:0:•:•:•:•:•:•'],
    ['IP', '203.0.113.7 and more', '•.•.•.•'],
    ['TAX_ID', 'DE123456789', '•••••••••'],
    ['LAST4', '4242', '••••'],
    ['JSON', '{"a":1}', '{"‹redacted›": true}'],
    ['FIXED', 'anything', '•••'],
  ] as const)('%s of %j is %s', (format, value, masked) => {
    expect(maskValue(format, value, format === 'TAX_ID' ? {} : undefined)).toBe(masked)
  })

  it('shows the country of a tax id only where the row has one', () => {
    expect(maskValue('TAX_ID', '123', { country: 'DE' })).toBe('DE•••••••')
    expect(maskValue('TAX_ID', '123', { country: 'de; drop' })).toBe('•••••••••')
    expect(maskValue('TAX_ID', '123', { country: null })).toBe('•••••••••')
  })

  it('shows the redacted copy of a text if the present detectors made it', () => {
    expect(maskValue('TEXT', 'write to a@b.org', { redacted: 'write to ‹email›', version: DETECTORS_VERSION })).toBe('write to ‹email›')
    expect(maskValue('TEXT', 'write to a@b.org', { redacted: 'write to ‹email›', version: DETECTORS_VERSION - 1 })).toBeNull()
    expect(maskValue('TEXT', 'write to a@b.org', { redacted: 'write to ‹email›', version: null })).toBeNull()
    expect(maskValue('TEXT', 'write to a@b.org')).toBeNull()
  })

  it('leaves null null in every format', () => {
    for (const format of MASK_FORMATS) expect(maskValue(format, null)).toBeNull()
  })

  it('has one length for all values, but for the letters that it shows', () => {
    const shown = { EMAIL: /\.[A-Za-z]{2,8}$/, NAME: /^$/, PHONE: /^\+(?:[0-9]+|•)/, IP: /^[0-9a-f.:]+(?=[.:]•)/, TAX_ID: /^$/, LAST4: /^$/, JSON: /^$/, FIXED: /^$/ }
    for (const format of MASK_FORMATS.filter((one) => one !== 'TEXT')) {
      const lengths = new Set(HOSTILE_VALUES.map((value) => [...(maskValue(format, value) ?? '').replace(shown[format], '')].length))
      // what is unreadable has a form of its own in EMAIL and IP, and IPv6 is another form than IPv4
      expect(lengths.size, format).toBeLessThanOrEqual({ EMAIL: 2, IP: 3 }[String(format)] ?? 1)
    }
  })

  it('keeps everything of a value but the shown letters', () => {
    const canary = 'Qzx7Kvw9'
    for (const format of MASK_FORMATS) for (const value of [`${canary}@${canary}.org`, `Mr ${canary}`, `+49 ${canary}`, `2001:db8::${canary}`, `{"a":"${canary}"}`]) {
      expect(maskValue(format, value) ?? '').not.toContain(canary.slice(1))
    }
  })

  it('has country codes of which none is the beginning of another', () => {
    const clashes = E164_PREFIXES.filter((one) => E164_PREFIXES.some((other) => other !== one && other.startsWith(one)))
    expect(clashes).toEqual([])
    expect(new Set(E164_PREFIXES).size).toBe(E164_PREFIXES.length)
  })
})

describe('maskSql', () => {
  it('names the column in nothing but a test for null where the mask is a constant', () => {
    expect(maskSql('FIXED', 't.a')).toMatchInlineSnapshot(`"case when t.a is not null then '•••' end"`)
    expect(maskSql('JSON', 't.a')).toMatchInlineSnapshot(`"case when t.a is not null then '{"‹redacted›": true}'::jsonb end"`)
    expect(maskSql('TEXT', 't.a', { redactedSql: 't.a_redacted', versionSql: 't.redaction_version' })).toBe(
      `case when t.a is not null then case when t.redaction_version >= ${DETECTORS_VERSION} then t.a_redacted end end`)
    expect(maskSql('TEXT', 't.a')).toMatchInlineSnapshot(`"case when t.a is not null then null::text end"`)
    expect(maskSql('TAX_ID', 't.a', { countrySql: 't.country_code' })).toMatchInlineSnapshot(`"case when t.a is not null then coalesce(substring((t.country_code)::text from '^[A-Z]{2}$'), '••') || '•••••••' end"`)
  })

  it('uses no backslash, so that no setting of string constants changes its meaning', () => {
    for (const format of MASK_FORMATS) expect(maskSql(format, 't.a', { countrySql: 't.c', redactedSql: 't.r', versionSql: 't.v' })).not.toContain('\\')
  })
})
