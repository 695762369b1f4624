import { describe, expect, it } from 'vitest'
import { hasFindings, redactText } from './detectors.ts'

describe('redactText', () => {
  it.each([
    ['Write to alice.smith+x@mail.example.org please.', 'Write to ‹email› please.'],
    ['ALICE@EXAMPLE.ORG, bob@example.co.uk', '‹email›, ‹email›'],
    ['alice (at) example.org', '‹email›'],
    ['jürgen@müller.example', '‹email›'],
    ['Call +49 151 1234567 today', 'Call ‹phone› today'],
    ['Call (555) 010-9999 or 555-010-9999.', 'Call ‹phone› or ‹phone›.'],
    ['0151/1234567', '‹phone›'],
    ['card 4242 4242 4242 4242 exp 12/29', 'card ‹card› exp 12/29'],
    ['4242424242424242', '‹card›'],
    ['4242 4242 4242 4242 12 29 or 12 4242-4242-4242-4242', '‹card› 12 29 or 12 ‹card›'],
    ['4242 4242 4242 4242 5555 5555 5555 4444', '‹card› ‹card›'],
    ['ES91 2100 0418 4502 0005 1332 then', '‹iban› then'],
    ['+1 555-010-9999', '‹phone›'],
    ['378282246310005', '‹card›'],
    ['IBAN DE89 3704 0044 0532 0130 00.', 'IBAN ‹iban›.'],
    ['GB82WEST12345698765432', '‹iban›'],
    ['from 203.0.113.7 and 2001:db8::1', 'from ‹ip› and ‹ip›'],
    ['at fe80:0:0:0:1:2:3:4', 'at ‹ip›'],
    ['llámame al 612 345 678 o al 91 123 45 67', 'llámame al ‹phone› o al ‹phone›'],
    ['cellulare 333 1234567, 347.12.34.567', 'cellulare ‹phone›, ‹phone›'],
    ['1-800-555-0142', '‹phone›'],
    ['glpat-abcdefghij0123456789', '‹token›'],
    ['token vgp_0123456789ABCDEFGHIJKLMNOPQRST1IoV7B', 'token ‹token›'],
    ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_1', 'Bearer ‹token›'],
    ['key sk_live_0123456789abcdef', 'key ‹token›'],
  ])('%j becomes %j', (text, redacted) => {
    expect(redactText(text)).toBe(redacted)
  })

  it.each([
    'due 01.06.2026 or 01/06/2026', '2026-06-30 00:00:00', 'Invoice 2026-000123 of 30.06.2026 for 1,299.00 EUR', 'The export takes 12 seconds at 10:45:30.', 'Version 18.4.0 broke plan_tier', 'id 01890000-0000-7000-8000-000000000001',
    'We saw error 504 three times @ noon', 'seats: 120 of 250', 'a::b', 'order #0482-1193', 'part AX-0410-220', '612 345 678 €', '1.234.567,89', 'C++ std::vector', '4242 4242 4242 4241', '',
  ])('%j stays as it is', (text) => {
    expect(redactText(text)).toBe(text)
    expect(hasFindings(text)).toBe(false)
  })

  it('finds nothing in its own result', () => {
    const once = redactText('a@b.org +49 151 1234567 4242424242424242 DE89370400440532013000 203.0.113.7 vgp_0123456789ABCDEFGHIJ')
    expect(redactText(once)).toBe(once)
  })

  it('reads twenty thousand letters of any kind in bounded time', () => {
    const hostile = ['a', '1', '1 ', ':', 'a.', '(', '+', '@', 'a@', 'a@a.', 'AA00 ', '0 ()', '1.', 'vgp_', '-', '\u0301', '333 ', '612 ', '4-', 'sk-', 'eyJaaaaaaaa.'].map((part) => part.repeat(20_000 / part.length))
    for (const text of hostile) {
      // the processor's time and not the clock's: other tests may be running
      const { user } = process.cpuUsage()
      redactText(text)
      expect(process.cpuUsage().user - user, text.slice(0, 4)).toBeLessThan(500_000)
    }
  })
})
