import { defineModule } from '../engine/module.ts'
import { approveClearance } from './commands/approve-clearance.ts'
import { createPersonalAccessToken } from './commands/create-personal-access-token.ts'
import { deactivateUser } from './commands/deactivate-user.ts'
import { grantClearance } from './commands/grant-clearance.ts'
import { lockUser } from './commands/lock-user.ts'
import { reactivateUser } from './commands/reactivate-user.ts'
import { rejectClearance } from './commands/reject-clearance.ts'
import { reportLeakedToken } from './commands/report-leaked-token.ts'
import { revokeAllSessions } from './commands/revoke-all-sessions.ts'
import { revokeClearance } from './commands/revoke-clearance.ts'
import { revokePersonalAccessToken } from './commands/revoke-personal-access-token.ts'
import { revokeSession } from './commands/revoke-session.ts'
import { setUserRole } from './commands/set-user-role.ts'
import { signOut } from './commands/sign-out.ts'
import { unlockUser } from './commands/unlock-user.ts'

export default defineModule({
  name: 'identity',
  question: 'Who is this actor, and how do they authenticate?',
  dependsOn: [],
  commands: [
    createPersonalAccessToken, revokePersonalAccessToken, reportLeakedToken, signOut, revokeSession, revokeAllSessions, setUserRole, grantClearance, approveClearance,
    rejectClearance, revokeClearance, lockUser, unlockUser, deactivateUser, reactivateUser,
  ],
})
