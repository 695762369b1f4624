import { userLocked } from '../events.ts'
import { SHUTTING_OUT } from '../rules/account-change.ts'
import { defineAccountCommand } from './define-account-command.ts'

/** Lets nobody in by an account for now. */
export const lockUser = defineAccountCommand({
  ...SHUTTING_OUT,
  name: 'lockUser',
  description: 'Keeps everybody out who signs in with an account, until it is unlocked; its sessions and tokens do not work meanwhile.',
  permission: 'identity.user.lock',
  from: ['ACTIVE'],
  change: () => ({ status: 'LOCKED' }),
  event: userLocked,
})
