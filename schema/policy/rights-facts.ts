import type { Assignment } from './principal.ts'

/** Whom rights belong to. */
export type RightsHolder =
  | { readonly kind: 'PERSON', readonly id: string }
  | { readonly kind: 'SERVICE_ACCOUNT', readonly id: string }

/** A role as a row has it. */
export interface RoleFacts {
  readonly id: string
  readonly key: string
  /** Null: a system role of the brand. */
  readonly orgId: string | null
  readonly level: 'ORG' | 'WORKSPACE'
  readonly clearance: Assignment['clearance']
  readonly permissions: readonly string[]
  readonly status: string
}

/** A role that was given, by whom and why set aside; times in milliseconds since 1970. */
export interface AssignmentFacts {
  readonly id: string
  readonly roleId: string
  /** Null: at the organization. */
  readonly workspaceId: string | null
  readonly startsAt: number
  /** Exclusive. */
  readonly expiresAt: number | null
  readonly status: string
}

/** Rows that rights in one organization follow from. Assignments of somebody else must not stand in it. */
export interface RightsFacts {
  readonly holder: RightsHolder
  /** Absent: not found. */
  readonly organization?: { readonly id: string, readonly status: string, readonly ownerPersonId: string }
  /** Of a person. */
  readonly membership?: { readonly status: string, readonly baseRoleId: string }
  /** Of a service account; with a workspace it works there only. */
  readonly account?: { readonly status: string, readonly orgId: string, readonly workspaceId: string | null }
  readonly assignments: readonly AssignmentFacts[]
  readonly roles: readonly RoleFacts[]
  readonly workspaces: readonly { readonly id: string, readonly orgId: string, readonly status: string }[]
  /** Ceiling of the credential; absent: none. */
  readonly scopes?: readonly string[]
}

/** Where rights are asked for, and when. */
export interface RightsPlace {
  readonly orgId: string
  readonly workspaceId?: string
  /** In milliseconds since 1970. */
  readonly at: number
}

/** Where a permission comes from. */
export interface RightsSource {
  /** Absent where no row gives it: the base role of a membership, and ownership. */
  readonly assignmentId?: string
  readonly via: 'ASSIGNMENT' | 'BASE_ROLE' | 'OWNER'
  /** Absent: at the organization. */
  readonly workspaceId?: string
  readonly role: RoleFacts
  /** Patterns of the role that hold here, the state of the place and the ceiling of the credential considered. */
  readonly permissions: readonly string[]
}

export interface EffectivePermissions {
  readonly permissions: readonly string[]
  readonly sources: readonly RightsSource[]
}
