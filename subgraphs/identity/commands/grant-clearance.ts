import { defineCommand } from '../../engine/command/define-command.ts'
import { sharedRowId, text } from '../../engine/command/input-field.ts'
import { moment } from '../../engine/command/moment-input.ts'
import { clearanceRequested } from '../events.ts'
import { brandClearance, isClearanceEnd } from '../rules/clearances.ts'

/** Asks for a clearance of another person; a third one has to agree. */
export const grantClearance = defineCommand({
  name: 'grantClearance',
  description: 'Asks that another person gets a clearance of the whole brand, for a time. It has no effect until an owner or a privacy officer approves it who is neither of the two.',
  permission: 'identity.clearance_grant.create',
  besides: ['identity.clearance_grant.read'],
  inPerson: true,
  brandWide: true,
  input: {
    personId: sharedRowId('Person', 'Who is to get it.'),
    clearance: text('support, support_lead, analyst, auditor or privacy_officer.', { writes: 'ClearanceGrant.clearance', max: 50 }),
    reason: text('Why, in 10 to 2000 characters.', { writes: 'ClearanceGrant.reason', min: 10, max: 2000 }),
    expiresAt: moment('Until when, exclusive; at most 366 days from now.'),
  },
  entity: 'ClearanceGrant',
  events: [clearanceRequested],
  failures: { FOUR_EYES_REQUIRED: 'Let somebody else ask for it; nobody asks for their own.', DUPLICATE_GRANT: 'This person has this clearance, or it waits for approval; revoke or reject that one first.' },
  tier: 'ADMIN',
  async run({ input, rows: { personId: person }, tables, principal, now, emit, failure, forbidden, oneAtATime }) {
    const { personId: grantedByPersonId } = principal
    if (grantedByPersonId === undefined) throw forbidden()
    const clearance = brandClearance(input.clearance)
    if (clearance === undefined) throw failure('VALIDATION_FAILED', 'clearance')
    if (!isClearanceEnd(input.expiresAt, now)) throw failure('VALIDATION_FAILED', 'expiresAt')
    if (person.id === grantedByPersonId) throw failure('FOUR_EYES_REQUIRED', 'personId')
    if (person.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'personId')
    await oneAtATime(`clearances of ${person.id}`)
    const [known] = await tables.clearanceGrant.list({ where: { personId: person.id, clearance, status: { in: ['PENDING', 'ACTIVE'] } } })
    if (known !== undefined && known.expiresAt > now) throw failure('DUPLICATE_GRANT')
    // its time is over, and no job has said so yet
    if (known !== undefined) await tables.clearanceGrant.update(known.id, { status: known.status === 'ACTIVE' ? 'EXPIRED' : 'REJECTED' })
    const grant = await tables.clearanceGrant.insert({ personId: person.id, clearance, reason: input.reason, grantedByPersonId, createdAt: now, expiresAt: input.expiresAt })
    emit(clearanceRequested, grant)
    return { entity: grant }
  },
})
