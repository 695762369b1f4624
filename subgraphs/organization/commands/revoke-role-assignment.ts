import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { REASON, REASON_FAILURES } from '../../engine/command/reason-field.ts'
import { roleRevoked } from '../events.ts'
import { accountOf } from './account-of.ts'

/** Takes a role back. */
export const revokeRoleAssignment = defineCommand({
  name: 'revokeRoleAssignment',
  description: 'Takes back a role that somebody has, at once.',
  permission: 'organization.role_assignment.revoke',
  onePerOrganization: true,
  input: { id: rowId('RoleAssignment', 'The assignment to end.'), reason: REASON },
  changes: 'id',
  entity: 'RoleAssignment',
  events: [roleRevoked],
  failures: REASON_FAILURES,
  tier: 'ADMIN',
  async run({ input, rows: { id: assignment }, tables, principal, now, emit, because, failure }) {
    if (assignment.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const revoked = await tables.roleAssignment.update(assignment.id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null })
    emit(roleRevoked, revoked, { userId: await accountOf(tables, revoked) })
    return { entity: revoked }
  },
})
