import type { Clearance } from '../policy/principal.ts'

/**
 * The views of the schema. `public` is what somebody without a name may ask. Everybody who is known has one of the others, or several together:
 * `member` works in organizations, `staff` serves customers, `analyst` counts, `privacy` answers for what the others see.
 */
export const VARIANTS = ['public', 'member', 'staff', 'analyst', 'privacy'] as const
export type Variant = (typeof VARIANTS)[number]

/** Those of known callers. What has no tag of these is in all four. */
export const KNOWN_VARIANTS = ['member', 'staff', 'analyst', 'privacy'] as const satisfies readonly Variant[]

/** Whose view each is. Everything else about the variants is derived from the policy, the roles and the labels. */
export const CLEARANCES_OF: Readonly<Record<Variant, readonly Clearance[]>> = {
  public: [],
  member: ['member', 'admin', 'billing_admin'],
  staff: ['support', 'support_lead'],
  analyst: ['analyst'],
  privacy: ['privacy_officer', 'auditor'],
}

/** Whether a word is the name of a variant. */
export const isVariant = (word: string): word is Variant => VARIANTS.some(variant => variant === word)
