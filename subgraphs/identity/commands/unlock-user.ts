import { userUnlocked } from '../events.ts'
import { LETTING_IN } from '../rules/account-change.ts'
import { defineAccountCommand } from './define-account-command.ts'

/** Opens a locked account. */
export const unlockUser = defineAccountCommand({
  ...LETTING_IN,
  name: 'unlockUser',
  description: 'Opens an account that was locked, by somebody or by failed attempts.',
  permission: 'identity.user.unlock',
  from: ['LOCKED'],
  change: () => ({ status: 'ACTIVE', lockedUntil: null, failedLoginCount: 0 }),
  event: userUnlocked,
})
