import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'cooperative',
  question: 'What value has this member contributed?',
  dependsOn: ['organization', 'billing'],
  commands: [],
})
