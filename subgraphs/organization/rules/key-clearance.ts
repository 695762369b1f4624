import { asForPrograms, coversClearance } from '../../../schema/policy/may-give.ts'
import { covers } from '../../../schema/policy/permissions.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import type { CommandError } from '../../engine/command/command-error.ts'
import type { SealedTables } from '../../engine/command/define-command.ts'
import { heldIn, type Place } from './held-in.ts'
import { rolesOfAccount } from './roles-of-account.ts'

interface Asking {
  readonly tables: SealedTables
  readonly principal: Principal
  readonly now: Date
}

const LISTS_ROLES = 'organization.role_assignment.read'

/** Whether the caller may list who has which role in the whole organization. */
export async function listsRoles(context: Asking, orgId: string): Promise<boolean> {
  const around = await heldIn(context, { orgId })
  return around.every(({ permissions }) => permissions.some((own) => covers(own, LISTS_ROLES)))
}

/**
 * Throws where a key would show its maker more than they see: it shows masks by the roles of its account. An administrator sees those of every
 * role; of anybody else the roles of the account are looked at only where they may list them, so that a refusal tells of no hidden one.
 */
export async function checkKeyClearance(context: Asking, account: Place & { readonly id: string; readonly orgId: string }, refusal: () => CommandError): Promise<void> {
  const held = (await heldIn(context, account)).map(asForPrograms)
  if (held.every((one) => coversClearance(one, 'admin'))) return
  if (!await listsRoles(context, account.orgId)) throw refusal()
  const roles = await rolesOfAccount(context.tables, account.id)
  if (!held.every((one) => roles.every(({ clearance }) => coversClearance(one, clearance)))) throw refusal()
}
