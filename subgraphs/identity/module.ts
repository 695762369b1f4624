import { defineModule } from '../engine/module.ts'
import { createPersonalAccessToken } from './commands/create-personal-access-token.ts'
import { revokePersonalAccessToken } from './commands/revoke-personal-access-token.ts'

export default defineModule({
  name: 'identity',
  question: 'Who is this actor, and how do they authenticate?',
  dependsOn: [],
  commands: [createPersonalAccessToken, revokePersonalAccessToken],
})
