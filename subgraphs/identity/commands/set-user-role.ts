import { ACCOUNT_ROLES } from '../../../schema/policy/brand-permissions.ts'
import { defineCommand } from '../../engine/command/define-command.ts'
import { rowId, text } from '../../engine/command/input-field.ts'
import { userRoleChanged } from '../events.ts'
import { hasOtherOwner, isBrandOwner, mayGiveAccountRole, mayOpenClearance, OWNERS_TO_GIVE } from '../rules/brand-roles.ts'

/** Changes what an account is in the whole brand. */
export const setUserRole = defineCommand({
  name: 'setUserRole',
  description: 'Changes the coarse role of an account in the whole brand. Nobody changes their own; owner, support, analyst and auditor are given and taken by owners only.',
  permission: 'identity.user.set_role',
  besides: ['identity.user.read'],
  brandWide: true,
  inPerson: true,
  input: {
    id: rowId('User', 'The account.'),
    role: text('owner, admin, member, analyst, support or auditor.', { writes: 'User.role', max: 50 }),
  },
  changes: 'id',
  entity: 'User',
  events: [userRoleChanged],
  failures: { LAST_OWNER: 'Make somebody else an owner first.' },
  tier: 'ADMIN',
  async run({ input, rows: { id: user }, tables, principal, emit, failure, forbidden, oneAtATime }) {
    const role = ACCOUNT_ROLES.find((known) => known === input.role)
    if (role === undefined) throw failure('VALIDATION_FAILED', 'role')
    if (user.personId === principal.personId || !mayGiveAccountRole(principal, role) || !mayOpenClearance(principal, role)) throw forbidden()
    if ([role, user.role].some((one) => OWNERS_TO_GIVE.includes(one)) && !await isBrandOwner(tables, principal)) throw forbidden()
    if (user.status === 'ERASED') throw failure('ILLEGAL_STATE', 'id')
    await oneAtATime('owners')
    if (user.role === 'owner' && role !== 'owner' && !await hasOtherOwner(tables, user.id)) throw failure('LAST_OWNER', 'role')
    const changed = await tables.user.update(user.id, { role })
    emit(userRoleChanged, changed)
    return { entity: changed }
  },
})
