import { defineModule } from '../engine/module.ts'

export default defineModule({
  name: 'identity',
  question: 'Who is this actor, and how do they authenticate?',
  dependsOn: [],
  commands: [],
})
