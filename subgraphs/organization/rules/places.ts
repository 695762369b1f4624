import { covers } from '../../../schema/policy/permissions.ts'
import type { Assignment, Principal } from '../../../schema/policy/principal.ts'

/** An organization as a whole, or one of its workspaces. */
export interface Place {
  readonly orgId: string
  readonly workspaceId?: string | null
}

/** What somebody would get: permission patterns, and the clearance that comes with a role. */
export interface Gift {
  readonly permissions: readonly string[]
  readonly clearance?: string
}

type Holder = Pick<Principal, 'assignments' | 'brandPermissions' | 'scopes'>

/** Whether the caller holds this permission in the place; on behalf of somebody, whether both do. */
export function holdsAt(principal: Principal, place: Place, permission: string): boolean {
  return holdersOf(principal).every((holder) => holdsPattern(holder, place, permission))
}

/**
 * Nobody gives more than they hold: every permission must be covered by one of the caller's own in this place, within the ceiling of the token,
 * and so must the clearance. What only the whole organization has is not held by who holds it in one of its workspaces.
 */
export function mayGive(principal: Principal, place: Place, { permissions, clearance }: Gift): boolean {
  return holdersOf(principal).every((holder) =>
    permissions.every((pattern) => holdsPattern(holder, place, pattern)) && (clearance === undefined || givesClearance(holder, place, clearance)))
}

function holdersOf({ onBehalfOf, ...principal }: Principal): readonly Holder[] {
  return onBehalfOf === undefined ? [principal] : [principal, onBehalfOf]
}

function holdsPattern(holder: Holder, place: Place, pattern: string): boolean {
  const held = [...holder.brandPermissions, ...assignmentsAt(holder, place).flatMap(({ permissions }) => permissions)]
  return held.some((own) => covers(own, pattern)) && (holder.scopes.length === 0 || holder.scopes.some((scope) => covers(scope, pattern)))
}

function givesClearance(holder: Holder, place: Place, clearance: string): boolean {
  const own = assignmentsAt(holder, place)
  const clearances = own.map((assignment) => assignment.clearance)
  // `*` stands in one role only, that of the owner, who holds every clearance of an organization
  if (own.some(({ orgId, permissions, clearance: held }) => orgId !== undefined && held === 'admin' && permissions.includes('*'))) return true
  return clearance === 'member' ? clearances.length > 0 : clearances.some((held) => held === clearance)
}

function assignmentsAt({ assignments }: Holder, { orgId, workspaceId }: Place): readonly Assignment[] {
  return assignments.filter((assignment) => assignment.orgId === orgId || (typeof workspaceId === 'string' && assignment.workspaceId === workspaceId))
}
