import type { PiiCategory } from '../model.ts'

/**
 * Who asks: the caller as the gateway knows them, carried to every subgraph in the signed envelope.
 * Permissions are patterns (`billing.*`, `organization.workspace.read`), grammar in docs/permissions.md.
 */

/** Rights of one kind of work. `self` is implied for every PERSON and never listed in a token. */
export const CLEARANCES = [
  'member', 'admin', 'billing_admin', 'support', 'support_lead', 'analyst', 'auditor', 'privacy_officer',
] as const
export type Clearance = (typeof CLEARANCES)[number]

/** Why data is read. SERVICE is the default of every request. */
export const PURPOSES = [
  'SERVICE', 'SUPPORT', 'BILLING', 'SECURITY', 'ANALYTICS', 'AUDIT', 'LEGAL', 'DSAR', 'RESEARCH', 'MARKETING',
] as const
export type Purpose = (typeof PURPOSES)[number]

/** A role held in one organization (all its workspaces) or in one workspace: its cells of the clearance table hold there only. */
export interface Assignment {
  readonly clearance: 'member' | 'admin' | 'billing_admin'
  /** Exactly one of the two is set. */
  readonly orgId?: string
  readonly workspaceId?: string
  readonly permissions: readonly string[]
}

/** Emergency access to the data of one subject, for minutes; written by the capability of the grant, never by a token. */
export interface BreakGlass {
  readonly grantId: string
  /** ENTITY: a row that is its own subject, as `BillingProfile:<id>`. */
  readonly subject:
    | { readonly kind: 'PERSON', readonly personId: string, readonly userId?: string }
    | { readonly kind: 'ENTITY', readonly type: string, readonly id: string }
  readonly categories: readonly PiiCategory[]
  readonly purpose: Purpose
  /** End of the access, in milliseconds since 1970. */
  readonly exp: number
}

/** The person in whose name another one works: what either of the two may not see or do, the two together may not. */
export interface OnBehalfOf {
  readonly id: string
  readonly personId?: string
  readonly userId?: string
  readonly clearances: readonly Clearance[]
  readonly assignments: readonly Assignment[]
  readonly brandPermissions: readonly string[]
  readonly scopes: readonly string[]
}

/** By which way values leave: an answer, a file, an event. Each has a ceiling of its own. */
export const CHANNELS = ['API', 'EXPORT', 'EVENT'] as const
export type Channel = (typeof CHANNELS)[number]

export interface Principal {
  readonly kind: 'PERSON' | 'SERVICE_ACCOUNT' | 'SYSTEM' | 'ANONYMOUS'
  readonly brandId: string
  /** What the brand is called, as the issuer of the token says; shown to its own people, decides nothing. */
  readonly brandName?: string
  /** Stable id of the caller, `sub` of the token. */
  readonly id: string
  readonly personId?: string
  readonly userId?: string
  readonly serviceAccountId?: string
  /** The token or the key that the caller works with. */
  readonly credentialId?: string
  /** The session that the caller works in. */
  readonly sessionId?: string
  /** Of somebody who has not signed in: where they come from, so that their attempts can be counted. */
  readonly address?: string
  /** Clearances of BRAND scope (support … privacy_officer); those of an organization stand in `assignments`. */
  readonly clearances: readonly Clearance[]
  readonly assignments: readonly Assignment[]
  /** Permission patterns held for the whole brand. */
  readonly brandPermissions: readonly string[]
  /** Ceiling of the token; empty means no ceiling. */
  readonly scopes: readonly string[]
  readonly purposes: readonly Purpose[]
  /** Purpose of this request. */
  readonly purpose: Purpose
  readonly onBehalfOf?: OnBehalfOf
  readonly breakGlass?: BreakGlass
  /** Absent: API. */
  readonly channel?: Channel
}
