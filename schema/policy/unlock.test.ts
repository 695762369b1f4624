import { describe, expect, it } from 'vitest'
import { PII_CATEGORIES } from '../model.ts'
import { aClass, aLabel } from './test-principal.ts'
import { unlockOf } from './unlock.ts'

describe('unlockOf', () => {
  it.each([
    ['support', 'CONTACT', '@reveal(reason:, purpose: SUPPORT, ticket:) as support lead'],
    ['support_lead', 'CONTACT', '@reveal(reason:, purpose: SUPPORT, ticket:)'],
    ['support', 'GOVERNMENT_ID', '@reveal(reason:, purpose: BILLING) as billing admin'],
    ['privacy_officer', 'GOVERNMENT_ID', '@reveal(reason:, purpose: LEGAL)'],
    ['analyst', 'MIXED', '@reveal(reason:, purpose: LEGAL) as privacy officer'],
    ['support', 'FREE_TEXT', 'purpose: SUPPORT as support lead'],
    ['auditor', 'CREDENTIAL', 'never: a credential can be checked, not read'],
    ['auditor', 'HEALTH', undefined],
  ] as const)('tells %s about %s: %s', (clearance, category, text) => {
    expect(unlockOf(aClass([clearance]), aLabel(category))).toBe(text)
  })

  it('names the purpose of the emergency access under way, and of several purposes one that the token lists', () => {
    const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['CONTACT', 'PAYMENT_CARD', 'FREE_TEXT'], purpose: 'SECURITY', exp: 1 } as const
    const lead = aClass(['support_lead'], { breakGlass })
    expect(['CONTACT', 'FREE_TEXT', 'GOVERNMENT_ID', 'PAYMENT_CARD'].map((category) => unlockOf(lead, aLabel(PII_CATEGORIES.find((one) => one === category) ?? 'MIXED')))).toEqual([
      '@reveal(reason:, purpose: SECURITY)', 'purpose: SECURITY', '@reveal(reason:, purpose: BILLING) as billing admin', '@reveal(reason:, purpose: BILLING) as billing admin',
    ])
    expect(unlockOf(aClass(['privacy_officer'], { purposes: ['SERVICE', 'DSAR'] }), aLabel('MIXED'))).toBe('@reveal(reason:, purpose: DSAR)')
  })

  it('tells customers nothing', () => {
    for (const clearance of ['member', 'admin', 'billing_admin'] as const) expect(unlockOf(aClass([clearance]), aLabel('CONTACT'))).toBeUndefined()
  })
})
