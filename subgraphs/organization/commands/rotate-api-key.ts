import { defineCommand } from '../../engine/command/define-command.ts'
import { integer, optional, rowId } from '../../engine/command/input-field.ts'
import { keyCreated, keyRevoked, keyRotated } from '../events.ts'
import { checkKeyClearance } from '../rules/key-clearance.ts'
import { heldIn } from '../rules/held-in.ts'
import { checkKeyScope, KEY_FAILURES } from '../rules/key-scope.ts'
import { rotationTimes } from '../rules/rotation-times.ts'
import { MOST_KEYS, usableKeys } from './usable-keys.ts'

const USUAL_OVERLAP_S = 86_400
const LONGEST_OVERLAP_S = 604_800

/** Replaces a key by one of the same kind; both work for a while. */
export const rotateApiKey = defineCommand({
  name: 'rotateApiKey',
  description: 'Makes the successor of a key, with the same scope and the same length of life. The old one works until the overlap is over. The new one is shown once.',
  permission: 'organization.service_account_key.rotate',
  besides: ['organization.service_account_key.read'],
  onePerOrganization: true,
  input: {
    id: rowId('ServiceAccountKey', 'The key to replace.'),
    overlapSeconds: optional(integer(`For how long the old key still works, at most ${LONGEST_OVERLAP_S} seconds; ${USUAL_OVERLAP_S}, where it is left out; with 0 it ends at once.`, { min: 0, max: LONGEST_OVERLAP_S })),
  },
  changes: 'id',
  entity: 'ServiceAccountKey',
  secrets: { secret: 'The new key. Shown once.' },
  events: [keyCreated, keyRotated, keyRevoked],
  failures: { ...KEY_FAILURES, ALREADY_ROTATED: 'Rotate its successor instead.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: old }, tables, principal, now, emit, failure, newToken } = context
    if (await tables.serviceAccountKey.count({ rotatedFromKeyId: old.id }) > 0) throw failure('ALREADY_ROTATED', 'id')
    if (old.status !== 'ACTIVE' || (old.expiresAt !== null && old.expiresAt <= now)) throw failure('ILLEGAL_STATE', 'id')
    checkKeyScope(await heldIn(context, old), { scope: old.scope, refusal: (code) => failure(code, 'id') })
    await checkKeyClearance(context, { orgId: old.orgId, workspaceId: old.workspaceId, id: old.serviceAccountId }, () => failure('ESCALATION_DENIED', 'id'))
    const { oldEnd, newEnd } = rotationTimes(old, { now, overlapSeconds: input.overlapSeconds ?? USUAL_OVERLAP_S })
    if (oldEnd !== null && (await usableKeys(tables, old.serviceAccountId, now)).length >= MOST_KEYS) throw failure('KEY_LIMIT_REACHED')
    if (oldEnd === null) emit(keyRevoked, await tables.serviceAccountKey.update(old.id, { status: 'REVOKED', revokedAt: now, revokedByPersonId: principal.personId ?? null, revokedReason: 'ROTATED' }))
    else emit(keyRotated, await tables.serviceAccountKey.update(old.id, { status: 'ROTATING', expiresAt: oldEnd }))
    const { secret, display, hash, keyVersion } = newToken('SERVICE_KEY')
    const successor = await tables.serviceAccountKey.insert({
      orgId: old.orgId, serviceAccountId: old.serviceAccountId, workspaceId: old.workspaceId, name: old.name, scope: old.scope, keyPrefix: display, apiKeyHash: hash, hashKeyVersion: keyVersion, rotatedFromKeyId: old.id, createdByPersonId: principal.personId ?? null, createdAt: now, expiresAt: newEnd,
    })
    emit(keyCreated, successor)
    return { entity: successor, secrets: { secret } }
  },
})
