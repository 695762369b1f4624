import { choice, integer, optional, rowId, text } from '../../engine/command/input-field.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { texts } from '../../engine/command/texts-input.ts'
import { roleCreated } from '../events.ts'
import { checkRole, ROLE_FAILURES } from '../rules/check-role.ts'
import { heldIn } from '../rules/held-in.ts'
import { LEVELS } from '../rules/role-facts.ts'

const KEY = /^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*$/

/** Makes a role of an organization. */
export const createRole = defineCommand({
  name: 'createRole',
  description: 'Makes a role of the organization. Nobody makes one that gives more than they hold.',
  permission: 'organization.role.create',
  // a key that is taken is told to those only who can list roles
  besides: ['organization.role.read'],
  onePerOrganization: true,
  input: {
    orgId: rowId('Organization', 'Whose role it is.'),
    key: text('What programs call it, such as custom.reviewer.', { writes: 'Role.key', max: 100 }),
    name: text('What people call it.', { writes: 'Role.name', max: 200 }),
    description: optional(text('What it is for.', { writes: 'Role.description', max: 1000 })),
    level: choice('Whether it is given in the organization or in workspaces.', 'RoleLevel', LEVELS),
    permissions: texts('Permission patterns.', { writes: 'Role.permissions', most: 200, max: 200 }),
    clearance: optional(text('member, admin or billing_admin; member, where it is left out.', { writes: 'Role.clearance', max: 50 })),
    rank: optional(integer('Lower is more powerful, for display; 100, where it is left out.', { min: 0, max: 1000 })),
  },
  at: ['orgId'],
  entity: 'Role',
  events: [roleCreated],
  failures: { ...ROLE_FAILURES, ALREADY_EXISTS: 'Use another key; a role of this organization has it.' },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows: { orgId: org }, tables, principal, emit, failure } = context
    if (!KEY.test(input.key)) throw failure('VALIDATION_FAILED', 'key')
    if (org.status === 'CLOSED') throw failure('ILLEGAL_STATE', 'orgId')
    const { level, permissions, clearance } = { ...input, clearance: input.clearance ?? 'member' }
    checkRole(await heldIn(context, { orgId: org.id }), { level, permissions, clearance, failure })
    const role = await tables.role.insert({
      orgId: org.id, key: input.key, name: input.name, description: input.description, level, permissions: [...permissions], clearance, rank: input.rank ?? 100,
      createdByPersonId: principal.personId ?? null,
    })
    emit(roleCreated, role)
    return { entity: role }
  },
})
