import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { accountDeleted, keyRevoked, roleRevoked } from '../events.ts'
import { revokeKeys } from './revoke-keys.ts'

/** Ends a program's account for good. */
export const deleteServiceAccount = defineCommand({
  name: 'deleteServiceAccount',
  description: 'Ends a service account for good, with its keys and roles.',
  permission: 'organization.service_account.delete',
  onePerOrganization: true,
  input: { id: rowId('ServiceAccount', 'The account.') },
  changes: 'id',
  entity: 'ServiceAccount',
  events: [accountDeleted, keyRevoked, roleRevoked],
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: account }, tables, principal, now, emit, failure } = context
    if (account.status === 'DELETED') throw failure('ILLEGAL_STATE', 'id')
    await revokeKeys(context, { serviceAccountId: account.id })
    const assignments = await tables.roleAssignment.list({ where: { serviceAccountId: account.id, status: 'ACTIVE' }, orderBy: { id: 'asc' } })
    for (const { id } of assignments) {
      emit(roleRevoked, await tables.roleAssignment.update(id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null }), { userId: null })
    }
    const deleted = await tables.serviceAccount.update(account.id, { status: 'DELETED', disabledAt: account.disabledAt ?? now })
    emit(accountDeleted, deleted)
    return { entity: deleted }
  },
})
