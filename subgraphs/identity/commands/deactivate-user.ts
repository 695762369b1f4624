import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { sessionRevoked, tokenRevoked, userDeactivated } from '../events.ts'
import { checkShuttingOut } from '../rules/account-change.ts'
import { endCredentials } from './end-credentials.ts'

/** Closes an account. */
export const deactivateUser = defineCommand({
  name: 'deactivateUser',
  description: 'Closes an account and ends its sessions and tokens, at once.',
  permission: 'identity.user.deactivate',
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: { id: rowId('User', 'The account.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'User',
  events: [userDeactivated, sessionRevoked, tokenRevoked],
  failures: { LAST_OWNER: 'Make somebody else an owner first.', REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: user }, tables, now, emit, because, failure } = context
    await checkShuttingOut(context, user)
    if (user.status !== 'ACTIVE' && user.status !== 'LOCKED') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    await endCredentials(context, user.id)
    const changed = await tables.user.update(user.id, { status: 'DEACTIVATED', deactivatedAt: now })
    emit(userDeactivated, changed)
    return { entity: changed }
  },
})
