import { sessionRevoked, tokenRevoked, userDeactivated } from '../events.ts'
import { SHUTTING_OUT } from '../rules/account-change.ts'
import { defineAccountCommand } from './define-account-command.ts'
import { endCredentials } from './end-credentials.ts'

/** Closes an account. */
export const deactivateUser = defineAccountCommand({
  ...SHUTTING_OUT,
  name: 'deactivateUser',
  description: 'Closes an account and ends its sessions and tokens, at once.',
  permission: 'identity.user.deactivate',
  from: ['ACTIVE', 'LOCKED'],
  before: { events: [sessionRevoked, tokenRevoked], run: endCredentials },
  change: (now) => ({ status: 'DEACTIVATED', deactivatedAt: now }),
  event: userDeactivated,
})
