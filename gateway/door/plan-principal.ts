import { policies } from '../../schema/policy/policies.ts'
import { allowsPurpose } from '../../schema/policy/principal-class.ts'
import type { Clearance, Principal, Purpose } from '../../schema/policy/principal.ts'
import { assignmentsOfClaims } from '../../schema/policy/roles.ts'
import { refuse } from '../refusal.ts'

/** Who answers for what others see. */
const MAY_ASK_FOR_OTHERS: readonly Clearance[] = ['privacy_officer', 'auditor']

// Decisions depend on the kind of a place and never on which one, so any will do.
const SOMEWHERE = ['somewhere']

/** Somebody of the caller's brand with one clearance, for the purposes of that role. */
export const holderOf = (clearance: Clearance, { brandId }: Pick<Principal, 'brandId'>): Principal => {
  const purposes: readonly Purpose[] = ['SERVICE', ...policies().current.purposes[clearance]]
  return {
    kind: 'PERSON', brandId, id: 'anybody', personId: 'anybody', userId: 'anybody',
    ...assignmentsOfClaims({ clearances: [clearance], orgs: SOMEWHERE, workspaces: SOMEWHERE }),
    scopes: [], purposes: [...new Set(purposes)], purpose: policies().current.purposes[clearance][0] ?? 'SERVICE',
  }
}

/** Whose view a plan is about: the caller's own, or that of a role, for those who answer for it. */
export const planPrincipal = (caller: Principal, { as, purpose }: { readonly as: Clearance | undefined, readonly purpose: Purpose | undefined }): Principal => {
  if (as !== undefined && !caller.clearances.some(clearance => MAY_ASK_FOR_OTHERS.includes(clearance))) throw refuse('FORBIDDEN')
  const principal = as === undefined ? caller : holderOf(as, caller)
  if (purpose === undefined) return principal
  if (!allowsPurpose(principal.purposes, purpose)) throw refuse('PURPOSE_NOT_ALLOWED')
  return { ...principal, purpose }
}
