import type { Identified } from './identified.ts'
import type { Verified } from './verify-token.ts'

/** A token that was good once: it need not be verified again, only what it may do has to be asked. */
export interface RememberedToken {
  readonly verified: Verified
  /** The same object for the same brand, so that rights can be remembered by it. */
  identified(brandId: string): Identified
}

/** What is remembered in this process. */
export interface RememberedTokens {
  get(token: string): RememberedToken | undefined
  /** Wraps what was just verified; it is kept once `keep` is called. */
  open(verified: Verified): RememberedToken
  keep(token: string, remembered: RememberedToken): void
  forget(token: string): void
}

const MOST = 5_000
/** Longer than that nobody is believed for a signature that was good once: its key may have been withdrawn since. */
const BELIEVED_MS = 10 * 60_000

interface Kept {
  readonly remembered: RememberedToken
  readonly until: number
}

const open = (verified: Verified): RememberedToken => {
  const byBrand = new Map<string, Identified>()
  return {
    verified,
    identified(brandId) {
      const known = byBrand.get(brandId) ?? verified.identified(brandId)
      byBrand.set(brandId, known)
      return known
    },
  }
}

/** Bounded: the token that was kept first goes first. One that has expired is not found, nor one that has to be verified again. */
export const rememberedTokens = (now: () => number, most = MOST): RememberedTokens => {
  const tokens = new Map<string, Kept>()
  return {
    open,
    get(token) {
      const known = tokens.get(token)
      if (known === undefined || known.until > now()) return known?.remembered
      tokens.delete(token)
      return undefined
    },
    keep(token, remembered) {
      const { isOpaque, expiresAt = Infinity } = remembered.verified
      // an opaque token is looked up with every request anyway
      tokens.set(token, { remembered, until: isOpaque ? expiresAt : Math.min(expiresAt, now() + BELIEVED_MS) })
      const [oldest] = tokens.keys()
      if (tokens.size > most && oldest !== undefined) tokens.delete(oldest)
    },
    forget: token => void tokens.delete(token),
  }
}
