import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { REASON, REASON_FAILURES } from '../../engine/command/reason-field.ts'
import { memberSuspended } from '../events.ts'
import { protectOwner } from './protect-owner.ts'

/** Lets a member rest. */
export const suspendMember = defineCommand({
  name: 'suspendMember',
  description: 'Takes all rights in the organization from a member until they are resumed; roles stay as they are.',
  permission: 'organization.org_member.suspend',
  besides: ['organization.organization.read'],
  onePerOrganization: true,
  input: { id: rowId('OrgMember', 'The membership.'), reason: REASON },
  changes: 'id',
  entity: 'OrgMember',
  events: [memberSuspended],
  failures: { OWNER_PROTECTED: 'Transfer the organization to somebody else first.', ...REASON_FAILURES },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: member }, tables, principal, now, emit, because, failure } = context
    if (member.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    await protectOwner(context, member)
    because(input.reason)
    const suspended = await tables.orgMember.update(member.id, { status: 'SUSPENDED', suspendedAt: now, suspendedByPersonId: principal.personId ?? null })
    emit(memberSuspended, suspended)
    return { entity: suspended }
  },
})
