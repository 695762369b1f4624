import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId } from '../../engine/command/input-field.ts'
import { roleArchived } from '../events.ts'

/** Puts a role out of use. */
export const archiveRole = defineCommand({
  name: 'archiveRole',
  description: 'Puts a role of an organization out of use; nobody may have it any more.',
  permission: 'organization.role.archive',
  // that somebody has it is told to those only who can list who has what
  besides: ['organization.role_assignment.read', 'organization.org_member.read'],
  onePerOrganization: true,
  input: { id: rowId('Role', 'The role.') },
  changes: 'id',
  entity: 'Role',
  events: [roleArchived],
  failures: { SYSTEM_ROLE: 'Roles of the system stay in use.', ROLE_IN_USE: 'Take the role from everybody who has it first.' },
  tier: 'ADMIN',
  async run({ rows: { id: role }, tables, now, emit, failure }) {
    if (role.orgId === null) throw failure('SYSTEM_ROLE', 'id')
    if (role.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    const given = await tables.roleAssignment.count({ roleId: role.id, status: 'ACTIVE', OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] })
    const based = await tables.orgMember.count({ baseRoleId: role.id, status: { not: 'REMOVED' } })
    const chosen = await tables.organization.count({ defaultRoleId: role.id })
    if (given + based + chosen > 0) throw failure('ROLE_IN_USE', 'id')
    const archived = await tables.role.update(role.id, { status: 'ARCHIVED' })
    emit(roleArchived, archived)
    return { entity: archived }
  },
})
