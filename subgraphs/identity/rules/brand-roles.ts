import { ACCOUNT_ROLES, brandPermissionsOf, brandPermissionsOfAccount } from '../../../schema/policy/brand-permissions.ts'
import { covers, holdsBrand } from '../../../schema/policy/permissions.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { SealedTables } from '../../engine/command/define-command.ts'
import { brandClearance } from './clearances.ts'

/** Roles that owners alone give and take: their own, and those that open data of the whole brand. */
export const OWNERS_TO_GIVE: readonly string[] = ['owner', 'analyst', 'support', 'auditor']

/** Whether the caller holds for the whole brand all that an account of this role holds: nobody gives more. A role that nobody knows is given by nobody. */
export function mayGiveAccountRole(principal: Principal, role: string): boolean {
  const known = ACCOUNT_ROLES.find((name) => name === role)
  return known !== undefined && brandPermissionsOfAccount(known).every((permission) => holdsBrand(principal, permission))
}

/** Whether the token of the caller is for all that a clearance of the whole brand lets people do; one for something else opens nothing of it to others. */
export function mayOpenClearance({ scopes }: Pick<Principal, 'scopes'>, name: string): boolean {
  const clearance = brandClearance(name)
  if (clearance === undefined || scopes.length === 0) return true
  return brandPermissionsOf(clearance).every((permission) => scopes.some((scope) => covers(scope, permission)))
}

/** Whether the caller is an owner of the brand, as the rows say now; on behalf of somebody nobody is. */
export async function isBrandOwner(tables: SealedTables, { userId, onBehalfOf }: { readonly userId?: string; readonly onBehalfOf?: object }): Promise<boolean> {
  if (userId === undefined || onBehalfOf !== undefined) return false
  return await tables.user.count({ id: userId, role: 'owner', status: 'ACTIVE' }) > 0
}

/** Whether a brand would still have an owner without this account. */
export async function hasOtherOwner(tables: SealedTables, userId: string): Promise<boolean> {
  return await tables.user.count({ id: { not: userId }, role: 'owner', status: 'ACTIVE' }) > 0
}
