import type { PiiCategory } from '../../model.ts'
import type { Action } from '../lattice.ts'
import type { Purpose } from '../principal.ts'
import { specifiedAction, type SpecifiedRole } from './specification.ts'

// The lines of the specification about single columns, in their own words again.
const FULL_NAMES = ['User.fullName', 'Person.displayName']
const LOGINS = ['User.email', 'Invitation.email', 'User.idpSubject']
const PLACES = ['Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug']
const LEGAL_NAMES = ['BillingProfile.legalEntity', 'Invoice.billToLegalEntity']
const BILLING = ['BillingAccount.billingEmail', 'BillingAccount.addressLine1', 'Invoice.billToName', 'Invoice.billToAddress', 'Invoice.memo', 'Invoice.billToLegalEntity']
const OTHERS = ['User.phone', 'Person.contactEmail', 'PaymentMethod.holderName', 'User.emailAddress', 'Refund.memo', 'Organization.nameAlias', 'Invoice.billToTaxId', 'BillingAccount.taxId']
const STAFF_PURPOSES: Readonly<Partial<Record<SpecifiedRole, readonly Purpose[]>>> = {
  'support': ['SUPPORT'], 'support lead': ['SUPPORT'], 'analyst': ['ANALYTICS'], 'auditor': ['AUDIT'], 'privacy officer': ['LEGAL', 'DSAR', 'SECURITY'],
}

/** Columns that have a line of their own, and their neighbours that have none. */
export const REFINED_COORDINATES: readonly string[] = [...new Set([...FULL_NAMES, ...LOGINS, ...PLACES, ...LEGAL_NAMES, ...BILLING, ...OTHERS])]

/** Whether the model labels the column as one of one's own organization. */
export function isOfOwnOrganization(coordinate: string): boolean {
  return PLACES.includes(coordinate) || LEGAL_NAMES.includes(coordinate)
}

/** The category of such a column, by its name. */
export function categoryOf(coordinate: string): PiiCategory {
  if (/taxId$/i.test(coordinate)) return 'GOVERNMENT_ID'
  return /memo$/.test(coordinate) ? 'FREE_TEXT' : 'CONTACT'
}

export interface RefinedCase {
  readonly role: SpecifiedRole
  readonly coordinate: string
  readonly purpose: Purpose
  readonly isRelated: boolean
  readonly isPersonal: boolean
}

/** What the specification says about such a column, read without a reason by somebody with one right: raw for the purposes of the line, the mask for others. */
export function specifiedRefinement(one: RefinedCase): Action {
  const purposes = refinedPurposes(one)
  if (purposes.length > 0) return purposes.includes(one.purpose) ? 'REVEAL' : 'MASK'
  return specifiedAction({
    ...one, category: categoryOf(one.coordinate), revealed: undefined, isListed: true, scopes: 'NONE', hasPseudonym: false, grantPurpose: 'SECURITY',
  })
}

function refinedPurposes({ role, coordinate, isRelated, isPersonal }: RefinedCase): readonly Purpose[] {
  if (categoryOf(coordinate) === 'GOVERNMENT_ID') return []
  const staff = STAFF_PURPOSES[role]
  if (staff) return PLACES.includes(coordinate) && !isPersonal ? ['SERVICE', ...staff] : []
  if (!isRelated) return []
  const isOurs = isOfOwnOrganization(coordinate)
  switch (role) {
    case 'member': return FULL_NAMES.includes(coordinate) || isOurs ? ['SERVICE'] : []
    case 'admin': return FULL_NAMES.includes(coordinate) || LOGINS.includes(coordinate) || isOurs ? ['SERVICE'] : []
    case 'billing admin': return [...isOurs ? ['SERVICE', 'BILLING'] as const : [], ...BILLING.includes(coordinate) ? ['BILLING'] as const : []]
    default: return []
  }
}
