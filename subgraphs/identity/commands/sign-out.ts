import { defineCommand } from '../../engine/command/define-command.ts'
import { sessionRevoked } from '../events.ts'

/** Ends the session in which it is sent. */
export const signOut = defineCommand({
  name: 'signOut',
  description: 'Ends the session of the caller: the next request with it is refused.',
  permission: 'identity.session.revoke',
  own: true,
  input: {},
  entity: 'Session',
  events: [sessionRevoked],
  tier: 'AUTH',
  async run({ tables, principal, now, emit, failure, visible }) {
    const session = await visible('Session', principal.sessionId)
    if (session === null || session.status !== 'ACTIVE') throw failure('ILLEGAL_STATE')
    const revoked = await tables.session.update(session.id, { status: 'REVOKED', revokedAt: now, revokedReason: 'LOGOUT' })
    emit(sessionRevoked, revoked)
    return { entity: revoked }
  },
})
