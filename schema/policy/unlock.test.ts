import { describe, expect, it } from 'vitest'
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

  it('tells customers nothing', () => {
    for (const clearance of ['member', 'admin', 'billing_admin'] as const) expect(unlockOf(aClass([clearance]), aLabel('CONTACT'))).toBeUndefined()
  })
})
