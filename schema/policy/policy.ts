import type { PiiCategory } from '../model.ts'
import type { Channel, Clearance, Purpose } from './principal.ts'

/** The columns of the clearance table. `self` is everybody on rows about themselves; `break_glass` is emergency access to one person. */
export const ROLES = [
  'self', 'member', 'admin', 'billing_admin', 'support', 'support_lead', 'analyst', 'auditor', 'privacy_officer', 'break_glass',
] as const
export type Role = (typeof ROLES)[number]

/** What the table can say of a role and a category; clearance.yaml says what each means. */
export const CELLS = ['R', 'R*', 'M', 'P', '0', 'X', '–', 'TEXT', 'JSON'] as const
export type Cell = (typeof CELLS)[number]

/** Where a role's cells hold: rows about oneself, rows of the assignment, rows of the organization, the brand, or one named subject. */
export const ROLE_SCOPES = {
  self: 'SELF', member: 'ASSIGNMENT', admin: 'ASSIGNMENT', billing_admin: 'ORG', support: 'BRAND', support_lead: 'BRAND', analyst: 'BRAND', auditor: 'BRAND',
  privacy_officer: 'BRAND', break_glass: 'SUBJECT',
} as const satisfies Readonly<Record<Role, string>>

/** Raw values beyond the table, where the role's cells hold. Never for a catastrophic column. */
export interface CoordinateGrant {
  readonly role: Clearance
  /** `Type.field`, or a prefix that ends in `*`; the word `ownOrganization` means every column labelled `grant: ORG`. */
  readonly coordinates: readonly string[]
  readonly purposes: readonly Purpose[]
  /** Only the rows that are not one person's own. */
  readonly rows?: 'NOT_PERSONAL'
}

/** The data that decisions are made from; one file, read at the start. */
export interface Policy {
  /** `p_` and the SHA-256 of the file. */
  readonly version: string
  /** A category without a row is granted to nobody. */
  readonly cells: Readonly<Partial<Record<PiiCategory, Readonly<Record<Role, Cell>>>>>
  /** The purposes for which R and R* of a role hold; an emergency access has that of its grant. */
  readonly purposes: Readonly<Record<Exclude<Role, 'break_glass'>, readonly Purpose[]>>
  readonly grants: readonly CoordinateGrant[]
  /** The most that leaves by each way. */
  readonly ceilings: Readonly<Record<Channel, 'REVEAL' | 'MASK' | 'REDACT'>>
}

/** The cell of a role for a category; no row means no grant. */
export function cellOf({ cells }: Policy, role: Role, category: PiiCategory): Cell {
  return cells[category]?.[role] ?? '–'
}
