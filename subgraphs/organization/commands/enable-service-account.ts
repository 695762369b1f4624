import { asForPrograms } from '../../../schema/policy/may-give.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { accountEnabled } from '../events.ts'
import { listsRoles } from '../rules/key-clearance.ts'
import { heldIn } from '../rules/held-in.ts'
import { rolesOfAccount } from '../rules/roles-of-account.ts'
import { mayGiveAll } from '../rules/roles-of.ts'

/** Brings a program back. */
export const enableServiceAccount = defineCommand({
  name: 'enableServiceAccount',
  description: 'Gives a disabled service account back its roles; its old keys stay ended. Nobody gives back more than they hold.',
  permission: 'organization.service_account.enable',
  besides: ['organization.service_account.read'],
  onePerOrganization: true,
  input: { id: rowId('ServiceAccount', 'The account.') },
  changes: 'id',
  entity: 'ServiceAccount',
  events: [accountEnabled],
  failures: { ESCALATION_DENIED: 'Ask somebody who holds the roles of this account.' },
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: account }, tables, emit, failure } = context
    if (account.status !== 'DISABLED') throw failure('ILLEGAL_STATE', 'id')
    const held = (await heldIn(context, account)).map(asForPrograms)
    // what roles it has is learned by those only who can list them; to anybody else it comes back without a key, and theirs give no more than they hold
    const isListed = await listsRoles(context, account.orgId)
    if (isListed && !mayGiveAll(held, await rolesOfAccount(tables, account.id))) throw failure('ESCALATION_DENIED', 'id')
    const enabled = await tables.serviceAccount.update(account.id, { status: 'ACTIVE', disabledAt: null })
    emit(accountEnabled, enabled)
    return { entity: enabled }
  },
})
