import { partnerOf } from './partner-of.ts'
import type { Assignment, Principal } from './principal.ts'

const PATTERN = /^(?:\*|(?:[a-z][a-z0-9_]*\.){1,2}\*|(?:[a-z][a-z0-9_]*\.){2}[a-z][a-z0-9_]*)$/
const RAW_VALUES = /^pii\.[a-z][a-z0-9_]*\.reveal$/

/** `*`, `module.*`, `module.entity.*` or `module.entity.action`; nothing else is a permission. */
export function isPermissionPattern(text: string): boolean {
  return PATTERN.test(text)
}

/** Whether holding `held` includes `wanted`. The right to raw values counts only where it is written out. */
export function covers(held: string, wanted: string): boolean {
  if (held === wanted) return true
  if (RAW_VALUES.test(wanted)) return false
  return held === '*' || (held.endsWith('.*') && wanted.startsWith(held.slice(0, -1)))
}

/** What two sets of patterns have in common, without patterns that another one includes. */
export function narrow(some: readonly string[], others: readonly string[]): readonly string[] {
  const common = new Set<string>()
  for (const a of some) {
    for (const b of others) {
      if (covers(a, b)) common.add(b)
      else if (covers(b, a)) common.add(a)
    }
  }
  return [...common].filter((one) => ![...common].some((other) => other !== one && covers(other, one)))
}

/** Rights before rows: patterns of the whole brand and the ceiling of the token. A principal and its class both have them. */
export interface BrandHolder extends Pick<Principal, 'kind' | 'brandPermissions' | 'scopes'> {
  /** Who works in somebody's name holds only what both hold. */
  readonly onBehalfOf?: Pick<Principal, 'brandPermissions' | 'scopes'>
}

/** Whether every row of the brand is in reach of this permission. */
export function holdsBrand({ onBehalfOf, ...holder }: BrandHolder, permission: string): boolean {
  if (onBehalfOf && !holdsBrand({ kind: 'PERSON', brandPermissions: onBehalfOf.brandPermissions, scopes: onBehalfOf.scopes }, permission)) return false
  return isWithinScopes(holder, permission) && holder.brandPermissions.some((held) => covers(held, permission))
}

/** Organizations in which the permission is held for all their rows. */
export function orgsHolding(principal: Principal, permission: string): readonly string[] {
  return placesHolding(principal, permission, (assignment) => assignment.workspaceId === undefined ? assignment.orgId : undefined)
}

/** Workspaces in which the permission is held by a role of that workspace; those reached through the organization are not listed. */
export function workspacesHolding(principal: Principal, permission: string): readonly string[] {
  return placesHolding(principal, permission, (assignment) => assignment.orgId === undefined ? assignment.workspaceId : undefined)
}

function placesHolding({ onBehalfOf, ...principal }: Principal, permission: string, placeOf: (assignment: Assignment) => string | undefined): readonly string[] {
  const own = ownPlaces(principal, permission, placeOf)
  if (!onBehalfOf) return own
  const partner = partnerOf(principal, onBehalfOf)
  const theirs = ownPlaces(partner, permission, placeOf)
  if (holdsBrand(principal, permission)) return theirs
  // places of the same kind only: a workspace of one in an organization of the other is a place of both too, which cannot be told from here
  return holdsBrand(partner, permission) ? own : own.filter((place) => theirs.includes(place))
}

function ownPlaces(principal: Principal, permission: string, placeOf: (assignment: Assignment) => string | undefined): readonly string[] {
  if (!isWithinScopes(principal, permission)) return []
  const places = new Set<string>()
  for (const assignment of principal.assignments) {
    const place = placeOf(assignment)
    if (place !== undefined && assignment.permissions.some((held) => covers(held, permission))) places.add(place)
  }
  return [...places]
}

function isWithinScopes(holder: BrandHolder, permission: string): boolean {
  if (holder.kind === 'ANONYMOUS') return false
  return holder.scopes.length === 0 || holder.scopes.some((scope) => covers(scope, permission))
}
