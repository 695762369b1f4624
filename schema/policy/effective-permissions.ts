import { readingForms } from './permission-registry.ts'
import { covers, narrow } from './permissions.ts'
import type { AssignmentFacts, EffectivePermissions, RightsFacts, RightsPlace, RightsSource, RoleFacts } from './rights-facts.ts'

const NOTHING: EffectivePermissions = { permissions: [], sources: [] }
const OWNER_ROLE = 'org.owner'
/** What an owner keeps while the organization or workspace rests: to settle what it rests for. */
const OWNER_KEEPS = ['organization.organization.*', 'billing.*'] as const

type Given = Omit<RightsSource, 'permissions'>

/**
 * What somebody may do in an organization, or in one of its workspaces, by the rows that say so. Unions only: nothing denies.
 * The one definition of rights: the door, the graph and commands all ask it.
 */
export function effectivePermissions(facts: RightsFacts, place: RightsPlace): EffectivePermissions {
  if (!isOpen(facts, place) || !mayWork(facts, place)) return NOTHING
  const reduce = isResting(facts, place) ? resting(isOwner(facts)) : (patterns: readonly string[]) => patterns
  const sources = givenIn(facts, place).map((given): RightsSource => ({ ...given, permissions: withinScopes(facts, reduce(given.role.permissions)) }))
  return { permissions: unionOf(sources.map(({ permissions }) => permissions)), sources }
}

/** Whether some pattern covers it. */
export function can({ permissions }: EffectivePermissions, permission: string): boolean {
  return permissions.some((held) => covers(held, permission))
}

// 1: the organization is there and not closed; a workspace is one of its own and not deleted
function isOpen({ organization, workspaces }: RightsFacts, { orgId, workspaceId }: RightsPlace): boolean {
  if (organization?.id !== orgId || organization.status === 'CLOSED') return false
  return workspaceId === undefined || workspaces.some(({ id, orgId: owner, status }) => id === workspaceId && owner === orgId && status !== 'DELETED')
}

// 2: a person is an active member; a service account is active, of this organization, and where it is confined
function mayWork({ holder, membership, account }: RightsFacts, { orgId, workspaceId }: RightsPlace): boolean {
  if (holder.kind === 'PERSON') return membership?.status === 'ACTIVE'
  return account?.status === 'ACTIVE' && account.orgId === orgId && (account.workspaceId === null || account.workspaceId === workspaceId)
}

// 3: what was given here, and what a membership and ownership give
function givenIn(facts: RightsFacts, place: RightsPlace): readonly Given[] {
  const roleOf = (id: string): RoleFacts | undefined => facts.roles.find((role) => role.id === id)
  const assigned = facts.assignments.filter((assignment) => isRunning(assignment, place)).flatMap(({ id, roleId, workspaceId }): readonly Given[] => {
    const role = roleOf(roleId)
    return role ? [{ assignmentId: id, via: 'ASSIGNMENT', role, ...workspaceId !== null && { workspaceId } }] : []
  })
  return [...assigned, ...byMembership(facts, roleOf)].filter(({ role }) => counts(role, place))
}

function isRunning({ status, startsAt, expiresAt, workspaceId }: AssignmentFacts, place: RightsPlace): boolean {
  return status === 'ACTIVE' && startsAt <= place.at && (expiresAt === null || place.at < expiresAt)
    && (workspaceId === null || workspaceId === place.workspaceId)
}

function byMembership(facts: RightsFacts, roleOf: (id: string) => RoleFacts | undefined): readonly Given[] {
  if (facts.holder.kind !== 'PERSON') return []
  const base = facts.membership && roleOf(facts.membership.baseRoleId)
  const owner = isOwner(facts) ? facts.roles.find(({ key, orgId }) => key === OWNER_ROLE && orgId === null) : undefined
  return [...base ? [{ via: 'BASE_ROLE', role: base } as const] : [], ...owner ? [{ via: 'OWNER', role: owner } as const] : []]
}

// 4 and 5: roles that are in use and of the brand or this organization; those of workspaces count in a workspace only
function counts({ status, orgId, level }: RoleFacts, place: RightsPlace): boolean {
  return status === 'ACTIVE' && (orgId === null || orgId === place.orgId) && (level === 'ORG' || place.workspaceId !== undefined)
}

// 6: where nothing goes on one may look
function isResting({ organization, workspaces }: RightsFacts, { workspaceId }: RightsPlace): boolean {
  const workspace = workspaces.find(({ id }) => id === workspaceId)
  return organization?.status === 'SUSPENDED' || workspace?.status === 'SUSPENDED' || workspace?.status === 'ARCHIVED'
}

function resting(owns: boolean): (patterns: readonly string[]) => readonly string[] {
  return (patterns) => unionOf([patterns.flatMap(readingForms), owns ? narrow(patterns, OWNER_KEEPS) : []])
}

// 7: never more than the credential
function withinScopes({ scopes }: RightsFacts, patterns: readonly string[]): readonly string[] {
  return scopes === undefined ? patterns : narrow(patterns, scopes)
}

function isOwner({ holder, organization }: RightsFacts): boolean {
  return holder.kind === 'PERSON' && organization?.ownerPersonId === holder.id
}

function unionOf(lists: readonly (readonly string[])[]): readonly string[] {
  const all = [...new Set(lists.flat())]
  return all.filter((one) => !all.some((other) => other !== one && covers(other, one))).sort()
}
