import { PII_CATEGORIES } from '../../../schema/model.ts'
import { signCapability } from '../../../schema/policy/capability.ts'
import { PURPOSES } from '../../../schema/policy/principal.ts'
import { allowsPurpose } from '../../../schema/policy/principal-class.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { choice, choices, integer, optional, plainId, text } from '../../engine/command/input-field.ts'
import { breakGlassEnded, breakGlassStarted } from '../break-glass-events.ts'
import { grantTimes, MOST_MINUTES, nextGrant, OPENERS } from '../rules/break-glass-rules.ts'
import { endExpired } from './end-expired.ts'
import { findSubject } from './find-subject.ts'

const OPENABLE = PII_CATEGORIES.filter((category) => category !== 'CREDENTIAL')

/** Emergency access to one subject, for minutes: granted at once, told to everybody, judged by another person within a day. */
export const breakGlass = defineCommand({
  name: 'breakGlass',
  description: 'Opens the sensitive data of one person or entity to the caller, for minutes and for a reason. Another person reviews it within 24 hours.',
  permission: 'audit.break_glass.create',
  clearances: OPENERS,
  inPerson: true,
  input: {
    subjectPersonId: optional(plainId('Whose data; either this or an entity.')),
    subjectEntityType: optional(text('GraphQL type of a subject that is no person, such as BillingProfile.', { writes: 'BreakGlassGrant.subjectEntityType', max: 100 })),
    subjectEntityId: optional(plainId('Id of a subject that is no person.')),
    categories: choices('What is opened; credentials never are.', 'PiiCategory', OPENABLE),
    purpose: choice('What for; one of the purposes of the token.', 'Purpose', PURPOSES),
    reason: text('Why, in 20 to 2000 characters and without personal data.', { writes: 'BreakGlassGrant.reason', min: 20, max: 2000, withoutPersonalData: 'REASON_HAS_PII' }),
    ticket: text('Ticket or incident, without personal data.', { writes: 'BreakGlassGrant.ticketReference', max: 200, withoutPersonalData: 'REASON_HAS_PII' }),
    minutes: integer(`For how long, at most ${MOST_MINUTES}.`, { min: 1, max: MOST_MINUTES }),
    coSignerId: optional(plainId('Person who has to co-sign before the access is in force; needed while a review is overdue.')),
  },
  entity: 'BreakGlassGrant',
  secrets: { capability: 'Proves the access: send it as the header x-veil-break-glass. Shown once.' },
  events: [breakGlassStarted, breakGlassEnded],
  failures: {
    REASON_HAS_PII: 'Write the reason without personal data.',
    PURPOSE_NOT_ALLOWED: 'Use one of the purposes that your token lists.',
    REVIEW_OVERDUE: 'Have your last emergency access reviewed first, or name somebody who co-signs one further access.',
    FOUR_EYES_REQUIRED: 'Name another person; nobody agrees to their own access.',
  },
  tier: 'ACCESS',
  async run({ input, tables, principal, now, keys, emit, failure, sees, ask, oneAtATime, forbidden }) {
    const { categories, purpose, reason, ticket, minutes, coSignerId } = input
    const { personId } = principal
    if (personId === undefined) throw forbidden()
    if (!allowsPurpose(principal.purposes, purpose)) throw failure('PURPOSE_NOT_ALLOWED', 'purpose')
    if (coSignerId === personId) throw failure('FOUR_EYES_REQUIRED', 'coSignerId')
    const subject = await findSubject(input, { sees, ask, failure })
    if (coSignerId !== null && !await sees({ module: 'identity', type: 'Person' }, coSignerId)) throw failure('NOT_FOUND', 'coSignerId')

    await oneAtATime(`breakGlass ${personId}`)
    await endExpired({ tables, emit, now }, personId)
    const unreviewed = await tables.breakGlassGrant.list({ where: { principalPersonId: personId, review: { is: null } } })
    const next = nextGrant(unreviewed, now)
    if (next === 'AFTER_REVIEW' || (next === 'CO_SIGNED' && coSignerId === null)) throw failure('REVIEW_OVERDUE')

    const times = grantTimes(now, minutes)
    const grant = await tables.breakGlassGrant.insert({
      principalPersonId: personId, ...subject.columns, categories: [...categories], purpose, reason, ticketReference: ticket, coSignerPersonId: coSignerId, ...times,
    })
    if (coSignerId === null) emit(breakGlassStarted, grant)
    const capability = signCapability(keys.envelope, {
      grantId: grant.id, subject: subject.subject, categories, purpose, exp: times.expiresAt.getTime(), brandId: principal.brandId, principalId: principal.id,
    })
    return { entity: grant, secrets: { capability } }
  },
})
