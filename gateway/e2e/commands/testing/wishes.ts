/** A command as it is sent: its rows, and what lets it come no further than its permission. */
export interface Wish {
  readonly command: string
  /** Table of the row at which the permission is asked; absent: none. */
  readonly table?: string
  /** Member that names that row. */
  readonly member?: string
  readonly input?: Readonly<Record<string, unknown>>
  /** Code where nothing but the next rule stands in the way. */
  readonly next: string
}

const NOBODY = '00000000-0000-4000-8000-000000000000'

/** A version that no row has: who may do it hears of that, and nothing is done. */
const changing = (table: string, commands: Readonly<Record<string, Readonly<Record<string, unknown>>>>, member = 'id'): readonly Wish[] =>
  Object.entries(commands).map(([command, input]) => ({ command, table, member, input: { ...input, expectedVersion: -1 }, next: 'VERSION_CONFLICT' }))

/** Every command but signing in, each stopped by the first rule after its permission. */
export const wishes: readonly Wish[] = [
  ...changing('organization.org_members', { suspendMember: {}, resumeMember: {}, removeMember: {}, leaveOrganization: {} }),
  ...changing('organization.role_assignments', { revokeRoleAssignment: {} }),
  ...changing('organization.roles', { updateRole: {}, archiveRole: {} }),
  ...changing('organization.service_accounts', { disableServiceAccount: {}, enableServiceAccount: {}, deleteServiceAccount: {} }),
  ...changing('organization.service_account_keys', { approveApiKeyReveal: {}, rotateApiKey: {}, revokeApiKey: {} }),
  ...changing('organization.organizations', { suspendOrganization: { reason: 'Bills are unpaid' }, resumeOrganization: {} }),
  ...changing('organization.workspaces', { archiveWorkspace: {}, restoreWorkspace: {} }),
  ...changing('identity.users', { setUserRole: { role: 'member' }, lockUser: {}, unlockUser: {}, deactivateUser: {}, reactivateUser: {} }),
  ...changing('identity.users', { revokeAllSessions: {} }, 'userId'),
  ...changing('identity.sessions', { revokeSession: {} }),
  ...changing('identity.personal_access_tokens', { revokePersonalAccessToken: {} }),
  ...changing('identity.clearance_grants', { approveClearance: {}, rejectClearance: {}, revokeClearance: {} }),
  { command: 'createRole', table: 'organization.organizations', member: 'orgId', input: { key: 'No key', name: 'x', level: 'ORG', permissions: ['organization.role.read'] }, next: 'VALIDATION_FAILED' },
  { command: 'createServiceAccount', table: 'organization.organizations', member: 'orgId', input: { name: 'x', ownerPersonId: NOBODY }, next: 'NOT_A_MEMBER' },
  { command: 'createApiKey', table: 'organization.service_accounts', member: 'serviceAccountId', input: { name: 'x', scope: 'no.such.thing' }, next: 'UNKNOWN_SCOPE' },
  { command: 'createApiKey', table: 'organization.workspaces', member: 'workspaceId', input: { name: 'x', scope: 'no.such.thing' }, next: 'UNKNOWN_SCOPE' },
  { command: 'grantClearance', table: 'identity.persons', member: 'personId', input: { clearance: 'nothing', reason: 'Because of something', expiresAt: '2999-01-01T00:00:00Z' }, next: 'VALIDATION_FAILED' },
  { command: 'createPersonalAccessToken', input: { name: 'x', scopes: ['no.such.thing'] }, next: 'UNKNOWN_SCOPE' },
  { command: 'signOut', next: 'ILLEGAL_STATE' },
  { command: 'reportLeakedToken', input: { token: 'vgp_nothing' }, next: 'ACCEPTED' },
]

/** Commands that name a row beside the one at which they are asked: `ROLE` is a role of the system. */
export const assignRole = (role: string): Wish => ({ command: 'assignRole', table: 'organization.organizations', member: 'orgId', input: { roleId: role }, next: 'VALIDATION_FAILED' })
/** The same for the role that comes with a membership. */
export const setMemberBaseRole = (role: string): Wish => ({ command: 'setMemberBaseRole', table: 'organization.org_members', member: 'id', input: { roleId: role, expectedVersion: -1 }, next: 'VERSION_CONFLICT' })
