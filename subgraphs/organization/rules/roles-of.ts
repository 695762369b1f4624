import { mayGive, type Held } from '../../../schema/policy/may-give.ts'
import type { RoleFacts } from '../../../schema/policy/rights-facts.ts'
import type { SealedRow, SealedTables } from '../../engine/command/define-command.ts'
import { roleFacts } from './role-facts.ts'

/** Roles that a member comes back to: the base role, and those of the organization and of its workspaces. */
export async function rolesOf(tables: SealedTables, { orgId, personId, baseRoleId }: SealedRow<'OrgMember'>): Promise<readonly RoleFacts[]> {
  const assignments = await tables.roleAssignment.list({ where: { orgId, personId, status: 'ACTIVE', workspaceId: null } })
  const roles = await tables.role.list({ where: { id: { in: [baseRoleId, ...assignments.map(({ roleId }) => roleId)] }, status: 'ACTIVE' } })
  return roles.map(roleFacts)
}

/** Roles that a member comes back to in single workspaces, by the workspace. */
export async function rolesInWorkspaces(tables: SealedTables, { orgId, personId }: SealedRow<'OrgMember'>): Promise<ReadonlyMap<string, readonly RoleFacts[]>> {
  const assignments = await tables.roleAssignment.list({ where: { orgId, personId, status: 'ACTIVE', workspaceId: { not: null } } })
  const roles = (await tables.role.list({ where: { id: { in: assignments.map(({ roleId }) => roleId) }, status: 'ACTIVE' } })).map(roleFacts)
  const given = new Map<string, readonly RoleFacts[]>()
  for (const { workspaceId, roleId } of assignments) {
    if (workspaceId !== null) given.set(workspaceId, [...given.get(workspaceId) ?? [], ...roles.filter(({ id }) => id === roleId)])
  }
  return given
}

/** Whether each caller holds all that these roles bring. */
export function mayGiveAll(held: readonly Held[], roles: readonly RoleFacts[]): boolean {
  return held.every((one) => roles.every((role) => mayGive(one, role)))
}
