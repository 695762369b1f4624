import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'audit',
  question: 'What happened, when, and by whom?',
  dependsOn: ['identity', 'organization'],
  commands: [],
})
