import type { Label, SensitiveLabel } from '../model.ts'
import { policies } from './policies.ts'
import { cellOf, type Cell, type Policy } from './policy.ts'
import type { PrincipalClass } from './principal-class.ts'
import type { Clearance, Purpose } from './principal.ts'
import { BRAND_CLEARANCES } from './roles.ts'

// Whom staff can ask, the nearest desk first.
const DESKS = ['support_lead', 'billing_admin', 'privacy_officer'] as const

/** How the raw value could be had, for the staff of the brand only: to others the answer would describe rights that are not theirs to ask for. */
export function unlockOf({ cells, purposes, breakGlass, policies: [policy = policies().current] }: PrincipalClass, label: Label): string | undefined {
  const isStaff = BRAND_CLEARANCES.some((clearance) => cells.includes(clearance))
  if (!isStaff || label.public) return undefined
  if (label.category === 'CREDENTIAL') return 'never: a credential can be checked, not read'
  if (breakGlass?.categories.includes(label.category) && isRaw(cellOf(policy, 'break_glass', label.category))) return textOf(cellOf(policy, 'break_glass', label.category), breakGlass.purpose)
  const own = BRAND_CLEARANCES.find((clearance) => cells.includes(clearance) && isRaw(cellOf(policy, clearance, label.category)))
  if (own !== undefined) return wayOf(policy, own, { label, purposes })
  const desk = DESKS.find((clearance) => isRaw(cellOf(policy, clearance, label.category)))
  if (desk !== undefined) return `${wayOf(policy, desk, { label })} as ${desk.replace('_', ' ')}`
  return isRaw(cellOf(policy, 'break_glass', label.category)) ? 'breakGlass(subject:, categories:, reason:, ticket:, minutes:)' : undefined
}

function isRaw(cell: Cell): boolean {
  return cell === 'R' || cell === 'R*'
}

// Of several purposes one that the caller's own token lists, so that the line can be copied.
function wayOf(policy: Policy, clearance: Clearance, { label, purposes = [] }: { readonly label: SensitiveLabel, readonly purposes?: readonly Purpose[] }): string {
  const listed = policy.purposes[clearance]
  return textOf(cellOf(policy, clearance, label.category), listed.find((one) => purposes.includes(one)) ?? listed[0] ?? 'SERVICE')
}

function textOf(cell: Cell, purpose: Purpose): string {
  return cell === 'R' ? `purpose: ${purpose}` : `@reveal(reason:, purpose: ${purpose}${purpose === 'SUPPORT' ? ', ticket:' : ''})`
}
