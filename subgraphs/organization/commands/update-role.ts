import { defineCommand } from '../../engine/command/define-command.ts'
import { integer, optional, rowId, text } from '../../engine/command/input-field.ts'
import { texts } from '../../engine/command/texts-input.ts'
import { roleUpdated } from '../events.ts'
import { checkRole, ROLE_FAILURES } from '../rules/check-role.ts'
import { heldIn } from '../rules/held-in.ts'

/** Changes what a role gives, to everybody who has it. */
export const updateRole = defineCommand({
  name: 'updateRole',
  description: 'Changes a role of an organization, for everybody who has it, at once. What is left out stays. Nobody adds what they do not hold.',
  permission: 'organization.role.update',
  onePerOrganization: true,
  input: {
    id: rowId('Role', 'The role; those of the system do not change.'),
    name: optional(text('What people call it.', { writes: 'Role.name', max: 200 })),
    description: optional(text('What it is for.', { writes: 'Role.description', max: 1000 })),
    permissions: optional(texts('Permission patterns, all of them.', { writes: 'Role.permissions', most: 200, max: 200 })),
    clearance: optional(text('member, admin or billing_admin.', { writes: 'Role.clearance', max: 50 })),
    rank: optional(integer('Lower is more powerful, for display.', { min: 0, max: 1000 })),
  },
  changes: 'id',
  entity: 'Role',
  events: [roleUpdated],
  failures: { ...ROLE_FAILURES, SYSTEM_ROLE: 'Make a role of your own; those of the system do not change.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { id: role }, tables, emit, failure } = context
    if (role.orgId === null) throw failure('SYSTEM_ROLE', 'id')
    if (role.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'id')
    const { level, permissions, clearance } = { level: role.level, permissions: input.permissions ?? role.permissions, clearance: input.clearance ?? role.clearance }
    // who renames a role gives nothing
    if (input.permissions !== null || input.clearance !== null) checkRole(await heldIn(context, { orgId: role.orgId }), { level, permissions, clearance, failure })
    const updated = await tables.role.update(role.id, {
      permissions: [...permissions], clearance, name: input.name ?? role.name, description: input.description ?? role.description, rank: input.rank ?? role.rank,
    })
    emit(roleUpdated, updated)
    return { entity: updated }
  },
})
