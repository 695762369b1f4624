import type { Place } from './places.ts'
import type { Wish } from './wishes.ts'

/** What must come of a command: written from the model, and not from the code. */
export type Outcome = 'DONE' | 'FORBIDDEN' | 'NOT_FOUND'

type Letters = Readonly<Record<string, string>>
const LETTER: Readonly<Record<Place, string>> = { OWN: 'O', SIBLING: 'S', FOREIGN_ORGANIZATION: 'F', FOREIGN_BRAND: 'B' }
const READERS = ['support', 'support-lead', 'analyst', 'auditor', 'privacy-officer', 'brand-owner']
const everybody = (letters: string, names: readonly string[]): Letters => Object.fromEntries(names.map(name => [name, letters]))
/** Staff of the brand read every row of it. */
const staff = everybody('OSF', READERS)
const workers = (letters: string): Letters => everybody(letters, ['member', 'admin', 'billing-admin'])

/** Rows that people see, by table: O(wn) S(ibling) F(oreign organization). Nobody sees a row of another brand. */
const SEES: Readonly<Record<string, Letters>> = {
  'organization.organizations': { ...staff, ...workers('O'), owner: 'O' },
  'organization.org_members': { ...staff, ...workers('OS'), owner: 'OS' },
  // beside one's own: organization.role_assignment.read, which the owner holds
  'organization.role_assignments': { ...staff, ...workers('O'), owner: 'OS' },
  // S are roles of the system
  'organization.roles': { ...staff, ...workers('OS'), owner: 'OS' },
  // who pays the bills views every workspace of the organization
  'organization.workspaces': { ...staff, member: 'O', admin: 'O', 'billing-admin': 'OS', owner: 'OS' },
  'organization.service_accounts': { ...staff, admin: 'O', owner: 'OS' },
  'organization.service_account_keys': { ...staff, admin: 'O', owner: 'OS' },
  'identity.persons': { ...staff, ...workers('OS'), owner: 'OS' },
  'identity.users': { ...staff, ...workers('OS'), owner: 'OS' },
  'identity.sessions': { ...staff, ...workers('O'), owner: 'O' },
  'identity.personal_access_tokens': { ...staff, ...workers('O'), owner: 'O' },
  'identity.clearance_grants': staff,
}

const OWNERS: Letters = { owner: 'OS', 'brand-owner': 'OSF' }
/** What an organization gives its people is not enough. */
const BRAND: Letters = { 'brand-owner': 'OSF' }
/** A workspace administrator runs the room, its accounts and its keys. */
const ROOM: Letters = { ...OWNERS, admin: 'O' }
const OFFICERS: Letters = { 'privacy-officer': 'OSF', 'brand-owner': 'OSF' }
/** What people may do with what is their own. */
const OWN: Letters = { ...everybody('O', ['support', 'support-lead', 'analyst', 'auditor', 'owner']), ...workers('O'), ...OFFICERS }

const MAY: Readonly<Record<string, Letters>> = {
  assignRole: OWNERS, setMemberBaseRole: OWNERS, suspendMember: OWNERS, resumeMember: OWNERS, removeMember: OWNERS, revokeRoleAssignment: OWNERS,
  leaveOrganization: { ...OWNERS, ...workers('O') },
  // roles of the system are not the organization's
  createRole: OWNERS, updateRole: { owner: 'O', 'brand-owner': 'OSF' }, archiveRole: { owner: 'O', 'brand-owner': 'OSF' },
  createServiceAccount: OWNERS, disableServiceAccount: ROOM, enableServiceAccount: ROOM, deleteServiceAccount: ROOM,
  createApiKey: ROOM, approveApiKeyReveal: ROOM, rotateApiKey: ROOM, revokeApiKey: ROOM,
  suspendOrganization: BRAND, resumeOrganization: BRAND, archiveWorkspace: ROOM, restoreWorkspace: ROOM,
  setUserRole: OFFICERS, lockUser: OFFICERS, unlockUser: OFFICERS, deactivateUser: OFFICERS, reactivateUser: OFFICERS,
  revokeAllSessions: OWN, revokeSession: OWN, revokePersonalAccessToken: OWN,
  grantClearance: OFFICERS, approveClearance: OFFICERS, rejectClearance: OFFICERS, revokeClearance: OFFICERS,
}

/** What must come of it where somebody sends this command about a row in this place. */
export const expectedOf = (name: string, { command, table }: Wish, place: Place): Outcome => {
  const letter = LETTER[place]
  if (table === undefined) return 'DONE'
  if (SEES[table]?.[name]?.includes(letter) !== true) return 'NOT_FOUND'
  return MAY[command]?.[name]?.includes(letter) === true ? 'DONE' : 'FORBIDDEN'
}
