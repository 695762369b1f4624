import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'support',
  question: 'What do customers ask for, and who answers?',
  dependsOn: ['identity', 'organization'],
  commands: [],
})
