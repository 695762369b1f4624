import { brandPermissionsOf, brandPermissionsOfAccount } from '../../schema/policy/brand-permissions.ts'
import { narrow } from '../../schema/policy/permissions.ts'
import type { OnBehalfOf, Principal, Purpose } from '../../schema/policy/principal.ts'
import type { RightsFacts, RightsHolder } from '../../schema/policy/rights-facts.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'
import type { Holder } from './holder.ts'
import { placeAssignments } from './place-assignments.ts'
import type { AccountRow, KeyRow, OrganizationRow, OrganizationsRow } from './rights-rows.ts'

/** A person as the database knows them at one moment. */
export interface PersonRows {
  readonly account: AccountRow
  readonly rights: OrganizationsRow
}

/** What a token adds to a person's rights. */
export interface Ceiling {
  readonly brandId: string
  /** Empty: none. */
  readonly scopes: readonly string[]
  readonly purposes: readonly Purpose[]
}

const RAW_VALUES = /^pii\.[a-z][a-z0-9_]*\.reveal$/

const factsOf = (holder: RightsHolder, { assignments, workspaces, id, status, ownerPersonId, roles }: OrganizationRow): RightsFacts => ({
  holder,
  organization: { id, status, ownerPersonId },
  assignments: assignments.map(assignment => ({ ...assignment, status: 'ACTIVE' })),
  roles,
  workspaces: workspaces.map(workspace => ({ ...workspace, orgId: id })),
})

type PersonRights = Omit<OnBehalfOf, 'personId' | 'userId'> & { readonly personId: string, readonly userId: string }

/** A person under a ceiling. Patterns are narrowed to it, so that nothing that is held goes beyond it, whoever looks. */
const personRights = ({ account, rights }: PersonRows, scopes: readonly string[], at: number): PersonRights => {
  const { accountId, personId, role } = account
  const clearances = BRAND_CLEARANCES.filter(clearance =>
    role === clearance || account.clearances.some(granted => granted.clearance === clearance && granted.expiresAt > at))
  const held = [...new Set([...brandPermissionsOfAccount(role), ...clearances.flatMap(brandPermissionsOf)])]
  return {
    id: accountId, personId, userId: accountId, clearances, scopes,
    brandPermissions: scopes.length === 0 ? held : narrow(held, scopes),
    assignments: rights.organizations.flatMap(organization => placeAssignments({
      ...factsOf({ kind: 'PERSON', id: personId }, organization),
      ...(organization.baseRoleId !== null && { membership: { status: 'ACTIVE', baseRoleId: organization.baseRoleId } }),
      ...(scopes.length > 0 && { scopes }),
    }, at)),
  }
}

/** Moments at which rights change by themselves. */
const endsOf = ({ account, rights }: PersonRows): readonly number[] => [
  ...account.clearances.map(({ expiresAt }) => expiresAt),
  ...(account.credential ? [account.credential.expiresAt] : []),
  ...rights.organizations.flatMap(boundsOf),
]

const boundsOf = ({ assignments }: OrganizationRow): readonly number[] =>
  assignments.flatMap(({ startsAt, expiresAt }) => (expiresAt === null ? [startsAt] : [startsAt, expiresAt]))

const nearest = (moments: readonly number[], at: number): number | undefined => {
  const later = moments.filter(moment => moment > at)
  return later.length === 0 ? undefined : Math.min(...later)
}

const ending = (moments: readonly number[], at: number): Pick<Holder, 'expiresAt'> => {
  const expiresAt = nearest(moments, at)
  return expiresAt === undefined ? {} : { expiresAt }
}

/** Where a personal token or session was sent, what it says of itself. */
const byCredential = (credential: AccountRow['credential'], via: string): Pick<Principal, 'credentialId' | 'sessionId'> =>
  (!credential ? {} : via === 'SESSION' ? { sessionId: credential.id } : { credentialId: credential.id })

/** The holder of a person's rights, working for themselves or in the name of `partner`. */
export const personHolder = (
  caller: PersonRows, { brandId, scopes, purposes }: Ceiling, via: string, at: number, partner?: { readonly rows: PersonRows, readonly scopes: readonly string[] },
): Holder => {
  const { credential, brandName } = caller.account
  return {
    kind: 'PERSON', brandId, brandName, ...personRights(caller, credential?.scopes ?? scopes, at), ...byCredential(credential, via), purposes,
    ...(partner && { onBehalfOf: personRights(partner.rows, partner.scopes, at) }),
    allowedCidrs: credential?.allowedCidrs ?? [],
    ...ending([...endsOf(caller), ...(partner ? endsOf(partner.rows) : [])], at),
    hashIsOld: credential?.isOld ?? false,
  }
}

/**
 * The holder of a service account's rights under a key. Words for raw values count only where a second person approved them; a key that has no
 * other words opens nothing.
 */
export const keyHolder = (key: KeyRow, brandId: string, at: number): Holder | undefined => {
  const { organization, serviceAccountId, workspaceId } = key
  const scopes = key.scope.split(' ').filter(word => word !== '' && (key.isApproved || !RAW_VALUES.test(word)))
  if (scopes.length === 0) return undefined
  return {
    kind: 'SERVICE_ACCOUNT', brandId, brandName: key.brandName, id: serviceAccountId, serviceAccountId, credentialId: key.id,
    clearances: [], brandPermissions: [], scopes, purposes: [],
    assignments: placeAssignments({
      ...factsOf({ kind: 'SERVICE_ACCOUNT', id: serviceAccountId }, organization),
      account: { status: 'ACTIVE', orgId: organization.id, workspaceId },
      scopes,
    }, at),
    allowedCidrs: key.allowedCidrs,
    ...ending([...boundsOf(organization), ...(key.expiresAt === null ? [] : [key.expiresAt])], at),
    hashIsOld: key.isOld,
  }
}
