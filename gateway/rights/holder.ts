import type { Principal } from '../../schema/policy/principal.ts'

/**
 * Somebody with their rights, for whatever purpose a request names. The same object comes back while nothing has changed, so that what follows
 * from it can be remembered by it.
 */
export interface Holder extends Omit<Principal, 'purpose' | 'breakGlass' | 'channel'> {
  /** Networks that the credential may be used from; empty: any. */
  readonly allowedCidrs: readonly string[]
  /** When the credential, a role or a clearance ends, whichever is first; in milliseconds since 1970. */
  readonly expiresAt?: number
  /** The credential was found under an older key than the newest. */
  readonly hashIsOld: boolean
}
