import { PII_CATEGORIES, type SensitiveLabel } from '../../model.ts'
import { decideOnRow } from '../decide.ts'
import { isAtMost } from '../lattice.ts'
import { PURPOSES, type Purpose } from '../principal.ts'
import type { RowRelation } from '../row-relation.ts'
import type { Target } from '../target.ts'
import { aLabel, wireOf } from '../test-principal.ts'
import type { Comparison, Figures } from './figures.ts'
import { holderOf } from './holder-of.ts'
import { SPECIFIED_ROLES, type SpecifiedRole } from './specification.ts'
import { subsetsOf } from './subsets-of.ts'

// Relations of one person to a row, without those of somebody in whose name one works: there nothing is combined, only cut.
const RELATIONS: readonly RowRelation[] = ['SELF', 'SELF_FROZEN', 'MEMBER', 'ADMIN', 'BILLING_ADMIN', 'NOT_PERSONAL', 'BREAK_GLASS']
const email = aLabel('CONTACT', { mask: 'EMAIL', pseudonym: true })
const name = aLabel('CONTACT', { mask: 'NAME', ownOrganization: true })
const LABELS: readonly SensitiveLabel[] = [...PII_CATEGORIES.map((category) => aLabel(category)), email, name, aLabel('FREE_TEXT', { redacted: undefined })]
const HELD = subsetsOf(SPECIFIED_ROLES, 3).filter(({ length }) => length > 1)

/** All pairs and triples of rights: together never stronger than the strongest single one of them, for this purpose and row. */
export function combinationFigures({ isLong }: { readonly isLong: boolean }): Figures {
  const { checked, differences } = compareCombinations({ isLong })
  return {
    figures: [['pairs and triples of rights', HELD.length], ['combinations compared', checked], ['stronger than every single right', differences.length]],
    faults: differences.slice(0, 20),
  }
}

/** The same, for a way to decide that a test may break. */
export function compareCombinations({ isLong, decideRow = decideOnRow }: { readonly isLong: boolean, readonly decideRow?: typeof decideOnRow }): Comparison {
  const differences: string[] = []
  let checked = 0
  for (const purpose of PURPOSES) for (const revealed of [undefined, purpose]) for (const target of LABELS.map((label) => targetOf(label, revealed))) {
    for (const relations of situations(isLong)) {
      const actionOf = (roles: readonly SpecifiedRole[]) => decideRow(holderOf(roles, { purpose, purposes: PURPOSES, scopes: [], grantPurpose: purpose }), target, relations)
      const alone = new Map(SPECIFIED_ROLES.map((role) => [role, actionOf([role])]))
      for (const held of HELD) {
        const together = actionOf(held)
        checked += 1
        if (!held.some((role) => isAtMost(together, alone.get(role) ?? 'REFUSE'))) {
          differences.push(JSON.stringify({ purpose, revealed, coordinate: target.coordinate, category: target.label, relations, held, together }))
        }
      }
    }
  }
  return { checked, differences }
}

// On a row with many relations there is nothing that does not follow from fewer, so the short run takes rows with up to one, and with all.
function situations(isLong: boolean): readonly (readonly RowRelation[])[] {
  return isLong ? subsetsOf(RELATIONS, RELATIONS.length) : [...subsetsOf(RELATIONS, 1), RELATIONS]
}

// The coordinates with the most grants of their own.
function targetOf(label: SensitiveLabel, revealed: Purpose | undefined): Target {
  return { coordinate: label.ownOrganization ? 'Organization.name' : 'User.email', label, hasSubject: true, wire: wireOf(label), ...revealed && { revealed } }
}
