import { covers } from '../../schema/policy/permissions.ts'
import type { Assignment, Principal } from '../../schema/policy/principal.ts'

/** What somebody may do, as far as it is compared. */
export type Rights = Pick<Principal, 'kind' | 'brandId' | 'id' | 'personId' | 'clearances' | 'assignments' | 'brandPermissions' | 'scopes'>

const allCovered = (held: readonly string[], wanted: readonly string[]): boolean => wanted.every(one => held.some(other => covers(other, one)))

/** No scope at all is no ceiling. */
const isUnderNoLowerCeiling = (now: readonly string[], then: readonly string[]): boolean => now.length === 0 || (then.length > 0 && allCovered(now, then))

const placeOf = ({ clearance, orgId, workspaceId }: Assignment): string => `${clearance} ${orgId ?? ''} ${workspaceId ?? ''}`

const heldAt = (assignments: readonly Assignment[]): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, readonly string[]>()
  for (const assignment of assignments) places.set(placeOf(assignment), [...places.get(placeOf(assignment)) ?? [], ...assignment.permissions])
  return places
}

/**
 * Whether somebody is still who they were and holds everything that they held. Then the meet of both is what they held, and it can be worked with;
 * otherwise something has ended, and what was read with it may not be shown.
 */
export const rightsCover = (now: Rights, then: Rights): boolean => {
  if (now.kind !== then.kind || now.brandId !== then.brandId || now.id !== then.id || now.personId !== then.personId) return false
  if (!isUnderNoLowerCeiling(now.scopes, then.scopes) || !allCovered(now.brandPermissions, then.brandPermissions)) return false
  if (!then.clearances.every(clearance => now.clearances.includes(clearance))) return false
  const held = heldAt(now.assignments)
  return then.assignments.every(assignment => held.has(placeOf(assignment)) && allCovered(held.get(placeOf(assignment)) ?? [], assignment.permissions))
}
