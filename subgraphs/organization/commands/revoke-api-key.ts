import { defineCommand } from '../../engine/command/define-command.ts'
import { choice, optional, rowId } from '../../engine/command/input-field.ts'
import { keyRevoked } from '../events.ts'

/** Ends a key. */
export const revokeApiKey = defineCommand({
  name: 'revokeApiKey',
  description: 'Ends a key at once: the next request that it is sent with is refused.',
  permission: 'organization.service_account_key.revoke',
  onePerOrganization: true,
  input: {
    id: rowId('ServiceAccountKey', 'The key to end.'),
    reason: optional(choice('Why; MANUAL, where it is left out.', 'ApiKeyRevokedReason', ['MANUAL', 'LEAKED'])),
  },
  changes: 'id',
  entity: 'ServiceAccountKey',
  events: [keyRevoked],
  tier: 'ADMIN',
  async run({ input, rows: { id: key }, tables, principal, now, emit, failure }) {
    if (key.status !== 'ACTIVE' && key.status !== 'ROTATING') throw failure('ILLEGAL_STATE', 'id')
    const revoked = await tables.serviceAccountKey.update(key.id, {
      status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null, revokedReason: input.reason ?? 'MANUAL',
    })
    emit(keyRevoked, revoked)
    return { entity: revoked }
  },
})
