import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { REASON, REASON_FAILURES } from '../../engine/command/reason-field.ts'
import { clearanceRevoked } from '../events.ts'

/** Takes a clearance back. */
export const revokeClearance = defineCommand({
  name: 'revokeClearance',
  description: 'Takes back a clearance that somebody has, at once.',
  permission: 'identity.clearance_grant.revoke',
  brandWide: true,
  inPerson: true,
  input: { id: rowId('ClearanceGrant', 'The clearance.'), reason: REASON },
  changes: 'id',
  entity: 'ClearanceGrant',
  events: [clearanceRevoked],
  failures: REASON_FAILURES,
  tier: 'ADMIN',
  async run({ input, rows: { id: grant }, tables, principal, now, emit, because, failure }) {
    if (grant.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    because(input.reason)
    const revoked = await tables.clearanceGrant.update(grant.id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null })
    emit(clearanceRevoked, revoked)
    return { entity: revoked }
  },
})
