import { defineModule } from '../engine/module.ts'
import { approveApiKeyReveal } from './commands/approve-api-key-reveal.ts'
import { archiveRole } from './commands/archive-role.ts'
import { archiveWorkspace } from './commands/archive-workspace.ts'
import { assignRole } from './commands/assign-role.ts'
import { createApiKey } from './commands/create-api-key.ts'
import { createRole } from './commands/create-role.ts'
import { createServiceAccount } from './commands/create-service-account.ts'
import { deleteServiceAccount } from './commands/delete-service-account.ts'
import { disableServiceAccount } from './commands/disable-service-account.ts'
import { enableServiceAccount } from './commands/enable-service-account.ts'
import { leaveOrganization } from './commands/leave-organization.ts'
import { removeMember } from './commands/remove-member.ts'
import { restoreWorkspace } from './commands/restore-workspace.ts'
import { resumeMember } from './commands/resume-member.ts'
import { resumeOrganization } from './commands/resume-organization.ts'
import { revokeApiKey } from './commands/revoke-api-key.ts'
import { revokeRoleAssignment } from './commands/revoke-role-assignment.ts'
import { rotateApiKey } from './commands/rotate-api-key.ts'
import { setMemberBaseRole } from './commands/set-member-base-role.ts'
import { suspendMember } from './commands/suspend-member.ts'
import { suspendOrganization } from './commands/suspend-organization.ts'
import { updateRole } from './commands/update-role.ts'

export default defineModule({
  name: 'organization',
  question: 'What containers exist, and who can access them?',
  dependsOn: ['identity'],
  commands: [
    assignRole, revokeRoleAssignment, setMemberBaseRole, suspendMember, resumeMember, removeMember, leaveOrganization, createRole, updateRole, archiveRole,
    createServiceAccount, disableServiceAccount, enableServiceAccount, deleteServiceAccount, createApiKey, approveApiKeyReveal, rotateApiKey, revokeApiKey,
    suspendOrganization, resumeOrganization, archiveWorkspace, restoreWorkspace,
  ],
})
