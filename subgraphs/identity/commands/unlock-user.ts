import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { userUnlocked } from '../events.ts'
import { checkLettingIn } from '../rules/account-change.ts'

/** Opens a locked account. */
export const unlockUser = defineCommand({
  name: 'unlockUser',
  description: 'Opens an account that was locked, by somebody or by failed attempts.',
  permission: 'identity.user.unlock',
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: { id: rowId('User', 'The account.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'User',
  events: [userUnlocked],
  failures: { REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: user }, tables, emit, because, failure } = context
    await checkLettingIn(context, user)
    if (user.status !== 'LOCKED') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const changed = await tables.user.update(user.id, { status: 'ACTIVE', lockedUntil: null, failedLoginCount: 0 })
    emit(userUnlocked, changed)
    return { entity: changed }
  },
})
