import { describe, expect, it } from 'vitest'
import { can, effectivePermissions } from './effective-permissions.ts'
import { decideOnRow } from './decide.ts'
import { mayGive } from './may-give.ts'
import { classOf } from './principal-class.ts'
import type { AssignmentFacts, RightsFacts, RightsPlace, RoleFacts } from './rights-facts.ts'
import { SYSTEM_ROLES } from './roles.ts'
import { aLabel, aPerson } from './test-principal.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const HOUR = 3_600_000
const PERSON = { kind: 'PERSON', id: 'p1' } as const

const systemRoles = SYSTEM_ROLES.map((role): RoleFacts => ({ ...role, id: role.key, orgId: null, status: 'ACTIVE' }))
const customRole = (parts: Partial<RoleFacts>): RoleFacts =>
  ({ id: 'custom', key: 'custom', orgId: 'o1', level: 'ORG', clearance: 'member', permissions: ['organization.organization.read'], status: 'ACTIVE', ...parts })

const assignment = (roleId: string, parts: Partial<AssignmentFacts> = {}): AssignmentFacts =>
  ({ id: `a-${roleId}`, roleId, workspaceId: null, startsAt: NOON - HOUR, expiresAt: null, status: 'ACTIVE', ...parts })

/** A member of `o1`, which somebody else owns and which has the workspaces `w1` and `w2`. */
const member = (assignments: readonly AssignmentFacts[], parts: Partial<RightsFacts> = {}): RightsFacts => ({
  holder: PERSON,
  organization: { id: 'o1', status: 'ACTIVE', ownerPersonId: 'p0' },
  membership: { status: 'ACTIVE', baseRoleId: 'org.member' },
  assignments, roles: systemRoles,
  workspaces: [{ id: 'w1', orgId: 'o1', status: 'ACTIVE' }, { id: 'w2', orgId: 'o1', status: 'ACTIVE' }],
  ...parts,
})

const owner = (parts: Partial<RightsFacts> = {}): RightsFacts => member([], { organization: { id: 'o1', status: 'ACTIVE', ownerPersonId: 'p1' }, ...parts })

const at = (workspaceId?: string, parts: Partial<RightsPlace> = {}): RightsPlace => ({ orgId: 'o1', at: NOON, ...workspaceId !== undefined && { workspaceId }, ...parts })
const may = (facts: RightsFacts, place: RightsPlace, permission: string): boolean => can(effectivePermissions(facts, place), permission)

const editor = member([assignment('workspace.editor', { workspaceId: 'w1' })])
const viewer = member([assignment('workspace.viewer')])
const admin = member([assignment('org.admin')])

describe('effective permissions', () => {
  it('R1: an editor of a workspace creates usage events in it', () => {
    expect(may(editor, at('w1'), 'entitlements.usage_event.create')).toBe(true)
  })

  it('R2: and not in another', () => {
    expect(may(editor, at('w2'), 'entitlements.usage_event.create')).toBe(false)
  })

  it('R3: a workspace role at the organization holds in each of its workspaces', () => {
    expect(may(viewer, at('w2'), 'organization.workspace.read')).toBe(true)
  })

  it('R4: and not at the organization itself', () => {
    expect(may(viewer, at(), 'organization.workspace.read')).toBe(false)
  })

  it('R5: a role of the organization flows down', () => {
    expect(may(admin, at('w2'), 'organization.workspace.update')).toBe(true)
  })

  it('R6: a token allows no more than its scopes', () => {
    const facts = { ...admin, scopes: ['organization.workspace.read'] }
    expect(may(facts, at('w2'), 'organization.workspace.update')).toBe(false)
    expect(effectivePermissions(facts, at('w2')).permissions).toEqual(['organization.workspace.read'])
  })

  it.each(['SUSPENDED', 'REMOVED'])('R7: a membership that is %s gives nothing', status => {
    const facts = { ...admin, membership: { status, baseRoleId: 'org.member' } }
    expect(effectivePermissions(facts, at())).toEqual({ permissions: [], sources: [] })
    expect(effectivePermissions({ ...facts, organization: { id: 'o1', status: 'ACTIVE', ownerPersonId: 'p1' } }, at())).toEqual({ permissions: [], sources: [] })
  })

  it('R8: a role until noon is over at noon, and one from noon has begun', () => {
    const until = member([assignment('workspace.admin', { workspaceId: 'w1', expiresAt: NOON })])
    expect(may(until, at('w1'), 'organization.workspace.update')).toBe(false)
    expect(may(until, at('w1', { at: NOON - 1 }), 'organization.workspace.update')).toBe(true)
    const from = member([assignment('workspace.admin', { workspaceId: 'w1', startsAt: NOON })])
    expect(may(from, at('w1'), 'organization.workspace.update')).toBe(true)
    expect(may(from, at('w1', { at: NOON - 1 }), 'organization.workspace.update')).toBe(false)
  })

  it('R9: in a suspended organization one may look, and nothing else', () => {
    const facts = { ...admin, organization: { id: 'o1', status: 'SUSPENDED', ownerPersonId: 'p0' } }
    expect(may(facts, at('w2'), 'organization.workspace.update')).toBe(false)
    expect(may(facts, at('w2'), 'organization.workspace.read')).toBe(true)
    expect(effectivePermissions(facts, at('w2')).permissions.every(permission => /^[a-z_]+\.[a-z_]+\.(?:read|list)$/.test(permission))).toBe(true)
  })

  it('R10: a service account of a workspace holds nothing in another, whatever it was given', () => {
    const facts = member([assignment('workspace.editor')], {
      holder: { kind: 'SERVICE_ACCOUNT', id: 's1' }, membership: undefined, account: { status: 'ACTIVE', orgId: 'o1', workspaceId: 'w1' },
    })
    expect(effectivePermissions(facts, at('w2')).permissions).toEqual([])
    expect(effectivePermissions(facts, at()).permissions).toEqual([])
    expect(may(facts, at('w1'), 'support.ticket.create')).toBe(true)
  })

  it('R11: an administrator gives no permission that they do not hold', () => {
    const held = effectivePermissions(admin, at())
    expect(mayGive(held, customRole({ permissions: ['billing.*'] }))).toBe(false)
    expect(mayGive(held, customRole({ permissions: ['organization.workspace.*', 'support.ticket.read'] }))).toBe(true)
    expect(mayGive(held, customRole({ permissions: ['*'] }))).toBe(false)
  })

  it('R12: nor a clearance that theirs does not cover', () => {
    const held = effectivePermissions(admin, at())
    const bundle = { permissions: ['organization.organization.read'] }
    expect(mayGive(held, { ...bundle, clearance: 'billing_admin' })).toBe(false)
    expect(mayGive(held, { ...bundle, clearance: 'member' })).toBe(true)
    expect(mayGive(effectivePermissions(member([assignment('org.billing_manager')]), at()), { ...bundle, clearance: 'admin' })).toBe(false)
    expect(mayGive(effectivePermissions(owner(), at()), { ...bundle, clearance: 'billing_admin' })).toBe(true)
  })

  it('R13: no role of an organization has a clearance of the brand, the owner’s neither', () => {
    const clearances = effectivePermissions(owner(), at()).sources.map(({ role }) => role.clearance)
    expect(clearances).toEqual(['member', 'admin'])
    expect(new Set(SYSTEM_ROLES.map(({ clearance }) => clearance))).toEqual(new Set(['member', 'admin', 'billing_admin']))
  })

  it('R14: a machine that administers sees a mask, without words for raw values in its key', () => {
    const label = aLabel('CONTACT', { mask: 'EMAIL' })
    const target = { coordinate: 'User.email', label, hasSubject: true, wire: 'String', revealed: 'SERVICE' } as const
    const machine = (scopes: readonly string[]) => classOf(aPerson({
      kind: 'SERVICE_ACCOUNT', personId: undefined, userId: undefined, purposes: ['SERVICE'], scopes, assignments: [{ clearance: 'admin', orgId: 'o1', permissions: ['*'] }],
    }))
    expect(decideOnRow(machine(['organization.*', 'identity.*']), target, ['ADMIN'])).toBe('MASK')
    expect(decideOnRow(machine(['*', 'pii.contact.reveal']), target, ['ADMIN'])).toBe('REVEAL')
  })
})

describe('rows that do not count', () => {
  it('are those of an organization that is closed, missing or another', () => {
    expect(effectivePermissions(owner({ organization: { id: 'o1', status: 'CLOSED', ownerPersonId: 'p1' } }), at()).permissions).toEqual([])
    expect(effectivePermissions(owner({ organization: undefined }), at()).permissions).toEqual([])
    expect(effectivePermissions(owner(), at(undefined, { orgId: 'o2' })).permissions).toEqual([])
  })

  it('are those of a workspace that is deleted or of another organization', () => {
    expect(effectivePermissions(owner({ workspaces: [{ id: 'w1', orgId: 'o1', status: 'DELETED' }] }), at('w1')).permissions).toEqual([])
    expect(effectivePermissions(owner({ workspaces: [{ id: 'w1', orgId: 'o2', status: 'ACTIVE' }] }), at('w1')).permissions).toEqual([])
  })

  it('are assignments that ended, and roles out of use or of another organization', () => {
    const facts = member([assignment('org.admin', { status: 'REVOKED' }), assignment('archived'), assignment('foreign')], {
      roles: [...systemRoles, customRole({ id: 'archived', status: 'ARCHIVED', permissions: ['billing.*'] }), customRole({ id: 'foreign', orgId: 'o2', permissions: ['billing.*'] })],
    })
    expect(effectivePermissions(facts, at()).sources.map(({ via }) => via)).toEqual(['BASE_ROLE'])
  })

  it('are those of a service account of another organization, or one that is disabled', () => {
    const facts = member([assignment('org.admin')], { holder: { kind: 'SERVICE_ACCOUNT', id: 's1' }, membership: undefined })
    expect(effectivePermissions({ ...facts, account: { status: 'ACTIVE', orgId: 'o1', workspaceId: null } }, at()).sources).toHaveLength(1)
    expect(effectivePermissions({ ...facts, account: { status: 'DISABLED', orgId: 'o1', workspaceId: null } }, at()).sources).toEqual([])
    expect(effectivePermissions({ ...facts, account: { status: 'ACTIVE', orgId: 'o2', workspaceId: null } }, at()).sources).toEqual([])
  })
})

describe('an owner', () => {
  it('holds everything', () => {
    expect(effectivePermissions(owner(), at('w1')).permissions).toEqual(['*'])
  })

  it('settles what a suspension is for, and looks at the rest', () => {
    const facts = owner({ organization: { id: 'o1', status: 'SUSPENDED', ownerPersonId: 'p1' } })
    expect(may(facts, at(), 'billing.invoice.pay')).toBe(true)
    expect(may(facts, at(), 'organization.organization.update')).toBe(true)
    expect(may(facts, at(), 'organization.workspace.update')).toBe(false)
    expect(may(facts, at(), 'organization.workspace.read')).toBe(true)
  })

  it('of a suspended organization keeps that to themselves', () => {
    const facts = member([assignment('org.billing_manager')], { organization: { id: 'o1', status: 'SUSPENDED', ownerPersonId: 'p0' } })
    expect(may(facts, at(), 'billing.invoice.pay')).toBe(false)
    expect(may(facts, at(), 'billing.invoice.read')).toBe(true)
  })

  it('only reads in an archived workspace', () => {
    const facts = owner({ workspaces: [{ id: 'w1', orgId: 'o1', status: 'ARCHIVED' }, { id: 'w2', orgId: 'o1', status: 'ACTIVE' }] })
    expect(may(facts, at('w1'), 'support.ticket.update')).toBe(false)
    expect(may(facts, at('w2'), 'support.ticket.update')).toBe(true)
  })
})
