import { describe, expect, it } from 'vitest'
import { allowsPurpose, classOf, defaultPurpose } from './principal-class.ts'
import { policies } from './policies.ts'
import { relationRows } from './relation-rows.ts'
import { aPerson } from './test-principal.ts'

const assignments = [
  { clearance: 'member', orgId: 'o1', permissions: ['a.b.c'] }, { clearance: 'member', workspaceId: 'w1', permissions: ['*'] }, { clearance: 'admin', workspaceId: 'w2', permissions: ['*'] },
] as const

const PARTNER = { id: 'p3', personId: 'p3', userId: 'u3', clearances: ['support'], assignments: [{ clearance: 'admin', orgId: 'o3', permissions: ['a.b.c'] }], brandPermissions: [], scopes: [] } as const
const BREAK_GLASS = { grantId: 'g1', subject: { kind: 'PERSON', personId: 'p2', userId: 'u2' }, categories: ['CONTACT'], purpose: 'SECURITY', exp: 1_700_000_000_000 } as const

describe('classOf', () => {
  it('is the same for two people with the same rights in different places', () => {
    const one = classOf(aPerson({ assignments, brandPermissions: ['b.*', 'a.*'] }))
    const other = classOf(aPerson({
      id: 'p2', personId: 'p2', userId: 'u2', brandId: 'b2', brandPermissions: ['a.*', 'b.*', 'a.*'],
      assignments: [{ clearance: 'admin', orgId: 'o9', permissions: [] }, { clearance: 'member', workspaceId: 'w9', permissions: [] }],
    }))
    expect(other.key).toBe(one.key)
    expect(one.cells).toEqual(['self', 'member', 'admin'])
    for (const place of ['p1', 'u1', 'b1', 'o1', 'w1']) expect(one.key).not.toContain(`"${place}"`)
  })

  it('differs by everything that a decision depends on', () => {
    const classes = [
      {}, { assignments }, { clearances: ['support'] }, { clearances: ['auditor'] }, { purpose: 'SUPPORT' }, { purposes: ['SUPPORT'] }, { scopes: ['pii.contact.reveal'] }, { brandPermissions: ['*'] },
      { kind: 'SYSTEM' }, { personId: undefined, userId: undefined }, { channel: 'EXPORT' }, { onBehalfOf: PARTNER }, { onBehalfOf: { ...PARTNER, clearances: [] } }, { breakGlass: BREAK_GLASS },
      { breakGlass: { ...BREAK_GLASS, purpose: 'LEGAL' } }, { breakGlass: { ...BREAK_GLASS, categories: [] } }, { breakGlass: { ...BREAK_GLASS, subject: { kind: 'ENTITY', type: 'T', id: 'i' } } },
    ] as const
    expect(new Set(classes.map((parts) => classOf(aPerson(parts)).key)).size).toBe(classes.length)
  })

  it('differs by the policies that hold, and names neither the subject of an emergency access nor the other person', () => {
    const { current } = policies()
    const person = aPerson({ onBehalfOf: PARTNER, breakGlass: BREAK_GLASS })
    expect(classOf(person, [current, { ...current, version: 'p_earlier' }]).key).not.toBe(classOf(person).key)
    for (const word of ['p2', 'u2', 'p3', 'u3', 'o3', 'g1', '1700000000000']) expect(classOf(person).key).not.toContain(word)
    const other = aPerson({ onBehalfOf: { ...PARTNER, id: 'p4', personId: 'p4' }, breakGlass: { ...BREAK_GLASS, grantId: 'g2', subject: { kind: 'PERSON', personId: 'p5' }, exp: 2 } })
    expect(classOf(other).key).toBe(classOf(person).key)
  })

  it('gives nobody the cell of their own in somebody else\'s name', () => {
    expect(classOf(aPerson({ clearances: ['support'], onBehalfOf: PARTNER })).cells).toEqual(['support'])
  })

  it('gives no cell to callers without a name, nor to the system', () => {
    for (const kind of ['ANONYMOUS', 'SYSTEM'] as const) expect(classOf(aPerson({ kind, assignments, clearances: ['support'] })).cells).toEqual([])
    expect(classOf(aPerson({ kind: 'ANONYMOUS', brandPermissions: ['*'] })).brandPermissions).toEqual([])
  })

  it('gives a service account the cells of its roles, and none of a person', () => {
    expect(classOf(aPerson({ kind: 'SERVICE_ACCOUNT', assignments, clearances: ['support'] })).cells).toEqual(['member', 'admin'])
  })
})

describe('purposes', () => {
  it('are those that the token lists, SERVICE where it lists none', () => {
    expect([allowsPurpose([], 'SERVICE'), allowsPurpose([], 'LEGAL'), allowsPurpose(['LEGAL'], 'LEGAL'), allowsPurpose(['LEGAL'], 'SERVICE')]).toEqual([true, false, true, false])
  })

  it('default to SERVICE if the token may use it', () => {
    expect([defaultPurpose([]), defaultPurpose(['BILLING', 'SERVICE']), defaultPurpose(['ANALYTICS', 'RESEARCH'])]).toEqual(['SERVICE', 'SERVICE', 'ANALYTICS'])
  })
})

describe('relationRows', () => {
  const person = aPerson({ assignments: [...assignments, { clearance: 'billing_admin', orgId: 'o2', permissions: [] }, { clearance: 'billing_admin', workspaceId: 'w3', permissions: [] }] })

  it('binds each relation to the places of its own clearance', () => {
    expect(relationRows(person, 'MEMBER')).toEqual({ orgs: ['o1'], workspaces: ['w1'] })
    expect(relationRows(person, 'ADMIN')).toEqual({ orgs: [], workspaces: ['w2'] })
    expect(relationRows(person, 'BILLING_ADMIN')).toEqual({ orgs: ['o2'], workspaces: [] })
  })

  it('binds SELF to a person only', () => {
    expect(relationRows(person, 'SELF')).toEqual({ personId: 'p1', userId: 'u1', orgs: [], workspaces: [] })
    expect(relationRows({ ...person, kind: 'SERVICE_ACCOUNT' }, 'SELF')).toEqual({ orgs: [], workspaces: [] })
  })

  it('binds the relations of the other person to that person\'s places, and nothing to one\'s own', () => {
    const caller = { ...person, onBehalfOf: PARTNER, breakGlass: BREAK_GLASS }
    expect(relationRows(caller, 'ON_BEHALF_ADMIN')).toEqual({ orgs: ['o3'], workspaces: [] })
    expect(relationRows(caller, 'ON_BEHALF_MEMBER')).toEqual({ orgs: [], workspaces: [] })
    expect(relationRows(caller, 'MEMBER')).toEqual({ orgs: ['o1'], workspaces: ['w1'] })
    for (const relation of ['SELF', 'SELF_FROZEN', 'BREAK_GLASS'] as const) expect(relationRows(caller, relation)).toEqual({ orgs: [], workspaces: [] })
    expect(relationRows(person, 'ON_BEHALF_ADMIN')).toEqual({ orgs: [], workspaces: [] })
  })

  it('binds an emergency access to its subject', () => {
    expect(relationRows({ ...person, breakGlass: BREAK_GLASS }, 'BREAK_GLASS')).toEqual({ personId: 'p2', userId: 'u2', orgs: [], workspaces: [] })
    const entity = { ...BREAK_GLASS, subject: { kind: 'ENTITY', type: 'BillingProfile', id: 'b1' } } as const
    expect(relationRows({ ...person, breakGlass: entity }, 'BREAK_GLASS')).toEqual({ entity: { type: 'BillingProfile', id: 'b1' }, orgs: [], workspaces: [] })
    expect(relationRows(person, 'BREAK_GLASS')).toEqual({ orgs: [], workspaces: [] })
  })
})
