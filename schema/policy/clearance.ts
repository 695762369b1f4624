import type { PiiCategory } from '../model.ts'
import type { Clearance, Purpose } from './principal.ts'
import { BRAND_CLEARANCES } from './roles.ts'

/** The columns of the clearance table. `self` is everybody on rows about themselves; `break_glass` is emergency access to one person. */
export const ROLES = [
  'self', 'member', 'admin', 'billing_admin', 'support', 'support_lead', 'analyst', 'auditor', 'privacy_officer', 'break_glass',
] as const
export type Role = (typeof ROLES)[number]

/**
 * R raw; R* raw with a reason, else masked; M masked; P pseudonym where the column has one, else null; 0 null;
 * X null and reported, or an error when asked for one; – no grant at all; TEXT and JSON: masked in the form of that name.
 */
export type Cell = 'R' | 'R*' | 'M' | 'P' | '0' | 'X' | '–' | 'TEXT' | 'JSON'

type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]

/** Who may see what, in the order of `ROLES`. A category without a row is granted to nobody. */
export const CLEARANCE_TABLE: Readonly<Partial<Record<PiiCategory, Row>>> = {
  //                  self  memb   admin  bill  supp    lead    anal  audit   privacy glass
  CONTACT:           ['R',  'M',   'R*',  'M',  'M',    'R*',   'P',  'P',    'R*',   'R*'],
  ONLINE_IDENTIFIER: ['R',  '0',   'M',   '0',  'M',    'R*',   '0',  'M',    'R*',   'R*'],
  GOVERNMENT_ID:     ['R*', '0',   'M',   'R*', 'X',    'M',    'X',  'X',    'R*',   'R*'],
  PAYMENT_CARD:      ['M',  '0',   'M',   'R*', 'X',    'M',    'X',  'X',    'R*',   'M'],
  CREDENTIAL:        ['–',  '–',   '–',   '–',  '–',    '–',    '–',  '–',    '–',    '–'],
  FREE_TEXT:         ['R',  'R',   'R',   '0',  'TEXT', 'R',    '0',  '0',    'R',    'R'],
  MIXED:             ['–',  'JSON', 'JSON', '0', 'JSON', 'JSON', '0', 'JSON', 'R*',   'JSON'],
}

/** The purposes for which R and R* of a role hold; for any other purpose the role sees the mask. */
export const ROLE_PURPOSES: Readonly<Record<Role, readonly Purpose[]>> = {
  self: ['SERVICE'],
  member: ['SERVICE'],
  admin: ['SERVICE'],
  billing_admin: ['BILLING'],
  support: ['SUPPORT'],
  support_lead: ['SUPPORT'],
  analyst: ['ANALYTICS'],
  auditor: ['AUDIT'],
  privacy_officer: ['LEGAL', 'DSAR', 'SECURITY'],
  break_glass: ['SERVICE'],
}

/** Where a role's cells hold: rows about oneself, rows of the assignment, rows of the organization, the brand, or one named subject. */
export const ROLE_SCOPES: Readonly<Record<Role, 'SELF' | 'ASSIGNMENT' | 'ORG' | 'BRAND' | 'SUBJECT'>> = {
  self: 'SELF',
  member: 'ASSIGNMENT',
  admin: 'ASSIGNMENT',
  billing_admin: 'ORG',
  support: 'BRAND',
  support_lead: 'BRAND',
  analyst: 'BRAND',
  auditor: 'BRAND',
  privacy_officer: 'BRAND',
  break_glass: 'SUBJECT',
}

/** Raw values beyond the table, where the role's cells hold. Never for a catastrophic column. */
export interface CoordinateGrant {
  readonly role: Clearance
  /** `Type.field`, or a prefix that ends in `*`; the word `ownOrganization` means every column labelled `grant: ORG`. */
  readonly coordinates: readonly string[]
  readonly purposes: readonly Purpose[]
  /** Only the rows that are not one person's own. */
  readonly rows?: 'NOT_PERSONAL'
}

const NAMES_OF_PLACES = ['Organization.name', 'Organization.slug', 'Workspace.name', 'Workspace.slug'] as const

const BILLING_DOCUMENTS = [
  'BillingAccount.*', 'Invoice.billTo*',
  // the memo and reason columns of billing; a test compares the list with the model
  'Invoice.memo',
] as const

/** The refinements of the table; everything not named here stays as the table has it. */
export const COORDINATE_GRANTS: readonly CoordinateGrant[] = [
  { role: 'member', coordinates: ['User.fullName', 'Person.displayName', 'ownOrganization'], purposes: ['SERVICE'] },
  {
    role: 'admin',
    coordinates: ['User.fullName', 'Person.displayName', 'User.email', 'Invitation.email', 'User.idpSubject', 'ownOrganization'],
    purposes: ['SERVICE'],
  },
  // the name of one's own organization is no matter of billing, so it is readable for the everyday purpose too
  { role: 'billing_admin', coordinates: ['ownOrganization'], purposes: ['SERVICE', 'BILLING'] },
  { role: 'billing_admin', coordinates: BILLING_DOCUMENTS, purposes: ['BILLING'] },
  // nor is it one of the desk at which staff sit; where the organization is one person's own, its name is that of the person
  ...BRAND_CLEARANCES.map((role): CoordinateGrant => ({ role, coordinates: NAMES_OF_PLACES, purposes: ['SERVICE', ...ROLE_PURPOSES[role]], rows: 'NOT_PERSONAL' })),
]

/** The cell of a role for a category; no row and no column mean no grant. */
export function cellOf(role: 'self' | Clearance, category: PiiCategory): Cell {
  return CLEARANCE_TABLE[category]?.[ROLES.indexOf(role)] ?? '–'
}
