import { PII_CATEGORIES } from '../../../schema/model.ts'
import { isKnownPattern } from '../../../schema/policy/permission-registry.ts'
import { covers } from '../../../schema/policy/permissions.ts'
import type { EffectivePermissions } from '../../../schema/policy/rights-facts.ts'
import type { CommandError } from '../../engine/command/command-error.ts'

/** Failures of commands that make keys. */
export const KEY_FAILURES = {
  KEY_LIMIT_REACHED: 'Revoke a key of this account first; it may have five in use.',
  UNKNOWN_SCOPE: 'Use permissions that exist; each is written like entitlements.usage_event.create.',
  ESCALATION_DENIED: 'Use a scope that your own rights cover in this place.',
} as const

interface Wanted {
  readonly scope: string
  refusal(code: 'UNKNOWN_SCOPE' | 'ESCALATION_DENIED' | 'VALIDATION_FAILED'): CommandError
}

const MOST_WORDS = 100
const RAW_VALUES: ReadonlySet<string> = new Set(PII_CATEGORIES.filter((category) => category !== 'CREDENTIAL').map((category) => `pii.${category.toLowerCase()}.reveal`))

/** Whether a word of a scope asks for raw values; what it asks for has no effect until a second person approves the key. */
export function asksForRawValues(word: string): boolean {
  return RAW_VALUES.has(word)
}

/** The words of a scope, each once. Throws where one means nothing, or gives more than the caller holds. */
export function checkKeyScope(held: readonly EffectivePermissions[], { scope, refusal }: Wanted): readonly string[] {
  const words = [...new Set(scope.split(/\s+/))]
  if (words.length > MOST_WORDS) throw refusal('VALIDATION_FAILED')
  const patterns = words.filter((word) => !asksForRawValues(word))
  if (patterns.length === 0 || !patterns.every((word) => !word.startsWith('pii.') && isKnownPattern(word))) throw refusal('UNKNOWN_SCOPE')
  if (!held.every(({ permissions }) => patterns.every((word) => permissions.some((own) => covers(own, word))))) throw refusal('ESCALATION_DENIED')
  return words
}
