import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, plainId, rowId } from '../../engine/command/input-field.ts'
import { REASON, REASON_FAILURES } from '../../engine/command/reason-field.ts'
import { accountReassigned, memberRemoved, roleRevoked } from '../events.ts'
import { endMembership, ENDING_FAILURES } from './end-membership.ts'

/** Puts somebody out of an organization. */
export const removeMember = defineCommand({
  name: 'removeMember',
  description: 'Ends the membership of a person and all roles that they have in the organization, at once.',
  permission: 'organization.org_member.remove',
  // whether the member is the owner, or answers for service accounts, is learned here by those only who can read it
  besides: ['organization.organization.read', 'organization.service_account.read'],
  onePerOrganization: true,
  input: {
    id: rowId('OrgMember', 'The membership to end.'),
    reassignServiceAccountsTo: optional(plainId('Person, an active member, who answers for the service accounts of the member from now on.')),
    reason: REASON,
  },
  changes: 'id',
  entity: 'OrgMember',
  events: [memberRemoved, roleRevoked, accountReassigned],
  failures: { ...ENDING_FAILURES, ...REASON_FAILURES },
  tier: 'ADMIN',
  async run(context) {
    context.because(context.input.reason)
    return { entity: await endMembership(context, context.rows.id, 'REMOVED') }
  },
})
