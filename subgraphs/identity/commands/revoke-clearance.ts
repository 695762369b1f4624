import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { clearanceRevoked } from '../events.ts'

/** Takes a clearance back. */
export const revokeClearance = defineCommand({
  name: 'revokeClearance',
  description: 'Takes back a clearance that somebody has, at once.',
  permission: 'identity.clearance_grant.revoke',
  brandWide: true,
  inPerson: true,
  input: { id: rowId('ClearanceGrant', 'The clearance.'), reason: optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' })) },
  changes: 'id',
  entity: 'ClearanceGrant',
  events: [clearanceRevoked],
  failures: { REASON_HAS_PII: 'Write the reason without personal data.' },
  tier: 'ADMIN',
  async run({ input, rows: { id: grant }, tables, principal, now, emit, because, failure }) {
    if (grant.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const revoked = await tables.clearanceGrant.update(grant.id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null })
    emit(clearanceRevoked, revoked)
    return { entity: revoked }
  },
})
