import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, rowId, text } from '../../engine/command/input-field.ts'
import { moment } from '../../engine/command/moment-input.ts'
import { keyCreated } from '../events.ts'
import { checkKeyClearance } from '../rules/key-clearance.ts'
import { heldIn } from '../rules/held-in.ts'
import { checkKeyScope, KEY_FAILURES } from '../rules/key-scope.ts'
import { usableKeys, MOST_KEYS } from './usable-keys.ts'

/** Makes a key of a service account. */
export const createApiKey = defineCommand({
  name: 'createApiKey',
  description: 'Makes a key of a service account, or of the default account of a workspace. The key itself is shown once.',
  permission: 'organization.service_account_key.create',
  besides: ['organization.service_account_key.read', 'organization.service_account.read'],
  onePerOrganization: true,
  input: {
    serviceAccountId: optional(rowId('ServiceAccount', 'Whose key it is; either this or a workspace.')),
    workspaceId: optional(rowId('Workspace', 'The workspace whose default account gets the key.')),
    name: text('What the key is for.', { writes: 'ServiceAccountKey.name', max: 100 }),
    scope: text('Permission patterns, with blanks between them; what is not covered by your own rights is refused. Words like pii.contact.reveal have no effect until a second person approves them.', { max: 4000 }),
    expiresAt: optional(moment('End of the key, exclusive; without it, it has none.')),
  },
  at: ['serviceAccountId', 'workspaceId'],
  entity: 'ServiceAccountKey',
  secrets: { secret: 'The key. Shown once.' },
  events: [keyCreated],
  failures: KEY_FAILURES,
  tier: 'ADMIN',
  async run(context) {
    const { input, rows, tables, principal, now, emit, failure, newToken } = context
    if ((rows.serviceAccountId === null) === (rows.workspaceId === null)) throw failure('VALIDATION_FAILED', 'serviceAccountId')
    const account = rows.serviceAccountId ?? await tables.serviceAccount.find({ workspaceId: rows.workspaceId?.id, isDefault: true, status: { not: 'DELETED' } })
    if (account === null) throw failure('NOT_FOUND', 'workspaceId')
    if (account.status !== 'ACTIVE') throw failure('ILLEGAL_STATE')
    if (input.expiresAt !== null && input.expiresAt <= now) throw failure('VALIDATION_FAILED', 'expiresAt')
    const words = checkKeyScope(await heldIn(context, account), { scope: input.scope, refusal: (code) => failure(code, 'scope') })
    await checkKeyClearance(context, account, () => failure('ESCALATION_DENIED', 'serviceAccountId'))
    if ((await usableKeys(tables, account.id, now)).length >= MOST_KEYS) throw failure('KEY_LIMIT_REACHED')
    const { secret, display, hash, keyVersion } = newToken('SERVICE_KEY')
    const key = await tables.serviceAccountKey.insert({
      orgId: account.orgId, serviceAccountId: account.id, workspaceId: account.workspaceId, name: input.name, scope: words.join(' '), keyPrefix: display, apiKeyHash: hash,
      hashKeyVersion: keyVersion, createdByPersonId: principal.personId ?? null, expiresAt: input.expiresAt, createdAt: now,
    })
    emit(keyCreated, key)
    return { entity: key, secrets: { secret } }
  },
})
