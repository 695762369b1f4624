import type { Assignment, Clearance, Principal } from './principal.ts'

/** Clearances that hold in the whole brand; no role of an organization carries one. */
export const BRAND_CLEARANCES = ['support', 'support_lead', 'analyst', 'auditor', 'privacy_officer'] as const

/** A named bundle of permissions that every brand has. Level ORG: given for an organization only; rank: lower is more powerful. */
export interface SystemRole {
  readonly key: string
  readonly level: 'ORG' | 'WORKSPACE'
  readonly rank: number
  readonly clearance: Assignment['clearance']
  readonly permissions: readonly string[]
}

const PEOPLE = ['identity.person.read', 'identity.user.read'] as const

/** The system roles; their rows in the database are seeded from here. */
export const SYSTEM_ROLES: readonly SystemRole[] = [
  { key: 'org.owner', level: 'ORG', rank: 0, clearance: 'admin', permissions: ['*'] },
  {
    key: 'org.admin', level: 'ORG', rank: 10, clearance: 'admin',
    permissions: ['organization.*', 'entitlements.*', 'support.*', ...PEOPLE, 'audit.log.read'],
  },
  {
    key: 'org.billing_manager', level: 'ORG', rank: 30, clearance: 'billing_admin',
    permissions: ['billing.*', 'entitlements.pool.read', 'entitlements.pool_ondemand_config.*', 'organization.organization.read', ...PEOPLE],
  },
  {
    key: 'org.auditor', level: 'ORG', rank: 40, clearance: 'member',
    permissions: [
      'audit.log.read', 'organization.organization.read', 'organization.workspace.read', 'organization.org_member.read',
      'organization.role_assignment.read', 'entitlements.usage_event.read', ...PEOPLE,
    ],
  },
  {
    key: 'org.member', level: 'ORG', rank: 100, clearance: 'member',
    permissions: ['organization.organization.read', 'organization.org_member.read', 'organization.role.read', ...PEOPLE],
  },
  {
    key: 'workspace.admin', level: 'WORKSPACE', rank: 20, clearance: 'admin',
    permissions: [
      'organization.workspace.*', 'organization.service_account.*', 'organization.service_account_key.*', 'organization.invitation.*',
      'entitlements.*', 'support.*', ...PEOPLE,
    ],
  },
  {
    key: 'workspace.editor', level: 'WORKSPACE', rank: 50, clearance: 'member',
    permissions: ['organization.workspace.read', 'entitlements.usage_event.*', 'entitlements.pool.read', 'support.ticket.*', ...PEOPLE],
  },
  {
    key: 'workspace.viewer', level: 'WORKSPACE', rank: 90, clearance: 'member',
    permissions: ['organization.workspace.read', 'entitlements.usage_event.read', 'support.ticket.read', ...PEOPLE],
  },
]

/** The part of a token that says which rights its holder has, until roles are read from the organization module. */
export interface RightsClaims {
  readonly clearances: readonly Clearance[]
  readonly orgs: readonly string[]
  readonly workspaces: readonly string[]
}

/** What the claims give: rights in the token's organizations and workspaces, and rights of the whole brand for its staff. */
export function assignmentsOfClaims(claims: RightsClaims): Pick<Principal, 'assignments' | 'clearances' | 'brandPermissions'> {
  const clearances = BRAND_CLEARANCES.filter((clearance) => claims.clearances.includes(clearance))
  return {
    assignments: [...workAssignments(claims), ...billingAssignments(claims)],
    clearances,
    brandPermissions: clearances.length > 0 ? ['*'] : [],
  }
}

function workAssignments({ clearances, orgs, workspaces }: RightsClaims): readonly Assignment[] {
  const member = SYSTEM_ROLES.find(({ key }) => key === 'org.member')?.permissions ?? []
  return (['member', 'admin'] as const).filter((clearance) => clearances.includes(clearance)).flatMap((clearance) => [
    ...workspaces.map((workspaceId) => ({ clearance, workspaceId, permissions: ['*'] })),
    ...orgs.map((orgId) => ({ clearance, orgId, permissions: member })),
  ])
}

function billingAssignments({ clearances, orgs }: RightsClaims): readonly Assignment[] {
  if (!clearances.includes('billing_admin')) return []
  return orgs.map((orgId) => ({ clearance: 'billing_admin', orgId, permissions: ['*'] }))
}
