import { brandPermissionsOf } from '../policy/brand-permissions.ts'
import type { Policy } from '../policy/policy.ts'
import { classOf, type PrincipalClass } from '../policy/principal-class.ts'
import type { Clearance, Principal, Purpose } from '../policy/principal.ts'
import { BRAND_CLEARANCES, SYSTEM_ROLES } from '../policy/roles.ts'
import { CLEARANCES_OF, type Variant } from './variants.ts'

/** Somebody whose view a variant is, with one right and no other: no two rights open what neither opens. */
export interface VariantHolder {
  readonly principal: Principal
  /** What this person may read for; each is tried. */
  readonly purposes: readonly Purpose[]
}

type BrandClearance = (typeof BRAND_CLEARANCES)[number]

const isOfBrand = (clearance: Clearance): clearance is BrandClearance => BRAND_CLEARANCES.some(one => one === clearance)

const NOBODY: Principal = {
  kind: 'ANONYMOUS', brandId: 'any', id: 'anonymous', clearances: [], assignments: [], brandPermissions: [], scopes: [], purposes: [], purpose: 'SERVICE',
}

const person = (clearance: Clearance, policy: Policy, rights: Pick<Principal, 'assignments' | 'clearances' | 'brandPermissions'>): VariantHolder => {
  const purposes: readonly Purpose[] = [...new Set<Purpose>(['SERVICE', ...policy.purposes[clearance]])]
  return { purposes, principal: { ...NOBODY, kind: 'PERSON', id: 'anybody', personId: 'anybody', userId: 'anybody', purposes, ...rights } }
}

/** Holders of a role, in one place: which one makes no difference to a decision. */
const roleHolders = (clearance: Clearance, policy: Policy): readonly VariantHolder[] =>
  SYSTEM_ROLES.filter(role => role.clearance === clearance).map(role => person(clearance, policy, {
    clearances: [], brandPermissions: [],
    assignments: [{ clearance: role.clearance, permissions: role.permissions, ...role.level === 'ORG' ? { orgId: 'somewhere' } : { workspaceId: 'somewhere' } }],
  }))

/** Everybody whose view a variant is, one for each way to hold it. */
export const variantHolders = (variant: Variant, policy: Policy): readonly VariantHolder[] => {
  if (variant === 'public') return [{ principal: NOBODY, purposes: ['SERVICE'] }]
  return CLEARANCES_OF[variant].flatMap(clearance => isOfBrand(clearance)
    ? [person(clearance, policy, { clearances: [clearance], brandPermissions: brandPermissionsOf(clearance), assignments: [] })]
    : roleHolders(clearance, policy))
}

/** The classes of these people for every purpose; decisions depend on nothing else. */
export const holderClasses = (holders: readonly VariantHolder[], policy: Policy): readonly PrincipalClass[] => {
  const classes = holders.flatMap(({ principal, purposes }) => purposes.map(purpose => classOf({ ...principal, purpose }, [policy])))
  return [...new Map(classes.map(one => [one.key, one])).values()]
}
