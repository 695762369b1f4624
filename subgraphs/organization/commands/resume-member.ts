import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { memberResumed } from '../events.ts'
import { heldIn } from '../rules/held-in.ts'
import { mayGiveAll, rolesInWorkspaces, rolesOf } from '../rules/roles-of.ts'

/** Brings a member back who was suspended. */
export const resumeMember = defineCommand({
  name: 'resumeMember',
  description: 'Gives a suspended member back the rights that they had. Nobody gives back more than they hold.',
  permission: 'organization.org_member.resume',
  besides: ['organization.role_assignment.read'],
  onePerOrganization: true,
  input: { id: rowId('OrgMember', 'The membership.') },
  changes: 'id',
  entity: 'OrgMember',
  events: [memberResumed],
  failures: { ESCALATION_DENIED: 'Ask somebody who holds the roles of this member.' },
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: member }, tables, emit, failure } = context
    if (member.status !== 'SUSPENDED') throw failure('ILLEGAL_STATE', 'id')
    const around = await heldIn(context, { orgId: member.orgId })
    if (!mayGiveAll(around, await rolesOf(tables, member))) throw failure('ESCALATION_DENIED', 'id')
    for (const [workspaceId, roles] of await rolesInWorkspaces(tables, member)) {
      // in a workspace that was put away little is held, and much where it comes back
      if (!mayGiveAll(around, roles) && !mayGiveAll(await heldIn(context, { orgId: member.orgId, workspaceId }), roles)) throw failure('ESCALATION_DENIED', 'id')
    }
    const resumed = await tables.orgMember.update(member.id, { status: 'ACTIVE', suspendedAt: null, suspendedByPersonId: null })
    emit(memberResumed, resumed)
    return { entity: resumed }
  },
})
