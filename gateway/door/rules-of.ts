import type { SensitiveLabel } from '../../schema/model.ts'
import { isGranted } from '../../schema/policy/grants.ts'
import { policies } from '../../schema/policy/policies.ts'
import { cellOf } from '../../schema/policy/policy.ts'
import type { Policy, Role } from '../../schema/policy/policy.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Purpose } from '../../schema/policy/principal.ts'
import type { Target } from '../../schema/policy/target.ts'

interface Question {
  readonly policy: Policy
  readonly target: Target
  readonly label: SensitiveLabel
}

const cellRule = (role: Role, purposes: readonly Purpose[], { policy, label: { category } }: Question): readonly string[] => {
  const cell = cellOf(policy, role, category)
  if (cell === '–') return []
  const isRaw = cell === 'R' || cell === 'R*'
  return [`${role} × ${category} = ${cell}${isRaw ? ` for ${purposes.join(', ')}` : ''}`]
}

const coordinateRules = (role: string, { policy, target, label }: Question): readonly string[] => policy.grants
  .filter(grant => grant.role === role && isGranted(grant, { ...target, label }))
  .map(({ purposes, rows }) => `${role} × ${target.coordinate} = R for ${purposes.join(', ')}${rows ? ' where it is nobody’s own' : ''}`)

/** The rules of the policy that say something about one column to somebody of this class; the decision is the best of them under the ceiling of the token. */
export const rulesOf = ({ cells, breakGlass, onBehalfOf, policies: [policy = policies().current] }: PrincipalClass, target: Target): readonly string[] => {
  const { label } = target
  if (label.public) return target.readPermission === undefined ? [] : [`permission ${target.readPermission} for the brand`]
  const question = { policy, target, label }
  const held = cells.filter(role => role !== 'self' || target.hasSubject)
  return [
    ...held.flatMap(role => [...cellRule(role, policy.purposes[role], question), ...coordinateRules(role, question)]),
    ...(breakGlass?.categories.includes(label.category) ? cellRule('break_glass', [breakGlass.purpose], question) : []),
    ...(onBehalfOf ? rulesOf(onBehalfOf, target).map(rule => `on behalf of ${rule}`) : []),
  ]
}
