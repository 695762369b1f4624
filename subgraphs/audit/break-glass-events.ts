import { defineEvent } from '../engine/command/define-event.ts'

/** Emergency access is in force from now on. */
export const breakGlassStarted = defineEvent({
  type: 'audit.break_glass.started.v1',
  of: 'BreakGlassGrant',
  data: [
    'principalPersonId', 'subjectPersonId', 'subjectEntityType', 'subjectEntityId', 'categories', 'purpose', 'startsAt', 'expiresAt', 'reviewDueAt',
    'coSignedByPersonId',
  ],
})

/** A second person has agreed to it. */
export const breakGlassCoSigned = defineEvent({ type: 'audit.break_glass.co_signed.v1', of: 'BreakGlassGrant', data: ['principalPersonId', 'coSignedByPersonId'] })

/** It is over: ended by somebody, or by its time. */
export const breakGlassEnded = defineEvent({ type: 'audit.break_glass.ended.v1', of: 'BreakGlassGrant', data: ['status', 'endedAt', 'endedByPersonId', 'expiresAt'] })

/** Another person has judged it. */
export const breakGlassReviewed = defineEvent({ type: 'audit.break_glass.reviewed.v1', of: 'BreakGlassGrant', data: ['principalPersonId', 'status', 'expiresAt'] })
