import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'integration',
  question: 'How does the platform exchange data with external systems?',
  dependsOn: [],
  commands: [],
})
