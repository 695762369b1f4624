import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { sessionRevoked } from '../events.ts'

/** Ends a session of one's own, or as staff. */
export const revokeSession = defineCommand({
  name: 'revokeSession',
  description: 'Ends a session at once. Ending it again changes nothing.',
  permission: 'identity.session.revoke',
  own: true,
  input: { id: rowId('Session', 'The session to end.') },
  changes: 'id',
  entity: 'Session',
  events: [sessionRevoked],
  tier: 'AUTH',
  async run({ rows: { id: session }, tables, principal, now, emit, failure }) {
    if (session.status === 'REVOKED') return { entity: session }
    if (session.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    const revoked = await tables.session.update(session.id, { status: 'REVOKED', revokedAt: now, revokedReason: session.userId === principal.userId ? 'LOGOUT' : 'ADMIN' })
    emit(sessionRevoked, revoked)
    return { entity: revoked }
  },
})
