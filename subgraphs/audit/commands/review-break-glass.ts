import { defineCommand } from '../../engine/command/define-command.ts'
import { choice, rowId, text } from '../../engine/command/input-field.ts'
import { breakGlassEnded, breakGlassReviewed } from '../break-glass-events.ts'
import { isRunning, REVIEWERS } from '../rules/break-glass-rules.ts'
import { markExpired } from './end-expired.ts'

/** Another person says whether an access was right; until then its holder gets no further one after a day. */
export const reviewBreakGlass = defineCommand({
  name: 'reviewBreakGlass',
  description: 'Judges an emergency access that is over, once. Nobody judges their own.',
  permission: 'audit.break_glass.review',
  clearances: REVIEWERS,
  inPerson: true,
  input: {
    id: rowId('BreakGlassGrant', 'The access to judge.'),
    verdict: choice('Whether it was right.', 'BreakGlassVerdict', ['JUSTIFIED', 'UNJUSTIFIED']),
    note: text('What was found, in 1 to 2000 characters.', { writes: 'BreakGlassReview.note', max: 2000 }),
  },
  changes: 'id',
  entity: 'BreakGlassGrant',
  events: [breakGlassReviewed, breakGlassEnded],
  failures: { FOUR_EYES_REQUIRED: 'Another person has to judge this access; nobody judges their own.' },
  tier: 'ACCESS',
  async run({ input, rows: { id: grant }, tables, principal: { personId }, now, emit, failure, forbidden }) {
    if (personId === undefined) throw forbidden()
    if (grant.principalPersonId === personId) throw failure('FOUR_EYES_REQUIRED')
    if (isRunning(grant, now) || await tables.breakGlassReview.count({ grantId: grant.id }) > 0) throw failure('ILLEGAL_STATE')
    const judged = grant.status === 'ACTIVE' ? await markExpired({ tables, emit, now }, grant) : grant
    await tables.breakGlassReview.insert({ grantId: grant.id, reviewerPersonId: personId, verdict: input.verdict, note: input.note, reviewedAt: now })
    emit(breakGlassReviewed, judged)
    return { entity: judged }
  },
})
