import { defineEvent } from '../engine/command/define-event.ts'

const TOKEN = ['personId', 'userId', 'tokenPrefix', 'scopes', 'expiresAt', 'revokedReason', 'status'] as const
const SESSION = ['userId', 'assuranceLevel', 'expiresAt', 'revokedReason', 'status'] as const
const USER = ['personId', 'role', 'status', 'deactivatedAt'] as const
const GRANT = ['personId', 'clearance', 'grantedByPersonId', 'approvedByPersonId', 'expiresAt', 'status'] as const

/** Somebody has a new token. */
export const tokenCreated = defineEvent({ type: 'identity.personal_access_token.created.v1', of: 'PersonalAccessToken', data: TOKEN })
/** A token opens nothing any more. */
export const tokenRevoked = defineEvent({ type: 'identity.personal_access_token.revoked.v1', of: 'PersonalAccessToken', data: TOKEN })
/** A token was found where it should not be, and was ended. */
export const tokenLeaked = defineEvent({ type: 'identity.personal_access_token.leaked.v1', of: 'PersonalAccessToken', data: TOKEN })

/** Somebody has signed in. */
export const sessionStarted = defineEvent({ type: 'identity.session.started.v1', of: 'Session', data: SESSION })
/** A session is over. */
export const sessionRevoked = defineEvent({ type: 'identity.session.revoked.v1', of: 'Session', data: SESSION })

/** An account has another coarse role. */
export const userRoleChanged = defineEvent({ type: 'identity.user.role_changed.v1', of: 'User', data: USER })
/** Nobody signs in with an account for now. */
export const userLocked = defineEvent({ type: 'identity.user.locked.v1', of: 'User', data: USER })
/** An account is open again. */
export const userUnlocked = defineEvent({ type: 'identity.user.unlocked.v1', of: 'User', data: USER })
/** An account is closed, with its sessions and tokens. */
export const userDeactivated = defineEvent({ type: 'identity.user.deactivated.v1', of: 'User', data: USER })
/** A closed account is open again, without its old sessions and tokens. */
export const userReactivated = defineEvent({ type: 'identity.user.reactivated.v1', of: 'User', data: USER })

/** Somebody wants a clearance for another person. */
export const clearanceRequested = defineEvent({ type: 'identity.clearance_grant.requested.v1', of: 'ClearanceGrant', data: GRANT })
/** A second person has agreed to a clearance. */
export const clearanceApproved = defineEvent({ type: 'identity.clearance_grant.approved.v1', of: 'ClearanceGrant', data: GRANT })
/** A second person has refused a clearance. */
export const clearanceRejected = defineEvent({ type: 'identity.clearance_grant.rejected.v1', of: 'ClearanceGrant', data: GRANT })
/** A clearance is over before its time. */
export const clearanceRevoked = defineEvent({ type: 'identity.clearance_grant.revoked.v1', of: 'ClearanceGrant', data: GRANT })
