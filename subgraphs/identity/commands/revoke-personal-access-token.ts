import { defineCommand } from '../../engine/command/define-command.ts'
import { choice, optional, rowId } from '../../engine/command/input-field.ts'
import { tokenRevoked } from '../events.ts'

/** Ends a token of one's own, or as staff. */
export const revokePersonalAccessToken = defineCommand({
  name: 'revokePersonalAccessToken',
  description: 'Ends a token at once. Ending it again changes nothing.',
  permission: 'identity.personal_access_token.revoke',
  own: true,
  input: {
    id: rowId('PersonalAccessToken', 'The token to end.'),
    reason: optional(choice('Why; USER for one of your own, and ADMIN for another, where it is left out.', 'TokenRevokedReason', ['USER', 'ADMIN', 'LEAKED'])),
  },
  changes: 'id',
  entity: 'PersonalAccessToken',
  events: [tokenRevoked],
  tier: 'AUTH',
  async run({ input, rows: { id: token }, tables, principal, now, emit, failure }) {
    if (token.status === 'REVOKED') return { entity: token }
    if (token.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    const revokedReason = input.reason ?? (token.personId === principal.personId ? 'USER' : 'ADMIN')
    const revoked = await tables.personalAccessToken.update(token.id, { status: 'REVOKED', revokedAt: now, revokedReason })
    emit(tokenRevoked, revoked)
    return { entity: revoked }
  },
})
