import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { roleRevoked } from '../events.ts'
import { accountOf } from './account-of.ts'

/** Takes a role back. */
export const revokeRoleAssignment = defineCommand({
  name: 'revokeRoleAssignment',
  description: 'Takes back a role that somebody has, at once.',
  permission: 'organization.role_assignment.revoke',
  onePerOrganization: true,
  input: { id: rowId('RoleAssignment', 'The assignment to end.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'RoleAssignment',
  events: [roleRevoked],
  failures: { REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run({ input, rows: { id: assignment }, tables, principal, now, emit, because, failure }) {
    if (assignment.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const revoked = await tables.roleAssignment.update(assignment.id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null })
    emit(roleRevoked, revoked, { userId: await accountOf(tables, revoked) })
    return { entity: revoked }
  },
})
