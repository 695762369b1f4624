import type { RoleFacts } from '../../../schema/policy/rights-facts.ts'

/** Levels of roles. */
export const LEVELS = ['ORG', 'WORKSPACE'] as const
/** Clearances that a role of an organization may bring. */
export const ROLE_CLEARANCES = ['member', 'admin', 'billing_admin'] as const

interface RoleRow extends Omit<RoleFacts, 'level' | 'clearance'> {
  readonly level: string
  readonly clearance: string
}

/** A role of the database in the words of the policy; the database keeps both lists. */
export function roleFacts({ id, key, orgId, permissions, status, ...row }: RoleRow): RoleFacts {
  return { id, key, orgId, permissions, status, level: oneOf(LEVELS, row.level), clearance: oneOf(ROLE_CLEARANCES, row.clearance) }
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((candidate) => candidate === text)
  if (word === undefined) throw new Error('A role has a level or a clearance that no role can have.')
  return word
}
