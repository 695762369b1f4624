import { defineModule } from '../engine/module.ts'
import { breakGlass } from './commands/break-glass.ts'
import { coSignBreakGlass } from './commands/co-sign-break-glass.ts'
import { endBreakGlass } from './commands/end-break-glass.ts'
import { reviewBreakGlass } from './commands/review-break-glass.ts'

export default defineModule({
  name: 'audit',
  question: 'What happened, when, and by whom?',
  dependsOn: ['identity', 'organization'],
  commands: [breakGlass, coSignBreakGlass, endBreakGlass, reviewBreakGlass],
})
