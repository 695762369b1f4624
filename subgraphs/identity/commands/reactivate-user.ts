import { userReactivated } from '../events.ts'
import { LETTING_IN } from '../rules/account-change.ts'
import { defineAccountCommand } from './define-account-command.ts'

/** Opens a closed account again. */
export const reactivateUser = defineAccountCommand({
  ...LETTING_IN,
  name: 'reactivateUser',
  description: 'Opens an account that was closed; its old sessions and tokens stay ended.',
  permission: 'identity.user.reactivate',
  from: ['DEACTIVATED'],
  change: () => ({ status: 'ACTIVE', deactivatedAt: null }),
  event: userReactivated,
})
