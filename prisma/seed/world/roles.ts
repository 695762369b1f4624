import { FOUNDED } from '../clock.ts'
import { seedId } from '../ids.ts'
import type { Brand } from './brands.ts'

export interface RolePlan {
  readonly id: string
  /** Null for the system roles of the brand. */
  readonly orgId: string | null
  readonly key: string
  readonly name: string
  readonly description: string | null
  readonly level: 'ORG' | 'WORKSPACE'
  readonly rank: number
  readonly clearance: 'member' | 'admin' | 'billing_admin'
  readonly permissions: readonly string[]
  readonly createdAt: number
}

type SystemRole = Pick<RolePlan, 'key' | 'name' | 'level' | 'rank' | 'clearance' | 'permissions'>

const PEOPLE = ['identity.person.read', 'identity.user.read'] as const

const SYSTEM_ROLES: readonly SystemRole[] = [
  { key: 'org.owner', name: 'Owner', level: 'ORG', rank: 0, clearance: 'admin', permissions: ['*'] },
  {
    key: 'org.admin', name: 'Administrator', level: 'ORG', rank: 10, clearance: 'admin',
    permissions: ['organization.*', 'entitlements.*', 'support.*', ...PEOPLE, 'audit.log.read'],
  },
  {
    key: 'org.billing_manager', name: 'Billing manager', level: 'ORG', rank: 30, clearance: 'billing_admin',
    permissions: ['billing.*', 'entitlements.pool.read', 'entitlements.pool_ondemand_config.*', 'organization.organization.read', ...PEOPLE],
  },
  {
    key: 'org.auditor', name: 'Auditor', level: 'ORG', rank: 40, clearance: 'member',
    permissions: [
      'audit.log.read', 'organization.organization.read', 'organization.workspace.read', 'organization.org_member.read',
      'organization.role_assignment.read', 'entitlements.usage_event.read', ...PEOPLE,
    ],
  },
  {
    key: 'org.member', name: 'Member', level: 'ORG', rank: 100, clearance: 'member',
    permissions: ['organization.organization.read', 'organization.org_member.read', 'organization.role.read', ...PEOPLE],
  },
  {
    key: 'workspace.admin', name: 'Workspace administrator', level: 'WORKSPACE', rank: 20, clearance: 'admin',
    permissions: [
      'organization.workspace.*', 'organization.service_account.*', 'organization.service_account_key.*', 'organization.invitation.*',
      'entitlements.*', 'support.*', ...PEOPLE,
    ],
  },
  {
    key: 'workspace.editor', name: 'Editor', level: 'WORKSPACE', rank: 50, clearance: 'member',
    permissions: ['organization.workspace.read', 'entitlements.usage_event.*', 'entitlements.pool.read', 'support.ticket.*', ...PEOPLE],
  },
  {
    key: 'workspace.viewer', name: 'Viewer', level: 'WORKSPACE', rank: 90, clearance: 'member',
    permissions: ['organization.workspace.read', 'entitlements.usage_event.read', 'support.ticket.read', ...PEOPLE],
  },
]
export type SystemRoleKey = 'org.owner' | 'org.admin' | 'org.billing_manager' | 'org.auditor' | 'org.member' | 'workspace.admin' | 'workspace.editor' | 'workspace.viewer'

/** The roles that every brand is born with; their ids do not depend on the slice. */
export function systemRoles(brand: Brand): RolePlan[] {
  return SYSTEM_ROLES.map((role, n) => ({
    ...role, id: seedId(brand.index, 'organization.roles', n, FOUNDED), orgId: null, description: null, createdAt: FOUNDED,
  }))
}

export function systemRoleId(brand: Brand, key: SystemRoleKey): string {
  const n = SYSTEM_ROLES.findIndex((role) => role.key === key)
  return seedId(brand.index, 'organization.roles', n, FOUNDED)
}
