import { describe, expect, it } from 'vitest'
import { covers, holdsBrand, isPermissionPattern, narrow, orgsHolding, workspacesHolding } from './permissions.ts'
import { aPerson } from './test-principal.ts'

describe('permission patterns', () => {
  it.each(['*', 'billing.*', 'billing.invoice.*', 'billing.invoice.read', 'pii.contact.reveal', 'a1_b.c.d'])('%s is one', (text) => {
    expect(isPermissionPattern(text)).toBe(true)
  })

  it.each(['', '**', '.*', 'billing', 'billing.', 'billing*', '*.read', 'billing.*.read', 'billing.invoice.read.now', 'billing.invoice.read.*', 'Billing.*', '1a.*', 'billing..read', 'billing.*\n'])('%j is none', (text) => {
    expect(isPermissionPattern(text)).toBe(false)
  })

  it.each([
    ['*', 'billing.invoice.read', true], ['billing.*', 'billing.invoice.read', true], ['billing.invoice.*', 'billing.invoice.read', true], ['billing.*', 'billing.invoice.*', true],
    ['billing.invoice.read', 'billing.invoice.read', true], ['billing.invoice.*', 'billing.invoice_line.read', false], ['billing.*', 'billing_extra.invoice.read', false],
    ['billing.invoice.read', 'billing.*', false], ['billing.invoice.*', 'billing.*', false], ['billing.*', '*', false],
    ['*', 'pii.contact.reveal', false], ['pii.*', 'pii.contact.reveal', false], ['pii.contact.*', 'pii.contact.reveal', false],
    ['pii.contact.reveal', 'pii.contact.reveal', true], ['pii.contact.reveal', 'pii.free_text.reveal', false],
  ])('%s covers %s: %s', (held, wanted, answer) => {
    expect(covers(held, wanted)).toBe(answer)
  })

  it('narrows two lists to what both give', () => {
    expect(new Set(narrow(['organization.*', 'billing.invoice.read'], ['organization.workspace.read', 'billing.*'])))
      .toEqual(new Set(['organization.workspace.read', 'billing.invoice.read']))
    expect(narrow(['*'], ['billing.*', 'billing.invoice.read'])).toEqual(['billing.*'])
    expect(narrow(['billing.*'], ['support.*'])).toEqual([])
    expect(narrow([], ['*'])).toEqual([])
    expect(narrow(['*'], ['pii.contact.reveal'])).toEqual([])
    expect(new Set(narrow(['*', 'pii.contact.reveal'], ['pii.contact.reveal', '*']))).toEqual(new Set(['*', 'pii.contact.reveal']))
  })

  it('narrows to nothing that either list does not cover', () => {
    const some = ['*', 'a.*', 'a.b.*', 'a.b.c', 'b.*', 'b.c.d', 'pii.*', 'pii.contact.reveal']
    const lists = some.flatMap((one) => some.map((other) => [one, other]))
    for (const a of lists) for (const b of lists) for (const common of narrow(a, b)) {
      expect(a.some((held) => covers(held, common)) && b.some((held) => covers(held, common))).toBe(true)
    }
  })
})

describe('where a permission is held', () => {
  const principal = aPerson({
    assignments: [
      { clearance: 'member', orgId: 'o1', permissions: ['organization.organization.read'] },
      { clearance: 'member', workspaceId: 'w1', permissions: ['*'] },
      { clearance: 'admin', workspaceId: 'w1', permissions: ['*'] },
      { clearance: 'billing_admin', orgId: 'o2', permissions: ['billing.*'] },
    ],
    brandPermissions: ['support.ticket.read'],
  })

  it('lists organizations and workspaces apart, each of them once', () => {
    expect(orgsHolding(principal, 'organization.organization.read')).toEqual(['o1'])
    expect(workspacesHolding(principal, 'organization.organization.read')).toEqual(['w1'])
    expect(orgsHolding(principal, 'billing.invoice.read')).toEqual(['o2'])
    expect(holdsBrand(principal, 'support.ticket.read')).toBe(true)
    expect(holdsBrand(principal, 'billing.invoice.read')).toBe(false)
  })

  it('is nowhere beyond the scopes of the token', () => {
    const scoped = { ...principal, scopes: ['billing.*'] }
    expect(workspacesHolding(scoped, 'organization.workspace.read')).toEqual([])
    expect(workspacesHolding(scoped, 'billing.invoice.read')).toEqual(['w1'])
    expect(holdsBrand(scoped, 'support.ticket.read')).toBe(false)
  })

  it('is nowhere for a caller without a name, and nowhere for an assignment that names both places or none', () => {
    expect(workspacesHolding({ ...principal, kind: 'ANONYMOUS' }, 'billing.invoice.read')).toEqual([])
    expect(holdsBrand({ ...principal, kind: 'ANONYMOUS' }, 'support.ticket.read')).toBe(false)
    const broken = aPerson({ assignments: [{ clearance: 'admin', orgId: 'o1', workspaceId: 'w1', permissions: ['*'] }, { clearance: 'admin', permissions: ['*'] }] })
    expect([orgsHolding(broken, 'a.b.c'), workspacesHolding(broken, 'a.b.c')]).toEqual([[], []])
  })
})

describe('holding a permission in somebody else\'s name', () => {
  const held = (orgIds: readonly string[], parts = {}) => ({ id: 'p3', clearances: [], brandPermissions: [], scopes: [], assignments: orgIds.map((orgId) => ({ clearance: 'admin' as const, orgId, permissions: ['*'] })), ...parts })
  const staff = aPerson({ brandPermissions: ['*'] })
  const admin = aPerson({ assignments: held(['o1', 'o2']).assignments })

  it('is where both hold it', () => {
    expect(orgsHolding({ ...staff, onBehalfOf: held(['o2', 'o3']) }, 'a.b.c')).toEqual(['o2', 'o3'])
    expect(orgsHolding({ ...admin, onBehalfOf: held(['o2', 'o3']) }, 'a.b.c')).toEqual(['o2'])
    expect(orgsHolding({ ...admin, onBehalfOf: held([], { brandPermissions: ['*'] }) }, 'a.b.c')).toEqual(['o1', 'o2'])
    expect(workspacesHolding({ ...admin, onBehalfOf: held(['o2']) }, 'a.b.c')).toEqual([])
  })

  it('is the whole brand only if it is for both', () => {
    expect(holdsBrand({ ...staff, onBehalfOf: held([]) }, 'a.b.c')).toBe(false)
    expect(holdsBrand({ ...staff, onBehalfOf: held([], { brandPermissions: ['a.*'] }) }, 'a.b.c')).toBe(true)
    expect(holdsBrand({ ...staff, onBehalfOf: held([], { brandPermissions: ['a.*'], scopes: ['b.*'] }) }, 'a.b.c')).toBe(false)
    expect(orgsHolding({ ...staff, onBehalfOf: held(['o2'], { scopes: ['b.*'] }) }, 'a.b.c')).toEqual([])
  })
})
