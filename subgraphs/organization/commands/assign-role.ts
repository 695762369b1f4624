import { asForPrograms, mayGive } from '../../../schema/policy/may-give.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { optional, plainId, rowId, sharedRowId, text } from '../../engine/command/input-field.ts'
import { moment } from '../../engine/command/moment-input.ts'
import { roleAssigned, roleRevoked } from '../events.ts'
import { heldIn } from '../rules/held-in.ts'
import { roleFacts } from '../rules/role-facts.ts'
import { findHolder } from './find-holder.ts'

/** Gives a role to a member or a service account, in an organization or one of its workspaces. */
export const assignRole = defineCommand({
  name: 'assignRole',
  description: 'Gives a role to a member or to a service account. Nobody gives more than they hold in that place; the same call again changes nothing.',
  permission: 'organization.role_assignment.create',
  // that a role is given already, or who is a member, is learned here by those only who can list it
  besides: ['organization.role_assignment.read'],
  onePerOrganization: true,
  input: {
    orgId: rowId('Organization', 'Where the role is given.'),
    roleId: sharedRowId('Role', 'The role: one of the system or of this organization.'),
    personId: optional(plainId('The member who gets it; either this or a service account.')),
    serviceAccountId: optional(rowId('ServiceAccount', 'The service account that gets it.')),
    workspaceId: optional(rowId('Workspace', 'The one workspace in which it holds; without it, the whole organization.')),
    startsAt: optional(moment('From when; now, where it is left out.')),
    expiresAt: optional(moment('Until when, exclusive; needs a reason.')),
    reason: optional(text('Why; needed for a role that ends.', { writes: 'RoleAssignment.grantReason', max: 500 })),
  },
  at: ['workspaceId', 'orgId'],
  entity: 'RoleAssignment',
  events: [roleAssigned, roleRevoked],
  failures: {
    ESCALATION_DENIED: 'Give a role whose permissions and clearance you hold yourself in this place.',
    NOT_A_MEMBER: 'Invite this person to the organization first.',
    LEVEL_MISMATCH: 'Give a role of the level ORG without a workspace.',
    ALREADY_ASSIGNED: 'This role is given already, for another time; revoke that assignment first.',
  },
  tier: 'ADMIN',
  async run(context) {
    const { input, rows, tables, principal, now, emit, failure } = context
    const { orgId: org, roleId: role, workspaceId: workspace } = rows
    const startsAt = input.startsAt ?? now
    if (role.orgId !== null && role.orgId !== org.id) throw failure('VALIDATION_FAILED', 'roleId')
    if (workspace !== null && workspace.orgId !== org.id) throw failure('VALIDATION_FAILED', 'workspaceId')
    if (org.status === 'CLOSED') throw failure('ILLEGAL_STATE', 'orgId')
    if (role.status !== 'ACTIVE') throw failure('ILLEGAL_STATE', 'roleId')
    if (workspace?.status === 'DELETED') throw failure('ILLEGAL_STATE', 'workspaceId')
    if (role.level === 'ORG' && workspace !== null) throw failure('LEVEL_MISMATCH', 'workspaceId')
    if (input.expiresAt !== null && (input.expiresAt <= startsAt || input.expiresAt <= now)) throw failure('VALIDATION_FAILED', 'expiresAt')
    if (input.expiresAt !== null && input.reason === null) throw failure('VALIDATION_FAILED', 'reason')
    const holder = await findHolder(context, org.id)
    const place = { orgId: org.id, workspaceId: workspace?.id ?? null }
    const held = await heldIn(context, place)
    if (!(holder.serviceAccountId === null ? held : held.map(asForPrograms)).every((one) => mayGive(one, roleFacts(role)))) throw failure('ESCALATION_DENIED', 'roleId')

    const wanted = { orgId: org.id, roleId: role.id, personId: holder.personId, serviceAccountId: holder.serviceAccountId, workspaceId: place.workspaceId }
    const [given] = await tables.roleAssignment.list({ where: { ...wanted, status: 'ACTIVE' } })
    if (given !== undefined) {
      const isOver = given.expiresAt !== null && given.expiresAt <= now
      const isSame = given.expiresAt?.getTime() === input.expiresAt?.getTime() && (input.startsAt === null || given.startsAt.getTime() === input.startsAt.getTime())
      if (!isOver && isSame) return { entity: given }
      if (!isOver) throw failure('ALREADY_ASSIGNED')
      emit(roleRevoked, await tables.roleAssignment.update(given.id, { status: 'EXPIRED' }), { userId: holder.userId })
    }
    const assignment = await tables.roleAssignment.insert({
      ...wanted, startsAt, expiresAt: input.expiresAt, grantReason: input.reason, grantedByPersonId: principal.personId ?? null,
    })
    emit(roleAssigned, assignment, { userId: holder.userId })
    return { entity: assignment }
  },
})
