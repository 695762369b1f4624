import type { Principal } from '../../schema/policy/principal.ts'

/** What a request says of who sends it, before anything of it is believed. */
export interface Caller {
  /** The Authorization header; empty where there was more than one, absent where there was none. */
  readonly authorization?: string
  /** The header `x-veil-purpose`. */
  readonly purpose?: string
  /** Lower case, without the port; empty where it is no name or there were two. What a proxy forwards counts only where the proxy is trusted. */
  readonly host?: string
  /** The client's address, as the nearest machine that is not a trusted proxy was seen. */
  readonly address?: string
  /** Whether what is asked is one of the few things that need no token, such as signing in. */
  readonly asksForNothingElse?: boolean
}

/** Says who asks; throws UNAUTHENTICATED, the same for every reason, or PURPOSE_NOT_ALLOWED. */
export type Authenticate = (caller: Caller) => Promise<Principal>
