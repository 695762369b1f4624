import { verifyCapability } from '../../schema/policy/capability.ts'
import type { KeyRing } from '../../schema/policy/key-ring.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { DoorState } from '../budgets/door-state.ts'
import { refuse } from '../refusal.ts'

/** What emergency access is checked with. */
export interface BreakGlassOptions {
  readonly envelopeKeys: KeyRing
  readonly state: DoorState
}

/** Puts the emergency access of a capability into the principal; throws the same for every capability that is not good. */
export type AdmitBreakGlass = (principal: Principal, capability: string) => Promise<Principal>

// A person has one or two running; the rest are attempts.
const MAX_REMEMBERED = 16

/**
 * Verifies capabilities. Only a person has one, in their own name. That it still runs is asked of the database with every request:
 * an access that was ended is over at once, whatever its capability says. The object is the same for the same capability, so that what
 * follows from a principal can be remembered.
 */
export const useBreakGlass = ({ envelopeKeys, state }: BreakGlassOptions): AdmitBreakGlass => {
  const known = new WeakMap<Principal, Map<string, Principal>>()

  const opened = (principal: Principal, capability: string): Principal | undefined => {
    const verified = verifyCapability(envelopeKeys, capability, Date.now())
    if (!verified || verified.brandId !== principal.brandId || verified.principalId !== principal.id) return undefined
    const { brandId: _brand, principalId: _holder, ...breakGlass } = verified
    const remembered = known.get(principal) ?? new Map<string, Principal>()
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    known.set(principal, remembered)
    const holder = remembered.get(capability) ?? { ...principal, breakGlass }
    remembered.set(capability, holder)
    return holder
  }
  return async (principal, capability) => {
    const isPerson = principal.kind === 'PERSON' && principal.onBehalfOf === undefined
    const holder = isPerson ? opened(principal, capability) : undefined
    if (!holder?.breakGlass || !await state.isRunning(principal, holder.breakGlass)) throw refuse('BREAK_GLASS_REFUSED')
    return holder
  }
}
