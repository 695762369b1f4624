import { PII_CATEGORIES } from '../model.ts'
import { covers } from './permissions.ts'
import { policies } from './policies.ts'
import { cellOf } from './policy.ts'
import type { Assignment } from './principal.ts'
import type { EffectivePermissions } from './rights-facts.ts'

type RoleClearance = Assignment['clearance']

/** What a role brings, whoever gets it. */
export interface Bundle {
  readonly permissions: readonly string[]
  readonly clearance: RoleClearance
}

/** Rights of whoever gives. */
export interface Held extends EffectivePermissions {
  /** Ceiling of the credential, under which values are masks unless a word of it names them; absent: none. */
  readonly scopes?: readonly string[]
}

/** Whether nobody gains by it: whoever gives holds every permission that is given, and a clearance that covers the given one, in the same place. */
export function mayGive(held: Held, { permissions, clearance }: Bundle): boolean {
  return permissions.every((wanted) => held.permissions.some((pattern) => covers(pattern, wanted))) && coversClearance(held, clearance)
}

/** The same rights where a program gains: it is shown masks at most itself, so no ceiling of the giver stands in the way. */
export function asForPrograms({ permissions, sources }: Held): Held {
  return { permissions, sources }
}

/** An administrator covers members, who looks after bills too; only an owner covers all. Under a ceiling nobody covers raw values that it does not name. */
export function coversClearance({ sources, scopes }: Held, wanted: RoleClearance): boolean {
  if (scopes !== undefined && !rawBeyondMembers(wanted).every((word) => scopes.includes(word))) return false
  return sources.some(({ via, role }) => via === 'OWNER' || (role.key === 'org.owner' && role.orgId === null) || role.clearance === wanted || wanted === 'member')
}

/** Words for the raw values that a clearance shows and that of members does not. */
function rawBeyondMembers(wanted: RoleClearance): readonly string[] {
  const { current } = policies()
  const isRaw = (role: RoleClearance, category: (typeof PII_CATEGORIES)[number]): boolean => ['R', 'R*'].includes(cellOf(current, role, category))
  return PII_CATEGORIES.filter((category) => isRaw(wanted, category) && !isRaw('member', category)).map((category) => `pii.${category.toLowerCase()}.reveal`)
}
