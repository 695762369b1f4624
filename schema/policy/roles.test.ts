import { describe, expect, it } from 'vitest'
import { covers, isPermissionPattern, orgsHolding, workspacesHolding } from './permissions.ts'
import { assignmentsOfClaims, SYSTEM_ROLES } from './roles.ts'
import { aPerson } from './test-principal.ts'

const PLACES = { orgs: ['o1'], workspaces: ['w1', 'w2'] }

describe('system roles', () => {
  it('hold well-formed permissions, of which only the owner has all', () => {
    expect(SYSTEM_ROLES.flatMap(({ permissions }) => permissions).filter((text) => !isPermissionPattern(text))).toEqual([])
    expect(SYSTEM_ROLES.filter(({ permissions }) => permissions.includes('*')).map(({ key }) => key)).toEqual(['org.owner'])
    expect(SYSTEM_ROLES).toHaveLength(8)
  })

  it('keep billing rights to organizations, and raw values to nobody', () => {
    expect(SYSTEM_ROLES.filter(({ clearance }) => clearance === 'billing_admin').every(({ level }) => level === 'ORG')).toBe(true)
    expect(SYSTEM_ROLES.flatMap(({ permissions }) => permissions).some((held) => covers(held, 'pii.contact.reveal'))).toBe(false)
  })
})

describe('the claims of a token', () => {
  it('give a member all of the workspaces and a look at the organization', () => {
    const member = aPerson(assignmentsOfClaims({ clearances: ['member'], ...PLACES }))
    expect(workspacesHolding(member, 'billing.invoice.read')).toEqual(['w1', 'w2'])
    expect(orgsHolding(member, 'organization.organization.read')).toEqual(['o1'])
    expect(orgsHolding(member, 'billing.invoice.read')).toEqual([])
    expect(member.brandPermissions).toEqual([])
  })

  it('give a billing admin the organizations and no workspace', () => {
    const billing = aPerson(assignmentsOfClaims({ clearances: ['billing_admin'], ...PLACES }))
    expect(orgsHolding(billing, 'billing.invoice.read')).toEqual(['o1'])
    expect(workspacesHolding(billing, 'billing.invoice.read')).toEqual([])
  })

  it('give staff the brand and nothing of its organizations', () => {
    expect(assignmentsOfClaims({ clearances: ['analyst'], ...PLACES })).toEqual({ assignments: [], clearances: ['analyst'], brandPermissions: ['*'] })
  })

  it('keep the clearances of organizations out of the brand', () => {
    const all = assignmentsOfClaims({ clearances: ['admin', 'support', 'member'], ...PLACES })
    expect(all.clearances).toEqual(['support'])
    expect(all.assignments).toHaveLength(6)
  })

  it('give nothing without a clearance', () => {
    expect(assignmentsOfClaims({ clearances: [], ...PLACES })).toEqual({ assignments: [], clearances: [], brandPermissions: [] })
  })
})
