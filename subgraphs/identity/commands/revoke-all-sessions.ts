import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { sessionRevoked } from '../events.ts'
import { endSessions } from './end-credentials.ts'

/** Ends every session of an account. */
export const revokeAllSessions = defineCommand({
  name: 'revokeAllSessions',
  description: 'Ends all sessions of an account at once, that of the caller included.',
  permission: 'identity.session.revoke',
  own: true,
  brandWide: true,
  input: { userId: rowId('User', 'The account.') },
  changes: 'userId',
  entity: 'User',
  events: [sessionRevoked],
  tier: 'AUTH',
  async run(context) {
    const { rows: { userId: user }, principal } = context
    await endSessions(context, user.id, user.personId === principal.personId ? 'LOGOUT' : 'ADMIN')
    return { entity: user }
  },
})
