import type { PlanEntry } from '../graph/privacy-plan.ts'

const ON_REQUEST = / = R\* for (.+)$/

/** Purposes for which a reason would show the raw value, of those that somebody may name; the rules of the plan say it. */
export const revealingPurposes = ({ rules }: Pick<PlanEntry, 'rules'>, purposes: readonly string[]): readonly string[] => {
  const granted = new Set(rules.flatMap(rule => ON_REQUEST.exec(rule)?.[1]?.split(', ') ?? []))
  return purposes.filter(purpose => granted.has(purpose))
}
