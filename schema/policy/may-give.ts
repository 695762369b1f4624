import { covers } from './permissions.ts'
import type { Assignment } from './principal.ts'
import type { EffectivePermissions } from './rights-facts.ts'

type RoleClearance = Assignment['clearance']

/** What a role brings, whoever gets it. */
export interface Bundle {
  readonly permissions: readonly string[]
  readonly clearance: RoleClearance
}

/** Whether nobody gains by it: whoever gives holds every permission that is given, and a clearance that covers the given one, in the same place. */
export function mayGive(held: EffectivePermissions, { permissions, clearance }: Bundle): boolean {
  return permissions.every((wanted) => held.permissions.some((pattern) => covers(pattern, wanted))) && coversClearance(held, clearance)
}

/** An administrator covers members, who looks after bills too; only an owner covers all. */
export function coversClearance({ sources }: EffectivePermissions, wanted: RoleClearance): boolean {
  return sources.some(({ via, role }) => via === 'OWNER' || (role.key === 'org.owner' && role.orgId === null) || role.clearance === wanted || wanted === 'member')
}
