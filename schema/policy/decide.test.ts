import { describe, expect, it } from 'vitest'
import { PII_CATEGORIES, type SensitiveLabel } from '../model.ts'
import { decide, decideOnRow, type Target } from './decide.ts'
import { classOf } from './principal-class.ts'
import { policies } from './policies.ts'
import type { Policy } from './policy.ts'
import { CLEARANCES, PURPOSES, type Clearance } from './principal.ts'
import { aClass, aLabel, aPerson, wireOf } from './test-principal.ts'

function targetFor(coordinate: string, label: SensitiveLabel, parts: Partial<Target> = {}): Target {
  return { coordinate, label, hasSubject: true, wire: wireOf(label), ...parts }
}

const ROLES_WITHOUT_A_GRANT = {
  self: '–', member: '–', admin: '–', billing_admin: '–', support: '–', support_lead: '–', analyst: '–', auditor: '–', privacy_officer: '–', break_glass: '–',
} as const

const email = aLabel('CONTACT', { mask: 'EMAIL', pseudonym: true, lookup: true })

describe('decide', () => {
  it('shows a member the own e-mail, a mask inside the organization and nothing elsewhere', () => {
    expect(decide(aClass(['member']), targetFor('User.email', email)))
      .toEqual({ reveal: ['SELF'], mask: ['SELF_FROZEN', 'MEMBER'], pseudonym: [], first: 'MASK', otherwise: 'REDACT', unlogged: ['SELF'], counted: [] })
  })

  it('gives analysts pseudonyms where the column has them and null where it has none', () => {
    const analyst = aClass(['analyst'], { purpose: 'ANALYTICS' })
    expect(decide(analyst, targetFor('User.email', email)).pseudonym).toBe('ALL')
    expect(decide(analyst, targetFor('User.fullName', aLabel('CONTACT', { mask: 'NAME' }))))
      .toEqual({ reveal: [], mask: ['SELF', 'SELF_FROZEN'], pseudonym: [], first: 'PSEUDONYM', otherwise: 'REDACT', unlogged: [], counted: [] })
  })

  it('never opens a credential, to nobody and for no purpose', () => {
    const everybody = CLEARANCES.map((clearance) => [clearance])
    for (const clearances of [[], ...everybody, [...CLEARANCES]]) for (const purpose of PURPOSES) for (const scopes of [[], ['pii.credential.reveal', '*']]) {
      const decision = decide(aClass(clearances, { purpose, scopes }), targetFor('User.passwordHash', aLabel('CREDENTIAL'), { revealed: purpose }))
      expect(decision).toEqual({ reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] })
    }
  })

  it('does not take a row without a data subject for one\'s own', () => {
    expect(decide(aClass([]), targetFor('BillingProfile.taxId', aLabel('GOVERNMENT_ID'), { hasSubject: false })))
      .toEqual({ reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] })
  })

  it('gives nothing for a purpose that the token does not list', () => {
    const stranger = classOf(aPerson({ purpose: 'SERVICE', purposes: ['ANALYTICS'] }))
    expect(decide(stranger, targetFor('User.email', email)).reveal).toEqual([])
  })

  it('redacts for callers without a name, catastrophic columns included', () => {
    const nobody = classOf(aPerson({ kind: 'ANONYMOUS', clearances: ['support'], assignments: [{ clearance: 'admin', orgId: 'o1', permissions: ['*'] }] }))
    for (const category of PII_CATEGORIES.filter((one) => one !== 'CREDENTIAL')) {
      expect(decide(nobody, targetFor('Any.field', aLabel(category)))).toEqual({ reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REDACT', unlogged: [], counted: [] })
    }
  })

  it('gives the system itself no cell', () => {
    const system = classOf(aPerson({ kind: 'SYSTEM', clearances: ['privacy_officer'], purpose: 'LEGAL', purposes: ['LEGAL'] }))
    expect(decide(system, targetFor('User.email', email, { revealed: 'LEGAL' }))).toMatchObject({ reveal: [], mask: [], pseudonym: [] })
  })

  it('masks for service accounts unless their key names the category', () => {
    const assignments = [{ clearance: 'admin', orgId: 'o1', permissions: ['*'] }] as const
    const key = (scopes: readonly string[]) => classOf(aPerson({ kind: 'SERVICE_ACCOUNT', personId: undefined, userId: undefined, assignments, scopes }))
    for (const scopes of [[], ['*'], ['pii.*'], ['pii.contact.*'], ['pii.free_text.reveal']]) {
      expect(decide(key(scopes), targetFor('User.email', email))).toMatchObject({ reveal: [], mask: ['ADMIN'] })
    }
    expect(decide(key(['pii.contact.reveal']), targetFor('User.email', email))).toMatchObject({ reveal: ['ADMIN'], mask: [] })
  })

  it('holds a token with scopes below raw values that they do not name', () => {
    const scoped = aClass(['member'], { scopes: ['*'] })
    expect(decide(scoped, targetFor('User.email', email))).toMatchObject({ reveal: [], mask: ['SELF', 'SELF_FROZEN', 'MEMBER'] })
    expect(decide(aClass(['analyst'], { scopes: ['*'], purpose: 'ANALYTICS' }), targetFor('User.email', email))).toMatchObject({ reveal: [], pseudonym: [] })
  })

  it('ignores clearances in the wrong place', () => {
    expect(aClass([], { clearances: ['admin', 'member', 'billing_admin'] }).cells).toEqual(['self'])
    expect(aClass([], { assignments: [{ clearance: 'billing_admin', workspaceId: 'w1', permissions: ['*'] }] }).cells).toEqual(['self'])
    expect(aClass([], { assignments: [{ clearance: 'admin', permissions: ['*'] }] }).cells).toEqual(['self'])
    expect(aClass([], { assignments: [{ clearance: 'admin', orgId: 'o1', workspaceId: 'w1', permissions: ['*'] }] }).cells).toEqual(['self'])
  })

  it('gives null instead of a mask where the wire type has room for none', () => {
    const lockedUntil = targetFor('User.lockedUntil', aLabel('ONLINE_IDENTIFIER'), { wire: 'DateTime' })
    expect(decide(aClass(['admin']), lockedUntil)).toMatchObject({ reveal: ['SELF'], mask: [], otherwise: 'REDACT' })
    expect(decide(aClass(['support']), targetFor('Any.field', email, { list: true }))).toMatchObject({ mask: [], otherwise: 'REDACT' })
  })

  it('gives null for text that has no redacted copy', () => {
    const memo = targetFor('Invoice.memo', aLabel('FREE_TEXT', { redacted: undefined }), { hasSubject: false })
    expect(decide(aClass(['support']), memo)).toMatchObject({ reveal: [], mask: [], otherwise: 'REDACT' })
  })

  it('shows public values to all, and those of the brand to holders of its permission', () => {
    const open = { coordinate: 'Plan.code', label: { public: true }, hasSubject: false, wire: 'String' } as const
    expect(decide(classOf(aPerson({ kind: 'ANONYMOUS' })), open).reveal).toBe('ALL')
    const chain = { ...open, coordinate: 'AuditLog.chainSeq', label: { public: true, scope: 'BRAND' }, readPermission: 'audit.log.read' } as const
    expect(decide(aClass([], { brandPermissions: ['audit.*'] }), chain).reveal).toBe('ALL')
    expect(decide(aClass([], { brandPermissions: ['billing.*'] }), chain)).toMatchObject({ reveal: [], otherwise: 'REDACT' })
    expect(decide(aClass([], { brandPermissions: ['*'] }), { ...chain, readPermission: undefined })).toMatchObject({ reveal: [], otherwise: 'REDACT' })
  })
})

describe('coordinate grants', () => {
  const inside = (clearance: Clearance, coordinate: string, label: SensitiveLabel, purpose: 'SERVICE' | 'BILLING' = 'SERVICE') => {
    const relations = { member: ['MEMBER'], admin: ['ADMIN'], billing_admin: ['BILLING_ADMIN'] } as const
    const own = clearance === 'member' || clearance === 'admin' || clearance === 'billing_admin' ? relations[clearance] : []
    return decideOnRow(aClass([clearance], { purpose }), targetFor(coordinate, label, { hasSubject: false }), own)
  }
  const contact = aLabel('CONTACT', { mask: 'NAME' })
  const own = aLabel('CONTACT', { mask: 'NAME', ownOrganization: true })
  const memo = aLabel('FREE_TEXT', { redacted: undefined })
  const tax = aLabel('GOVERNMENT_ID', { mask: 'TAX_ID' })

  it.each([
    ['member', 'User.fullName', contact, 'REVEAL'], ['admin', 'User.fullName', contact, 'REVEAL'],
    ['member', 'Person.displayName', contact, 'REVEAL'], ['admin', 'Person.displayName', contact, 'REVEAL'],
    ['billing_admin', 'User.fullName', contact, 'MASK'], ['support', 'User.fullName', contact, 'MASK'],
    ['member', 'User.email', email, 'MASK'], ['admin', 'User.email', email, 'REVEAL'], ['billing_admin', 'User.email', email, 'MASK'],
    ['admin', 'Invitation.email', email, 'REVEAL'], ['member', 'Invitation.email', email, 'MASK'],
    ['admin', 'Person.contactEmail', email, 'MASK'], ['admin', 'Person.contactPhone', contact, 'MASK'], ['admin', 'User.emailAddress', email, 'MASK'],
    ['admin', 'User.idpSubject', contact, 'REVEAL'], ['member', 'User.idpSubject', contact, 'MASK'],
    ['member', 'Organization.name', own, 'REVEAL'], ['admin', 'Workspace.slug', own, 'REVEAL'], ['billing_admin', 'BillingProfile.legalEntity', own, 'REVEAL'],
    ['support', 'Organization.name', own, 'MASK'],
    ['billing_admin', 'BillingAccount.billingEmail', email, 'MASK'], ['billing_admin', 'Invoice.memo', memo, 'REDACT'],
  ] as const)('for every day: %s reads %s', (clearance, coordinate, label, action) => {
    expect(inside(clearance, coordinate, label)).toBe(action)
  })

  it.each([
    ['BillingAccount.billingEmail', email, 'REVEAL'], ['BillingAccount.addressLine1', contact, 'REVEAL'], ['Invoice.billToName', contact, 'REVEAL'],
    ['Invoice.billToAddress', contact, 'REVEAL'], ['Invoice.memo', memo, 'REVEAL'], ['Invoice.billToTaxId', tax, 'MASK'], ['BillingProfile.taxId', tax, 'MASK'],
    ['Organization.name', own, 'REVEAL'], ['User.email', email, 'MASK'], ['PaymentMethod.holderName', contact, 'MASK'],
  ] as const)('for billing: a billing admin reads %s', (coordinate, label, action) => {
    expect(inside('billing_admin', coordinate, label, 'BILLING')).toBe(action)
  })

  it('show staff the name of an organization that is not one person\'s own, for their work and every day', () => {
    const analyst = decide(aClass(['analyst'], { purpose: 'ANALYTICS' }), targetFor('Organization.name', own))
    expect(analyst).toEqual({ reveal: ['NOT_PERSONAL'], mask: ['SELF', 'SELF_FROZEN'], pseudonym: [], first: 'PSEUDONYM', otherwise: 'REDACT', unlogged: [], counted: ['NOT_PERSONAL'] })
    expect(decide(aClass(['support']), targetFor('Workspace.slug', own, { hasSubject: false }))).toMatchObject({ reveal: ['NOT_PERSONAL'], mask: 'ALL' })
    expect(decide(aClass(['support'], { purpose: 'MARKETING' }), targetFor('Workspace.slug', own, { hasSubject: false }))).toMatchObject({ reveal: [], mask: 'ALL' })
    expect(decide(aClass(['support'], { scopes: ['*'] }), targetFor('Workspace.slug', own, { hasSubject: false }))).toMatchObject({ reveal: [], mask: 'ALL' })
  })

  it('hold in no other organization', () => {
    expect(decideOnRow(aClass(['admin']), targetFor('User.email', email), ['MEMBER', 'BILLING_ADMIN'])).toBe('REDACT')
  })
})

describe('a request for the raw value', () => {
  const phone = targetFor('User.phone', aLabel('CONTACT', { mask: 'PHONE' }))
  const lead = (parts = {}) => aClass(['support_lead'], { purposes: ['SERVICE', 'SUPPORT'], ...parts })

  it('opens R* for its own purpose, whatever the rest of the operation is for, and only that field', () => {
    expect(decide(lead(), { ...phone, revealed: 'SUPPORT' })).toMatchObject({ reveal: 'ALL', counted: [], unlogged: [] })
    expect(decide(lead(), phone)).toMatchObject({ reveal: ['SELF'], mask: 'ALL' })
    expect(decide(lead({ purpose: 'SUPPORT' }), phone)).toMatchObject({ reveal: [], mask: 'ALL' })
  })

  it('opens nothing for a purpose that is not that of the role, or not in the token', () => {
    expect(decide(lead(), { ...phone, revealed: 'SERVICE' })).toMatchObject({ reveal: ['SELF'], mask: 'ALL' })
    expect(decide(lead({ purposes: ['SERVICE'] }), { ...phone, revealed: 'SUPPORT' })).toMatchObject({ reveal: [], mask: 'ALL' })
    expect(decide(aClass(['support'], { purposes: ['SUPPORT'] }), { ...phone, revealed: 'SUPPORT' })).toMatchObject({ reveal: [], mask: 'ALL' })
  })

  it('takes the place of the purpose also where a reason is not needed: R outside of it is the mask', () => {
    expect(decide(lead(), targetFor('SupportTicket.body', aLabel('FREE_TEXT'), { revealed: 'SUPPORT' }))).toMatchObject({ reveal: 'ALL', counted: 'ALL' })
    expect(decide(aClass(['member']), targetFor('User.email', email, { revealed: 'BILLING' })).reveal).toEqual([])
  })
})

describe('an emergency access', () => {
  const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['CONTACT', 'FREE_TEXT', 'CREDENTIAL', 'PAYMENT_CARD'], purpose: 'SECURITY', exp: 1 } as const
  const holder = (parts = {}) => aClass([], { breakGlass, purposes: ['SERVICE', 'SECURITY'], ...parts })
  const body = targetFor('SupportTicket.body', aLabel('FREE_TEXT'))

  it('opens rows of its subject with a reason, for its purpose, in its categories', () => {
    expect(decide(holder(), targetFor('User.phone', email, { revealed: 'SECURITY' }))).toMatchObject({ reveal: ['BREAK_GLASS'], unlogged: [], counted: [] })
    expect(decide(holder(), targetFor('User.phone', email))).toMatchObject({ reveal: ['SELF'], mask: ['SELF_FROZEN', 'BREAK_GLASS'] })
    expect(decide(holder({ purpose: 'SECURITY' }), body)).toMatchObject({ reveal: ['BREAK_GLASS'], counted: [], unlogged: [] })
    expect(decide(holder(), body)).toMatchObject({ reveal: ['SELF'], mask: ['SELF_FROZEN', 'BREAK_GLASS'] })
    expect(decide(holder(), targetFor('User.phone', email, { revealed: 'LEGAL' })).reveal).toEqual([])
    expect(decide(holder({ purposes: ['SERVICE'] }), targetFor('User.phone', email, { revealed: 'SECURITY' })).reveal).toEqual([])
    expect(decide(holder(), targetFor('User.lastIp', aLabel('ONLINE_IDENTIFIER'), { revealed: 'SECURITY' }))).toMatchObject({ reveal: [] })
    expect(decide(holder({ purpose: 'SECURITY' }), targetFor('Card.number', aLabel('PAYMENT_CARD'), { revealed: 'SECURITY' }))).toMatchObject({ reveal: [] })
  })

  it('never opens a credential, although it names the category', () => {
    expect(decide(holder({ purpose: 'SECURITY' }), targetFor('User.passwordHash', aLabel('CREDENTIAL'), { revealed: 'SECURITY' }))).toEqual(
      { reveal: [], mask: [], pseudonym: [], first: 'MASK', otherwise: 'REFUSE', unlogged: [], counted: [] })
  })

  it('to an entity opens that type where it is its own subject, and one to a person nothing that has none', () => {
    const entity = { ...breakGlass, subject: { kind: 'ENTITY', type: 'BillingProfile', id: 'b' } } as const
    const profile = (coordinate: string, hasSubject: boolean) => decide(holder({ breakGlass: entity }), targetFor(coordinate, email, { hasSubject, revealed: 'SECURITY' })).reveal
    expect([profile('BillingProfile.contact', false), profile('BillingAccount.contact', false), profile('BillingProfile.contact', true)]).toEqual([['BREAK_GLASS'], [], []])
    expect(decide(holder(), targetFor('BillingProfile.contact', email, { hasSubject: false, revealed: 'SECURITY' })).reveal).toEqual([])
  })

  it('leaves a full trace, of one\'s own rows too', () => {
    expect(decide(holder(), targetFor('User.email', email))).toMatchObject({ reveal: ['SELF'], unlogged: [] })
  })
})

describe('in somebody else\'s name', () => {
  const assignment = (clearance: 'member' | 'admin') => ({ clearance, orgId: 'o1', permissions: ['*'] })
  const partner = (parts = {}) => ({ id: 'p3', personId: 'p3', userId: 'u3', clearances: [], assignments: [assignment('member')], brandPermissions: [], scopes: [], ...parts })
  const fullName = targetFor('User.fullName', aLabel('CONTACT', { mask: 'NAME' }))

  it('nothing is one\'s own, neither that of the caller nor that of the other person', () => {
    const decision = decide(aClass(['support'], { onBehalfOf: partner() }), targetFor('User.email', email))
    expect(decision).toMatchObject({ reveal: [], mask: ['ON_BEHALF_MEMBER'] })
  })

  it('a row shows what both may see of it', () => {
    expect(decide(aClass(['admin'], { onBehalfOf: partner() }), fullName)).toMatchObject({ reveal: [['ADMIN', 'ON_BEHALF_MEMBER']], mask: [], unlogged: [], counted: [] })
    expect(decide(aClass(['support'], { purpose: 'SERVICE', onBehalfOf: partner() }), fullName)).toMatchObject({ reveal: [], mask: ['ON_BEHALF_MEMBER'] })
  })

  it('the words of either token are a ceiling', () => {
    expect(decide(aClass(['admin'], { onBehalfOf: partner({ scopes: ['*'] }) }), fullName)).toMatchObject({ reveal: [], mask: [['ADMIN', 'ON_BEHALF_MEMBER']] })
  })

  it('an emergency access counts for nothing', () => {
    const breakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: 1 } as const
    expect(decide(aClass([], { breakGlass, purposes: ['SECURITY'], onBehalfOf: partner() }), { ...fullName, revealed: 'SECURITY' })).toMatchObject({ reveal: [], mask: [] })
  })
})

describe('the way out', () => {
  it('masks in files and empties events, whatever is granted', () => {
    const body = targetFor('SupportTicket.body', aLabel('FREE_TEXT'))
    expect(decide(aClass(['member'], { channel: 'EXPORT' }), body)).toMatchObject({ reveal: [], mask: ['SELF', 'SELF_FROZEN', 'MEMBER'] })
    expect(decide(aClass(['member'], { channel: 'EVENT' }), body)).toMatchObject({ reveal: [], mask: [] })
    expect(decide(aClass(['analyst'], { channel: 'EXPORT', purpose: 'ANALYTICS' }), targetFor('User.email', email))).toMatchObject({ reveal: [], pseudonym: [] })
  })
})

describe('the access log', () => {
  it('keeps each raw value as it must', () => {
    const own = targetFor('User.fullName', aLabel('CONTACT', { mask: 'NAME' }))
    expect(decide(aClass(['admin']), own)).toMatchObject({ reveal: ['SELF', 'ADMIN'], unlogged: ['SELF'], counted: ['ADMIN'] })
    expect(decide(aClass(['admin']), targetFor('User.phone', email, { revealed: 'SERVICE' }))).toMatchObject({ reveal: ['SELF', 'ADMIN'], unlogged: ['SELF'], counted: [] })
    expect(decide(aClass([]), targetFor('Person.taxId', aLabel('GOVERNMENT_ID'), { revealed: 'SERVICE' }))).toMatchObject({ reveal: ['SELF'], unlogged: [], counted: [] })
    expect(decide(aClass(['member']), targetFor('SupportTicket.body', aLabel('FREE_TEXT')))).toMatchObject({ reveal: ['SELF', 'MEMBER'], unlogged: ['SELF'], counted: ['MEMBER'] })
    const key = classOf(aPerson({ kind: 'SERVICE_ACCOUNT', personId: undefined, userId: undefined, scopes: ['pii.free_text.reveal'], assignments: [{ clearance: 'member', orgId: 'o1', permissions: [] }] }))
    expect(decide(key, targetFor('SupportTicket.body', aLabel('FREE_TEXT')))).toMatchObject({ reveal: ['MEMBER'], unlogged: [], counted: [] })
  })
})

describe('two versions of the policy', () => {
  const { current } = policies()
  const earlier: Policy = { ...current, version: 'p_earlier', cells: { ...current.cells, CONTACT: { ...ROLES_WITHOUT_A_GRANT, self: 'R', admin: 'M' } } }

  it('decide together by what both allow', () => {
    const admin = aPerson({ assignments: [{ clearance: 'admin', orgId: 'o1', permissions: [] }, { clearance: 'member', orgId: 'o1', permissions: [] }] })
    const target = targetFor('User.phone', email, { revealed: 'SERVICE' })
    expect(decide(classOf(admin), target)).toMatchObject({ reveal: ['SELF', 'ADMIN'], mask: ['SELF_FROZEN', 'MEMBER'] })
    expect(decide(classOf(admin, [current, earlier]), target)).toMatchObject({ reveal: ['SELF'], mask: ['SELF_FROZEN', 'ADMIN'] })
    expect(decide(classOf(admin, [earlier, current]), target)).toEqual(decide(classOf(admin, [current, earlier]), target))
  })
})
