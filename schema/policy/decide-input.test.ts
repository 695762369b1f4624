import { describe, expect, it } from 'vitest'
import { PII_CATEGORIES } from '../model.ts'
import { decide, type Target } from './decide.ts'
import { decideInput, inputReach, isLookup, type InputUse } from './decide-input.ts'
import { CLEARANCES, PURPOSES, type Clearance, type Purpose } from './principal.ts'
import { aClass, aLabel, wireOf } from './test-principal.ts'

const USES = ['FILTER', 'ORDER', 'GROUP', 'IS_NULL'] as const
const email = aLabel('CONTACT', { mask: 'EMAIL', pseudonym: true })

function uses(clearances: readonly Clearance[], purpose: Purpose, target: Partial<Target> & Pick<Target, 'label'>): string[] {
  const decision = decide(aClass(clearances, { purpose }), { coordinate: 'User.email', hasSubject: true, wire: wireOf(target.label), ...target })
  return USES.map((use: InputUse) => decideInput(decision, use, target.label))
}

describe('decideInput', () => {
  it('lets everybody use public columns, those of the brand only its readers', () => {
    const label = { public: true } as const
    expect(uses([], 'SERVICE', { label })).toEqual(['ALLOW', 'ALLOW', 'ALLOW', 'ALLOW'])
    expect(uses([], 'SERVICE', { label: { public: true, scope: 'BRAND' }, readPermission: 'audit.log.read' })).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'REFUSE'])
  })

  it('refuses an analyst every comparison, order and group by an e-mail', () => {
    expect(uses(['analyst'], 'ANALYTICS', { label: email })).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'REFUSE'])
    expect(uses(['analyst'], 'SERVICE', { label: email }).slice(1, 3)).toEqual(['REFUSE', 'REFUSE'])
  })

  it('compares over the rows that are raw, and asks for presence over those that are masked too', () => {
    expect(uses(['member'], 'SERVICE', { label: email })).toEqual(['ROW', 'REFUSE', 'REFUSE', 'ROW'])
    expect(uses(['admin'], 'SERVICE', { label: email })).toEqual(['ROW', 'ROW', 'ROW', 'ROW'])
    expect(uses(['support'], 'SUPPORT', { label: email, hasSubject: false })).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'ALLOW'])
  })

  it('lets staff look for the name of an organization that is not one person\'s own, and sort nothing by it', () => {
    const name = { label: aLabel('CONTACT', { mask: 'NAME', ownOrganization: true }), coordinate: 'Organization.name', hasSubject: false }
    expect(uses(['support'], 'SUPPORT', name)).toEqual(['ROW', 'REFUSE', 'REFUSE', 'ALLOW'])
    expect(uses(['analyst'], 'ANALYTICS', name)).toEqual(['ROW', 'REFUSE', 'REFUSE', 'ROW'])
    expect(uses(['support', 'member'], 'SERVICE', name)).toEqual(['ROW', 'ROW', 'ROW', 'ALLOW'])
  })

  it('never orders or groups by a catastrophic column, not even one that is read', () => {
    const card = aLabel('PAYMENT_CARD', { mask: 'LAST4' })
    expect(uses(['privacy_officer'], 'LEGAL', { label: card, revealed: 'LEGAL' })).toEqual(['ALLOW', 'REFUSE', 'REFUSE', 'ALLOW'])
  })

  it('does not ask for the presence of a text of which a redacted copy is shown', () => {
    expect(uses(['support'], 'SUPPORT', { label: aLabel('FREE_TEXT'), hasSubject: false })).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'REFUSE'])
  })

  it('allows nothing on credentials to anybody', () => {
    for (const clearance of CLEARANCES) for (const purpose of PURPOSES) {
      expect(uses([clearance], purpose, { label: aLabel('CREDENTIAL'), revealed: purpose })).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'REFUSE'])
    }
    const mistaken = { reveal: 'ALL', mask: 'ALL', pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] } as const
    expect(USES.map((use) => decideInput(mistaken, use, aLabel('CREDENTIAL')))).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'REFUSE'])
  })

  it('compares nothing on the rows of an emergency access, where a reading would be logged', () => {
    const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['FREE_TEXT'], purpose: 'SECURITY', exp: 1 } as const
    const label = aLabel('FREE_TEXT')
    const decision = decide(aClass([], { breakGlass, purpose: 'SECURITY', purposes: ['SECURITY'] }), { coordinate: 'Any.field', label, hasSubject: true, wire: 'String' })
    expect(decision.reveal).toEqual(['BREAK_GLASS'])
    expect(USES.map((use) => decideInput(decision, use, label))).toEqual(['REFUSE', 'REFUSE', 'REFUSE', 'ROW'])
  })

  it('orders by nothing on those rows either, where an organization of one\'s own may be ordered', () => {
    const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['FREE_TEXT'], purpose: 'SERVICE', exp: 1 } as const
    const decision = decide(aClass(['admin'], { breakGlass }), { coordinate: 'Any.field', label: aLabel('FREE_TEXT'), hasSubject: true, wire: 'String' })
    expect(decision.reveal).toContain('BREAK_GLASS')
    for (const use of ['ORDER', 'GROUP'] as const) {
      expect(inputReach(decision, use, aLabel('FREE_TEXT'))).toContain('ADMIN')
      expect(inputReach(decision, use, aLabel('FREE_TEXT'))).not.toContain('BREAK_GLASS')
    }
  })

  it('never reaches rows beyond those that are shown raw, or masked for presence', () => {
    for (const clearance of CLEARANCES) for (const purpose of PURPOSES) for (const category of PII_CATEGORIES) {
      const label = aLabel(category)
      const decision = decide(aClass([clearance], { purpose }), { coordinate: 'Any.field', label, hasSubject: true, wire: wireOf(label) })
      for (const use of USES) {
        const reach = inputReach(decision, use, label)
        const shown = use === 'IS_NULL' ? [decision.reveal, decision.mask] : [decision.reveal]
        if (!shown.includes('ALL')) expect(reach === 'ALL' ? ['ALL'] : reach.filter((relation) => !shown.flat().includes(relation))).toEqual([])
      }
    }
  })
})

describe('a lookup', () => {
  const target: Target = { coordinate: 'User.email', label: aLabel('CONTACT', { mask: 'EMAIL', pseudonym: true, lookup: true }), hasSubject: true, wire: 'String' }
  const staff = { brandPermissions: ['*'] }
  const asked = (clearances: readonly Clearance[], parts: Parameters<typeof aClass>[1] = {}, { label = target.label, ...rest }: Partial<Target> = {}) => {
    const principalClass = aClass(clearances, parts)
    const decision = decide(principalClass, { ...target, label, ...rest })
    return [decideInput(decision, 'LOOKUP', label, principalClass), isLookup(decision, label, principalClass)]
  }

  it('is for staff who see the mask everywhere and hold the right', () => {
    for (const clearance of ['support', 'support_lead', 'privacy_officer'] as const) expect(asked([clearance], staff)).toEqual(['ALLOW', true])
    expect(asked(['support'], { brandPermissions: ['pii.lookup.use'] })).toEqual(['ALLOW', true])
    expect(asked(['support'], { brandPermissions: ['identity.*', 'pii.contact.reveal'] })).toEqual(['ROW', false])
  })

  it('is not for those who see pseudonyms, or only the rows of their organization', () => {
    expect(asked(['analyst'], { ...staff, purpose: 'ANALYTICS' })).toEqual(['REFUSE', false])
    expect(asked(['auditor'], { ...staff, purpose: 'AUDIT' })).toEqual(['REFUSE', false])
    expect(asked(['admin'], staff)).toEqual(['ROW', false])
    expect(asked(['member'])).toEqual(['ROW', false])
  })

  it('is limited by the words of the token, and in somebody else\'s name by the rights of both', () => {
    expect(asked(['support'], { ...staff, scopes: ['identity.*'] })).toEqual(['REFUSE', false])
    expect(asked(['support'], { ...staff, scopes: ['pii.lookup.use'] })).toEqual(['ALLOW', true])
    const onBehalfOf = { id: 'p3', clearances: ['support'], assignments: [], brandPermissions: [], scopes: [] } as const
    expect(asked(['support'], { ...staff, onBehalfOf })).toEqual(['REFUSE', false])
    expect(asked(['support'], { ...staff, onBehalfOf: { ...onBehalfOf, brandPermissions: ['*'] } })).toEqual(['ALLOW', true])
  })

  it('is none where the raw value is read anyway, and nothing without the label or without anybody who asks', () => {
    expect(asked(['support_lead'], { ...staff, purpose: 'SUPPORT' }, { revealed: 'SUPPORT' })).toEqual(['ALLOW', false])
    expect(asked(['support'], staff, { label: email })).toEqual(['ROW', false])
    const decision = decide(aClass(['support'], staff), target)
    expect([decideInput(decision, 'LOOKUP', target.label), isLookup(decision, target.label, undefined)]).toEqual(['ROW', false])
    expect(asked(['support'], staff, { label: aLabel('CREDENTIAL', { lookup: true }) })).toEqual(['REFUSE', false])
  })
})
