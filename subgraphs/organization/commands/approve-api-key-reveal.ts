import { coversClearance } from '../../../schema/policy/may-give.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { keyRevealApproved } from '../events.ts'
import { heldIn } from '../rules/held-in.ts'
import { asksForRawValues } from '../rules/key-scope.ts'

/** The second pair of eyes over a key that is to read raw values. */
export const approveApiKeyReveal = defineCommand({
  name: 'approveApiKeyReveal',
  description: 'Lets a key read the raw values that its scope names. The owner or an administrator of the organization agrees, and never who made the key.',
  permission: 'organization.service_account_key.approve_reveal',
  inPerson: true,
  onePerOrganization: true,
  input: { id: rowId('ServiceAccountKey', 'The key.') },
  changes: 'id',
  entity: 'ServiceAccountKey',
  events: [keyRevealApproved],
  failures: { FOUR_EYES_REQUIRED: 'The owner or an administrator of the organization other than the maker of the key has to approve it.' },
  tier: 'ACCESS',
  async run(context) {
    const { rows: { id: key }, tables, principal, now, emit, failure } = context
    const isUsable = (key.status === 'ACTIVE' || key.status === 'ROTATING') && (key.expiresAt === null || key.expiresAt > now)
    if (!isUsable || key.piiApprovedByPersonId !== null || !key.scope.split(' ').some(asksForRawValues)) throw failure('ILLEGAL_STATE', 'id')
    const held = await heldIn(context, { orgId: key.orgId })
    // who is shown masks alone, because their token is for something else, opens no raw value to others
    const isAdministrator = held.every((one) => coversClearance(one, 'admin') && one.sources.some(({ via, role }) => via === 'OWNER' || (role.clearance === 'admin' && role.level === 'ORG')))
    if (!isAdministrator || key.createdByPersonId === null || key.createdByPersonId === principal.personId) throw failure('FOUR_EYES_REQUIRED', 'id')
    const approved = await tables.serviceAccountKey.update(key.id, { piiApprovedByPersonId: principal.personId })
    emit(keyRevealApproved, approved)
    return { entity: approved }
  },
})
