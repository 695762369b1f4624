import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { accountDisabled, keyRevoked } from '../events.ts'
import { revokeKeys } from './revoke-keys.ts'

/** Lets a program rest. */
export const disableServiceAccount = defineCommand({
  name: 'disableServiceAccount',
  description: 'Takes all rights from a service account and ends its keys, at once.',
  permission: 'organization.service_account.disable',
  onePerOrganization: true,
  input: { id: rowId('ServiceAccount', 'The account.') },
  changes: 'id',
  entity: 'ServiceAccount',
  events: [accountDisabled, keyRevoked],
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: account }, tables, now, emit, failure } = context
    if (account.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    await revokeKeys(context, { serviceAccountId: account.id })
    const disabled = await tables.serviceAccount.update(account.id, { status: 'DISABLED', disabledAt: now })
    emit(accountDisabled, disabled)
    return { entity: disabled }
  },
})
