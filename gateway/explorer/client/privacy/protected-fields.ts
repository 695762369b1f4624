import type { PlanEntry } from '../graph/privacy-plan.ts'
import type { WithheldField } from '../read-answer.ts'
import { revealingPurposes } from './revealing-purposes.ts'

/** A field that was not simply shown, why, and what for it can be shown on request. */
export interface ProtectedField extends WithheldField {
  readonly rules: readonly string[]
  readonly purposes: readonly string[]
}

/** What an answer withheld, with what the plan knows of each; `own` are the purposes that whoever asked may name. */
export const protectedFields = (fields: readonly WithheldField[], entries: readonly PlanEntry[], own: readonly string[]): readonly ProtectedField[] => fields.map(field => {
  const rules = entries.filter(({ path, coordinate, use }) => use === 'SELECT' && path === field.path && coordinate === field.coordinate).flatMap(entry => entry.rules)
  return { ...field, rules, purposes: revealingPurposes({ rules }, own) }
})
