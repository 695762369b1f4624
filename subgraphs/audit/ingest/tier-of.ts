/** How long a row is kept follows from its tier. */
export const TIERS = ['AUTH', 'ACCESS', 'ADMIN', 'FINANCIAL', 'DATA', 'SYSTEM'] as const
export type Tier = (typeof TIERS)[number]

/** What the tier of a row follows from where its module does not say it. */
export interface Event {
  readonly eventType: string
  readonly sourceModule: string
  readonly outcome: string
}

type Rule = readonly [tier: Tier, holds: (event: Event) => boolean]

// whole words of `<module>.<aggregate>.<what happened>`: a resource key of a catalog is no key of a person
const words = (...list: readonly string[]) => ({ eventType }: Event): boolean => eventType.split('.').some((word) => list.includes(word))
const of = (...modules: readonly string[]) => ({ sourceModule }: Event): boolean => modules.includes(sourceModule)

/** In this order: the first that holds. A refused sign-in is a matter of signing in, a refused payment one of access. */
const RULES: readonly Rule[] = [
  ['AUTH', words(
    'sign_in', 'session', 'token', 'personal_access_token', 'key', 'service_account_key', 'login_failed', 'signed_in', 'signed_out', 'locked', 'unlocked', 'lockout',
  )],
  ['ACCESS', words('access', 'break_glass')],
  ['ACCESS', ({ outcome }) => outcome === 'DENIED'],
  ['ADMIN', words(
    'member', 'org_member', 'invitation', 'role', 'role_assignment', 'policy', 'retention_policy', 'hold', 'legal_hold', 'retention_hold',
    'merge', 'person_merge', 'merged', 'clearance_grant', 'suspended', 'reinstated', 'deactivated', 'reactivated',
  )],
  ['FINANCIAL', of('billing', 'cooperative')],
  ['SYSTEM', words('job', 'relay', 'outbox')],
]

/** Tier of an event; DATA where no rule names it. */
export function tierOf(event: Event): Tier {
  return RULES.find(([, holds]) => holds(event))?.[0] ?? 'DATA'
}
