import { covers } from '../../../schema/policy/permissions.ts'
import { purposesOf } from '../../../schema/policy/purposes-of.ts'
import { addresses } from '../../engine/command/addresses-input.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { integer, optional, text } from '../../engine/command/input-field.ts'
import { texts } from '../../engine/command/texts-input.ts'
import { tokenCreated } from '../events.ts'
import { isKnownPattern } from '../../../schema/policy/permission-registry.ts'

const MOST_TOKENS = 50
const MOST_DAYS = 366
const USUAL_DAYS = 90
const DAY_MS = 86_400_000

/** Makes a token with which programs work in the name of the caller. */
export const createPersonalAccessToken = defineCommand({
  name: 'createPersonalAccessToken',
  description: 'Makes a token of the caller: it may do what the caller may, narrowed by its scopes. The token itself is shown once.',
  permission: 'identity.personal_access_token.create',
  own: true,
  inPerson: true,
  input: {
    name: text('What the token is for.', { writes: 'PersonalAccessToken.name', max: 100 }),
    scopes: texts('Permission patterns, such as organization.workspace.read or support.*.', { most: 100, max: 200 }),
    expiresInDays: optional(integer(`After how many days it ends, at most ${MOST_DAYS}; ${USUAL_DAYS}, where it is left out.`, { min: 1, max: MOST_DAYS })),
    allowedCidrs: optional(addresses('Addresses and networks from which it may be used; any, where it is left out.', { writes: 'PersonalAccessToken.allowedCidrs', most: 100 })),
  },
  entity: 'PersonalAccessToken',
  secrets: { secret: 'The token. Shown once.' },
  events: [tokenCreated],
  failures: {
    TOKEN_LIMIT_REACHED: 'Revoke one of your tokens first.',
    UNKNOWN_SCOPE: 'Use permissions that exist; each is written like organization.workspace.read.',
    ESCALATION_DENIED: 'Use scopes that the token you work with covers, and a token that is for all that you work for.',
  },
  tier: 'AUTH',
  async run({ input, tables, principal, now, emit, failure, forbidden, newToken, oneAtATime }) {
    const { personId, userId, scopes: ceiling } = principal
    // a token that made others would never end, and would forget from where it may be used
    if (personId === undefined || userId === undefined || principal.credentialId !== undefined) throw forbidden()
    if (!input.scopes.every(isKnownPattern)) throw failure('UNKNOWN_SCOPE', 'scopes')
    if (ceiling.length > 0 && !input.scopes.every((scope) => ceiling.some((held) => covers(held, scope)))) throw failure('ESCALATION_DENIED', 'scopes')
    // the new one has no list of purposes: it would be for those too that the list of this one leaves out
    if (!purposesOf(principal, []).every((purpose) => principal.purposes.includes(purpose))) throw failure('ESCALATION_DENIED')
    await oneAtATime(`tokens of ${personId}`)
    if (await tables.personalAccessToken.count({ personId, status: 'ACTIVE', expiresAt: { gt: now } }) >= MOST_TOKENS) throw failure('TOKEN_LIMIT_REACHED')
    const { secret, display, hash, keyVersion } = newToken('PERSONAL')
    const token = await tables.personalAccessToken.insert({
      personId, userId, name: input.name, tokenPrefix: display, tokenHash: hash, hashKeyVersion: keyVersion, scopes: [...input.scopes],
      allowedCidrs: [...input.allowedCidrs ?? []], createdAt: now, expiresAt: new Date(now.getTime() + (input.expiresInDays ?? USUAL_DAYS) * DAY_MS),
    })
    emit(tokenCreated, token)
    return { entity: token, secrets: { secret } }
  },
})
