import { defineEvent } from '../engine/command/define-event.ts'

const MEMBER = ['orgId', 'personId', 'userId', 'baseRoleId', 'defaultWorkspaceId', 'joinedAt', 'status', 'removedReason'] as const
const ASSIGNMENT = ['orgId', 'roleId', 'personId', 'serviceAccountId', 'workspaceId', 'startsAt', 'expiresAt', 'revokedAt', 'status'] as const
const ROLE = ['orgId', 'key', 'level', 'clearance', 'permissions', 'rank', 'status'] as const
const ACCOUNT = ['orgId', 'workspaceId', 'ownerPersonId', 'status'] as const
const KEY = ['orgId', 'workspaceId', 'serviceAccountId', 'keyPrefix', 'expiresAt', 'revokedReason', 'rotatedFromKeyId', 'status'] as const
const WORKSPACE = ['orgId', 'archivedAt', 'status'] as const
const ORGANIZATION = ['ownerPersonId', 'suspendedAt', 'closedAt', 'status'] as const

/** A membership has changed in what it gives: its base role or its home. */
export const memberUpdated = defineEvent({ type: 'organization.member.updated.v1', of: 'OrgMember', data: MEMBER })
/** A member may do nothing for now. */
export const memberSuspended = defineEvent({ type: 'organization.member.suspended.v1', of: 'OrgMember', data: MEMBER })
/** A member is back. */
export const memberResumed = defineEvent({ type: 'organization.member.resumed.v1', of: 'OrgMember', data: MEMBER })
/** A membership is over. */
export const memberRemoved = defineEvent({ type: 'organization.member.removed.v1', of: 'OrgMember', data: MEMBER })

/** Somebody has a role; `userId` is the account of the membership. */
export const roleAssigned = defineEvent({ type: 'organization.role.assigned.v1', of: 'RoleAssignment', data: ASSIGNMENT, also: { userId: 'OrgMember.userId' } })
/** Somebody has a role no longer. */
export const roleRevoked = defineEvent({ type: 'organization.role.revoked.v1', of: 'RoleAssignment', data: ASSIGNMENT, also: { userId: 'OrgMember.userId' } })
/** An organization has a role of its own. */
export const roleCreated = defineEvent({ type: 'organization.role.created.v1', of: 'Role', data: ROLE })
/** A role gives other rights. */
export const roleUpdated = defineEvent({ type: 'organization.role.updated.v1', of: 'Role', data: ROLE })
/** A role can be given no longer. */
export const roleArchived = defineEvent({ type: 'organization.role.archived.v1', of: 'Role', data: ROLE })

/** There is a new service account. */
export const accountCreated = defineEvent({ type: 'organization.service_account.created.v1', of: 'ServiceAccount', data: ACCOUNT })
/** A service account may do nothing for now. */
export const accountDisabled = defineEvent({ type: 'organization.service_account.disabled.v1', of: 'ServiceAccount', data: ACCOUNT })
/** A service account is back, without its old keys. */
export const accountEnabled = defineEvent({ type: 'organization.service_account.enabled.v1', of: 'ServiceAccount', data: ACCOUNT })
/** A service account is no more. */
export const accountDeleted = defineEvent({ type: 'organization.service_account.deleted.v1', of: 'ServiceAccount', data: ACCOUNT })
/** Somebody else answers for a service account. */
export const accountReassigned = defineEvent({ type: 'organization.service_account.reassigned.v1', of: 'ServiceAccount', data: ACCOUNT })

/** There is a new key. */
export const keyCreated = defineEvent({ type: 'organization.service_account_key.created.v1', of: 'ServiceAccountKey', data: KEY })
/** A second person has agreed that a key may read raw values. */
export const keyRevealApproved = defineEvent({ type: 'organization.service_account_key.reveal_approved.v1', of: 'ServiceAccountKey', data: [...KEY, 'piiApprovedByPersonId'] })
/** A key has a successor. */
export const keyRotated = defineEvent({ type: 'organization.service_account_key.rotated.v1', of: 'ServiceAccountKey', data: KEY })
/** A key opens nothing any more. */
export const keyRevoked = defineEvent({ type: 'organization.service_account_key.revoked.v1', of: 'ServiceAccountKey', data: KEY })

/** In a workspace nothing changes any more. */
export const workspaceArchived = defineEvent({ type: 'organization.workspace.archived.v1', of: 'Workspace', data: WORKSPACE })
/** A workspace is worked in again. */
export const workspaceRestored = defineEvent({ type: 'organization.workspace.restored.v1', of: 'Workspace', data: WORKSPACE })

/** In an organization nothing changes for now. */
export const organizationSuspended = defineEvent({ type: 'organization.organization.suspended.v1', of: 'Organization', data: ORGANIZATION })
/** An organization is back. */
export const organizationResumed = defineEvent({ type: 'organization.organization.resumed.v1', of: 'Organization', data: ORGANIZATION })
