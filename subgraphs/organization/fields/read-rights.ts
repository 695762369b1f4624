import type { RightsFacts, RightsHolder, RoleFacts } from '../../../schema/policy/rights-facts.ts'
import { SYSTEM_ROLES } from '../../../schema/policy/roles.ts'
import type { Row, View } from '../../engine/view/view.ts'
import { roleFacts } from '../rules/role-facts.ts'

/** Where rights are asked for. */
export interface Place {
  readonly orgId: string
  readonly workspaceId?: string
}

/** An organization and one of its workspaces, as far as the caller sees them. */
export interface SeenPlace {
  readonly organization: Pick<RightsFacts, 'organization'>['organization']
  readonly workspaces: RightsFacts['workspaces']
  readonly authzVersion: unknown
}

const MOST_PAGES = 100

const word = (value: unknown): string => typeof value === 'string' ? value : ''
const idOrNull = (value: unknown): string | null => typeof value === 'string' ? value : null
const timeOrNull = (value: unknown): number | null => typeof value === 'string' ? Date.parse(value) : null

/** Reads a place; null where the organization is missing or hidden. */
export async function readPlace(view: View, { orgId, workspaceId }: Place): Promise<SeenPlace | null> {
  const [organization, workspace] = await Promise.all([view.row('Organization', orgId), workspaceId === undefined ? null : view.row('Workspace', workspaceId)])
  if (!organization) return null
  return {
    organization: { id: orgId, status: word(organization.status), ownerPersonId: word(organization.ownerPersonId) },
    workspaces: workspace && workspaceId !== undefined ? [{ id: workspaceId, orgId: word(workspace.orgId), status: word(workspace.status) }] : [],
    authzVersion: organization.authzVersion,
  }
}

/** Rows of an organization, page by page until `isEnough` of them are there. */
export async function* childRows(view: View, type: string, orgId: string, filter: Readonly<Record<string, unknown>>): AsyncGenerator<readonly Row[]> {
  let after: unknown
  for (let page = 0; page < MOST_PAGES; page++) {
    const found = await view.childPage(type, orgId, { by: 'orgId', filter, page: { first: 100, after }, hasTotal: false })
    if (!found) return
    yield found.edges.map(({ node }) => node)
    after = found.pageInfo.endCursor
    if (found.pageInfo.hasNextPage !== true) return
  }
}

async function allRows(view: View, type: string, orgId: string, filter: Readonly<Record<string, unknown>>): Promise<readonly Row[]> {
  const rows: Row[] = []
  for await (const page of childRows(view, type, orgId, filter)) rows.push(...page)
  return rows
}

/** Assignments of these holders that are in force or will be; hidden ones are absent. */
export async function readAssignments(view: View, orgId: string, of: Readonly<Record<string, unknown>>): Promise<readonly Row[]> {
  return allRows(view, 'RoleAssignment', orgId, { ...of, status: { eq: 'ACTIVE' } })
}

/** Roles by id; hidden ones are absent. The owner's is that of the system: no row names it where somebody owns. */
export async function readRoles(view: View, ids: readonly string[]): Promise<readonly RoleFacts[]> {
  const unique = [...new Set(ids)]
  const rows = await Promise.all(unique.map((id) => view.row('Role', id)))
  return [...rows.flatMap((row, place) => row ? [roleOf(unique[place] ?? '', row)] : []), ...ownerRole]
}

const ownerRole: readonly RoleFacts[] = SYSTEM_ROLES.filter(({ key }) => key === 'org.owner').map((role) => ({ ...role, id: role.key, orgId: null, status: 'ACTIVE' }))

function roleOf(id: string, { key, orgId, level, clearance, permissions, status }: Row): RoleFacts {
  return roleFacts({
    id, key: word(key), orgId: idOrNull(orgId), level: word(level), clearance: word(clearance), status: word(status),
    permissions: Array.isArray(permissions) ? permissions.map(word) : [],
  })
}

/** Somebody's rows, put together for the one definition of rights. */
export function factsOf(place: SeenPlace, holder: RightsHolder, { membership, account, assignments, roles, scopes }: {
  readonly membership?: Row
  readonly account?: Row
  readonly assignments: readonly Row[]
  readonly roles: readonly RoleFacts[]
  readonly scopes?: readonly string[]
}): RightsFacts {
  return {
    holder, organization: place.organization, workspaces: place.workspaces, roles,
    ...membership && { membership: { status: word(membership.status), baseRoleId: word(membership.baseRoleId) } },
    ...account && { account: { status: word(account.status), orgId: word(account.orgId), workspaceId: idOrNull(account.workspaceId) } },
    assignments: assignments.map(({ id, roleId, workspaceId, startsAt, expiresAt, status }) => ({
      id: word(id), roleId: word(roleId), workspaceId: idOrNull(workspaceId), startsAt: timeOrNull(startsAt) ?? Infinity, expiresAt: timeOrNull(expiresAt), status: word(status),
    })),
    ...scopes && { scopes },
  }
}

/** Reads everything that one person's, or one service account's, rights follow from. Undefined: missing or hidden. */
export async function readFacts(view: View, place: SeenPlace, holder: RightsHolder, scopes?: readonly string[]): Promise<RightsFacts | undefined> {
  const orgId = place.organization?.id ?? ''
  const isPerson = holder.kind === 'PERSON'
  const [memberships, account, assignments] = await Promise.all([
    isPerson ? allRows(view, 'OrgMember', orgId, { personId: { eq: holder.id }, status: { eq: 'ACTIVE' } }) : [],
    isPerson ? null : view.row('ServiceAccount', holder.id),
    readAssignments(view, orgId, isPerson ? { personId: { eq: holder.id } } : { serviceAccountId: { eq: holder.id } }),
  ])
  const [membership] = memberships
  if (isPerson ? membership === undefined : account === null || account.orgId !== orgId) return undefined
  const roles = await readRoles(view, [...assignments.map(({ roleId }) => word(roleId)), ...membership ? [word(membership.baseRoleId)] : []])
  return factsOf(place, holder, { membership, ...account && { account }, assignments, roles, scopes })
}
