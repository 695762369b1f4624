import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'entitlements',
  question: 'What capabilities are available, and who provisioned them?',
  dependsOn: ['identity', 'organization'],
  commands: [],
})
