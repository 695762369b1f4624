import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { userLocked } from '../events.ts'
import { checkShuttingOut } from '../rules/account-change.ts'

/** Lets nobody in by an account for now. */
export const lockUser = defineCommand({
  name: 'lockUser',
  description: 'Keeps everybody out who signs in with an account, until it is unlocked; its sessions and tokens do not work meanwhile.',
  permission: 'identity.user.lock',
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: { id: rowId('User', 'The account.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'User',
  events: [userLocked],
  failures: { LAST_OWNER: 'Make somebody else an owner first.', REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: user }, tables, emit, because, failure } = context
    await checkShuttingOut(context, user)
    if (user.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const changed = await tables.user.update(user.id, { status: 'LOCKED' })
    emit(userLocked, changed)
    return { entity: changed }
  },
})
