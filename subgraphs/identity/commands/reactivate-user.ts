import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { userReactivated } from '../events.ts'
import { checkLettingIn } from '../rules/account-change.ts'

/** Opens a closed account again. */
export const reactivateUser = defineCommand({
  name: 'reactivateUser',
  description: 'Opens an account that was closed; its old sessions and tokens stay ended.',
  permission: 'identity.user.reactivate',
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: { id: rowId('User', 'The account.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'User',
  events: [userReactivated],
  failures: { REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: user }, tables, emit, because, failure } = context
    await checkLettingIn(context, user)
    if (user.status !== 'DEACTIVATED') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const changed = await tables.user.update(user.id, { status: 'ACTIVE', deactivatedAt: null })
    emit(userReactivated, changed)
    return { entity: changed }
  },
})
