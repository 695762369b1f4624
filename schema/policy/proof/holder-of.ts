import { PII_CATEGORIES } from '../../model.ts'
import { classOf, type PrincipalClass } from '../principal-class.ts'
import type { Assignment, BreakGlass, Clearance, Purpose } from '../principal.ts'
import type { RowRelation } from '../row-relation.ts'
import { aPerson } from '../test-principal.ts'
import type { SpecifiedRole } from './specification.ts'

const ASSIGNED: Readonly<Partial<Record<SpecifiedRole, Assignment['clearance']>>> = { 'member': 'member', 'admin': 'admin', 'billing admin': 'billing_admin' }
const OF_BRAND: Readonly<Partial<Record<SpecifiedRole, Clearance>>> = {
  'support': 'support', 'support lead': 'support_lead', 'analyst': 'analyst', 'auditor': 'auditor', 'privacy officer': 'privacy_officer',
}

/** The relations of a row where the right of the role holds; staff need none. */
export const RELATION_OF: Readonly<Record<SpecifiedRole, readonly RowRelation[]>> = {
  'self': ['SELF'], 'member': ['MEMBER'], 'admin': ['ADMIN'], 'billing admin': ['BILLING_ADMIN'], 'break-glass': ['BREAK_GLASS'],
  'support': [], 'support lead': [], 'analyst': [], 'auditor': [], 'privacy officer': [],
}

interface Holding {
  readonly purpose: Purpose
  readonly purposes: readonly Purpose[]
  readonly scopes: readonly string[]
  readonly grantPurpose: Purpose
}

const known = new Map<string, PrincipalClass>()

/** The class of somebody with exactly these rights and no other, not even those of everybody on rows about themselves. */
export function holderOf(roles: readonly SpecifiedRole[], holding: Holding): PrincipalClass {
  const key = JSON.stringify([roles, holding])
  const made = known.get(key) ?? classFor(roles, holding)
  known.set(key, made)
  return made
}

function classFor(roles: readonly SpecifiedRole[], { grantPurpose, ...holding }: Holding): PrincipalClass {
  const breakGlass: BreakGlass = { grantId: 'g', subject: { kind: 'PERSON', personId: 'p2' }, categories: PII_CATEGORIES, purpose: grantPurpose, exp: 1 }
  return classOf(aPerson({
    ...holding,
    ...!roles.includes('self') && { personId: undefined, userId: undefined },
    ...roles.includes('break-glass') && { breakGlass },
    assignments: roles.flatMap((role) => ASSIGNED[role] ?? []).map((clearance) => ({ clearance, orgId: 'o1', permissions: ['*'] })),
    clearances: roles.flatMap((role) => OF_BRAND[role] ?? []),
  }))
}
