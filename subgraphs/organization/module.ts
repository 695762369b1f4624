import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'organization',
  question: 'What containers exist, and who can access them?',
  dependsOn: ['identity'],
  commands: [],
})
