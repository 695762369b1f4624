import { defineModule } from '../engine/module.ts'
import { assignRole } from './commands/assign-role.ts'
import { createApiKey } from './commands/create-api-key.ts'
import { removeMember } from './commands/remove-member.ts'
import { revokeApiKey } from './commands/revoke-api-key.ts'
import { revokeRoleAssignment } from './commands/revoke-role-assignment.ts'

export default defineModule({
  name: 'organization',
  question: 'What containers exist, and who can access them?',
  dependsOn: ['identity'],
  commands: [assignRole, revokeRoleAssignment, removeMember, createApiKey, revokeApiKey],
})
