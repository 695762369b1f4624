import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, plainId, rowId } from '../../engine/command/input-field.ts'
import { accountReassigned, memberRemoved, roleRevoked } from '../events.ts'
import { endMembership, ENDING_FAILURES } from './end-membership.ts'

/** A member goes. */
export const leaveOrganization = defineCommand({
  name: 'leaveOrganization',
  description: 'Ends the caller\'s own membership and all roles that they have in the organization, at once.',
  permission: 'organization.org_member.leave',
  own: true,
  inPerson: true,
  onePerOrganization: true,
  input: {
    id: rowId('OrgMember', 'The membership of the caller.'),
    reassignServiceAccountsTo: optional(plainId('Person, an active member, who answers for the service accounts of the caller from now on.')),
  },
  changes: 'id',
  entity: 'OrgMember',
  events: [memberRemoved, roleRevoked, accountReassigned],
  failures: ENDING_FAILURES,
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: member }, principal, forbidden } = context
    // who may remove others does it by removeMember
    if (member.personId !== principal.personId) throw forbidden()
    return { entity: await endMembership(context, member, 'LEFT') }
  },
})
