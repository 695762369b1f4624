import type { RoleFacts } from '../../../schema/policy/rights-facts.ts'
import type { SealedTables } from '../../engine/command/define-command.ts'
import { roleFacts } from './role-facts.ts'

/** Roles that a service account has, wherever they are given. */
export async function rolesOfAccount(tables: SealedTables, serviceAccountId: string): Promise<readonly RoleFacts[]> {
  const assignments = await tables.roleAssignment.list({ where: { serviceAccountId, status: 'ACTIVE' } })
  const roles = await tables.role.list({ where: { id: { in: assignments.map(({ roleId }) => roleId) }, status: 'ACTIVE' } })
  return roles.map(roleFacts)
}
