import type { Label, SensitiveLabel } from '../model.ts'
import { cellOf, ROLE_PURPOSES, type Cell } from './clearance.ts'
import type { PrincipalClass } from './principal-class.ts'
import type { Clearance } from './principal.ts'
import { BRAND_CLEARANCES } from './roles.ts'

// Whom staff can ask, the nearest desk first.
const DESKS = ['support_lead', 'billing_admin', 'privacy_officer'] as const

/** How the raw value could be had, for the staff of the brand only: to others the answer would describe rights that are not theirs to ask for. */
export function unlockOf({ cells }: PrincipalClass, label: Label): string | undefined {
  const isStaff = BRAND_CLEARANCES.some((clearance) => cells.includes(clearance))
  if (!isStaff || label.public) return undefined
  if (label.category === 'CREDENTIAL') return 'never: a credential can be checked, not read'
  const own = BRAND_CLEARANCES.find((clearance) => cells.includes(clearance) && isRaw(cellOf(clearance, label.category)))
  if (own !== undefined) return way(own, label)
  const desk = DESKS.find((clearance) => isRaw(cellOf(clearance, label.category)))
  return desk === undefined ? undefined : `${way(desk, label)} as ${desk.replace('_', ' ')}`
}

function isRaw(cell: Cell): boolean {
  return cell === 'R' || cell === 'R*'
}

function way(clearance: Clearance, { category }: SensitiveLabel): string {
  const purpose = `purpose: ${ROLE_PURPOSES[clearance][0] ?? 'SERVICE'}`
  if (cellOf(clearance, category) === 'R') return purpose
  return `@reveal(reason:, ${purpose}${clearance.startsWith('support') ? ', ticket:' : ''})`
}
