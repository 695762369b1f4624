import { optional, text } from './input-field.ts'

/** Why somebody runs a command; it goes to `because`. */
export const REASON = optional(text('Why, for the record.', { max: 500, withoutPersonalData: 'REASON_HAS_PII' }))
/** What a command says that takes a reason. */
export const REASON_FAILURES = { REASON_HAS_PII: 'Write the reason without personal data.' } as const
