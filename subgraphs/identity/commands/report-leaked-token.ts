import { defineCommand } from '../../engine/command/define-command.ts'
import { text } from '../../engine/command/input-field.ts'
import { tokenLeaked } from '../events.ts'

/** Ends a token that was found where it should not be. */
export const reportLeakedToken = defineCommand({
  name: 'reportLeakedToken',
  description: 'Ends a personal access token that was found where it should not be. Anybody may tell, and gets the same answer whether there is such a token or not.',
  permission: 'identity.personal_access_token.report',
  anonymous: true,
  hidesOutcome: true,
  input: { token: text('The whole token.', { max: 100 }) },
  entity: 'PersonalAccessToken',
  events: [tokenLeaked],
  tier: 'AUTH',
  async run({ input, tables, now, emit, ownerOfToken, oneAtATime }) {
    const id = await ownerOfToken('PersonalAccessToken', input.token)
    if (id === null) return { entity: null }
    await oneAtATime(`leaked ${id}`)
    const token = await tables.personalAccessToken.find({ id, status: 'ACTIVE' })
    if (token !== null) emit(tokenLeaked, await tables.personalAccessToken.update(id, { status: 'REVOKED', revokedAt: now, revokedReason: 'LEAKED' }))
    return { entity: null }
  },
})
