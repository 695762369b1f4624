import { allowsPurpose, defaultPurpose } from '../../schema/policy/principal-class.ts'
import { PURPOSES } from '../../schema/policy/principal.ts'
import type { Principal, Purpose } from '../../schema/policy/principal.ts'
import { purposesOf } from '../../schema/policy/purposes-of.ts'
import { refuse } from '../refusal.ts'
import type { Holder } from '../rights/holder.ts'

const chosen = (allowed: readonly Purpose[], wanted: string | undefined): Purpose => {
  const purpose = wanted === undefined ? defaultPurpose(allowed) : PURPOSES.find(name => name === wanted)
  if (purpose === undefined || allowed.length === 0 || !allowsPurpose(allowed, purpose)) throw refuse('PURPOSE_NOT_ALLOWED')
  return purpose
}

const principalOf = ({ allowedCidrs, expiresAt, hashIsOld, ...rights }: Holder, listed: readonly Purpose[], wanted: string | undefined, brandName: string | undefined): Principal => {
  const purposes = purposesOf(rights, listed)
  return { ...rights, ...(brandName !== undefined && { brandName }), purposes, purpose: chosen(purposes, wanted) }
}

/**
 * Makes the principal of somebody who works for a purpose: the same object for the same rights, purpose and ceiling, since what follows
 * from a principal is remembered by it. Throws PURPOSE_NOT_ALLOWED.
 */
export const principals = (nameOf: (brandId: string) => Promise<string | undefined>) => {
  const known = new WeakMap<Holder, Map<string, Principal>>()

  return (holder: Holder, listed: readonly Purpose[], wanted: string | undefined): Principal | Promise<Principal> => {
    const ofHolder = known.get(holder) ?? new Map<string, Principal>()
    known.set(holder, ofHolder)
    // a purpose that does not exist is not remembered: it never gets that far
    const key = `${wanted ?? ''} ${listed.join()}`
    const principal = ofHolder.get(key)
    if (principal) return principal
    const made = principalOf(holder, listed, wanted, undefined)
    return nameOf(holder.brandId).catch(() => undefined).then(brandName => {
      const named = ofHolder.get(key) ?? { ...made, ...(brandName !== undefined && { brandName }) }
      ofHolder.set(key, named)
      return named
    })
  }
}
