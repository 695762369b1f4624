import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'billing',
  question: 'Who pays, and what do they pay for?',
  dependsOn: ['identity', 'organization', 'entitlements'],
  commands: [],
})
