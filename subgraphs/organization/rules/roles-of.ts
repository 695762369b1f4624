import { mayGive } from '../../../schema/policy/may-give.ts'
import type { EffectivePermissions, RoleFacts } from '../../../schema/policy/rights-facts.ts'
import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import { roleFacts } from './role-facts.ts'

/** Roles that a member comes back to: the base role, and those of the organization and of its workspaces. */
export async function rolesOf(tables: SealedTables, { orgId, personId, baseRoleId }: SealedRow<'OrgMember'>): Promise<readonly RoleFacts[]> {
  const assignments = await tables.roleAssignment.list({ where: { orgId, personId, status: 'ACTIVE', workspaceId: null } })
  const roles = await tables.role.list({ where: { id: { in: [baseRoleId, ...assignments.map(({ roleId }) => roleId)] }, status: 'ACTIVE' } })
  return roles.map(roleFacts)
}

/** Whether each caller holds all that these roles bring. */
export function mayGiveAll(held: readonly EffectivePermissions[], roles: readonly RoleFacts[]): boolean {
  return held.every((one) => roles.every((role) => mayGive(one, role)))
}
