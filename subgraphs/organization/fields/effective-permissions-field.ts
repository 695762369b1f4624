import { effectivePermissions } from '../../../schema/policy/effective-permissions.ts'
import { holdsBrand, isPermissionPattern, orgsHolding, workspacesHolding } from '../../../schema/policy/permissions.ts'
import { readingForms } from '../../../schema/policy/permission-registry.ts'
import type { RightsHolder } from '../../../schema/policy/rights-facts.ts'
import type { Resolver } from '../../engine/resolvers.ts'
import type { View } from '../../engine/view/view.ts'
import { readFacts, readPlace } from './read-rights.ts'
import type { Place } from './read-rights.ts'

/** What must be held in an organization to be told who holds what in it. */
export const READS_RIGHTS = 'organization.role_assignment.read'

const OWNER_KEEPS = /^(?:organization\.organization|billing\.[a-z0-9_]+)\.[a-z0-9_]+$/

/** The arguments that say where. */
export function placeOf({ orgId, workspaceId }: Readonly<Record<string, unknown>>): Place {
  return { orgId: String(orgId), ...typeof workspaceId === 'string' && { workspaceId } }
}

/** Whether the caller may read this organization's assignments. */
export function readsRights({ principal }: View, orgId: string): boolean {
  return holdsBrand(principal, READS_RIGHTS) || orgsHolding(principal, READS_RIGHTS).includes(orgId)
}

// Nothing is one's own in somebody else's name.
function callerAs({ principal: { kind, id, personId, serviceAccountId, onBehalfOf } }: View): RightsHolder | undefined {
  if (onBehalfOf) return undefined
  if (kind === 'SERVICE_ACCOUNT') return { kind, id: serviceAccountId ?? id }
  return kind === 'PERSON' && personId !== undefined ? { kind, id: personId } : undefined
}

function askedHolder(view: View, { personId, serviceAccountId }: Readonly<Record<string, unknown>>): RightsHolder | undefined {
  if (typeof personId === 'string') return typeof serviceAccountId === 'string' ? undefined : { kind: 'PERSON', id: personId }
  if (typeof serviceAccountId === 'string') return { kind: 'SERVICE_ACCOUNT', id: serviceAccountId }
  return callerAs(view)
}

/** What somebody may do in a place; of others to those only who may read assignments there. Null: nobody, or hidden. */
export const effectivePermissionsField: Resolver = async (_id, args, { view }) => {
  const place = placeOf(args)
  const holder = askedHolder(view, args)
  const caller = callerAs(view)
  const isOwn = holder !== undefined && holder.kind === caller?.kind && holder.id === caller.id
  if (holder === undefined || (!isOwn && !readsRights(view, place.orgId))) return null
  const seen = await readPlace(view, place)
  const { scopes } = view.principal
  const facts = seen && await readFacts(view, seen, holder, isOwn && scopes.length > 0 ? scopes : undefined)
  if (!seen || !facts) return null
  const { permissions, sources } = effectivePermissions(facts, { ...place, at: view.now })
  return {
    permissions, authzVersion: seen.authzVersion,
    sources: sources.map(({ assignmentId = null, via, workspaceId = null, role: { key } }) => ({
      assignmentId, roleKey: key, via, workspaceId, scope: workspaceId === null ? 'ORG' : 'WORKSPACE',
    })),
  }
}

/** Whether the caller may do it there, by the rights that came with the request; who works in somebody's name needs both. */
export const canField: Resolver = async (_id, args, { view }) => {
  const { principal } = view
  const permission = String(args.permission)
  const { orgId, workspaceId } = placeOf(args)
  if (!isPermissionPattern(permission)) return false
  const isEverywhere = holdsBrand(principal, permission)
  const isAround = isEverywhere || orgsHolding(principal, permission).includes(orgId)
  if (workspaceId === undefined) return isAround
  const [workspace, organization] = await Promise.all([view.row('Workspace', workspaceId), view.row('Organization', orgId)])
  if (workspace?.orgId !== orgId || workspace.status === 'DELETED') return false
  if (!isAround && !workspacesHolding(principal, permission).includes(workspaceId)) return false
  const isResting = workspace.status !== 'ACTIVE' && !isEverywhere
  const isOwner = principal.personId !== undefined && organization?.ownerPersonId === principal.personId
  return !isResting || readingForms(permission).length > 0 || (isOwner && OWNER_KEEPS.test(permission))
}
