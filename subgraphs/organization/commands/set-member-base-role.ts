import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId, sharedRowId } from '../../engine/command/input-field.ts'
import { memberUpdated } from '../events.ts'
import { heldIn } from '../rules/held-in.ts'
import { roleFacts } from '../rules/role-facts.ts'
import { mayGiveAll } from '../rules/roles-of.ts'

/** Changes the role that comes with a membership. */
export const setMemberBaseRole = defineCommand({
  name: 'setMemberBaseRole',
  description: 'Changes the role that a member has in the organization without an assignment. Nobody gives more than they hold.',
  permission: 'organization.org_member.update',
  onePerOrganization: true,
  input: { id: rowId('OrgMember', 'The membership.'), roleId: sharedRowId('Role', 'The role: of the level ORG, of the system or of this organization.') },
  changes: 'id',
  entity: 'OrgMember',
  events: [memberUpdated],
  failures: { ESCALATION_DENIED: 'Give a role whose permissions and clearance you hold yourself.', LEVEL_MISMATCH: 'Give a role of the level ORG.' },
  tier: 'ADMIN',
  async run(context) {
    const { rows: { id: member, roleId: role }, tables, emit, failure } = context
    if (member.status === 'REMOVED') throw failure('ILLEGAL_STATE', 'id')
    if (role.orgId !== null && role.orgId !== member.orgId) throw failure('VALIDATION_FAILED', 'roleId')
    if (role.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'roleId')
    if (role.level !== 'ORG') throw failure('LEVEL_MISMATCH', 'roleId')
    if (!mayGiveAll(await heldIn(context, { orgId: member.orgId }), [roleFacts(role)])) throw failure('ESCALATION_DENIED', 'roleId')
    const updated = await tables.orgMember.update(member.id, { baseRoleId: role.id })
    emit(memberUpdated, updated)
    return { entity: updated }
  },
})
