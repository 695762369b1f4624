import { PII_CATEGORIES } from '../../model.ts'
import { actionOnRow } from '../action-on-row.ts'
import { decide, decideOnRow } from '../decide.ts'
import type { Action } from '../lattice.ts'
import type { PrincipalClass } from '../principal-class.ts'
import { PURPOSES, type Purpose } from '../principal.ts'
import type { RowRelation } from '../row-relation.ts'
import type { Target } from '../target.ts'
import { aLabel, wireOf } from '../test-principal.ts'
import { compareRefinements } from './compare-refinements.ts'
import type { Comparison, Figures } from './figures.ts'
import { holderOf, RELATION_OF } from './holder-of.ts'
import { SPECIFIED_ROLES, specifiedAction, type Case } from './specification.ts'

const SCOPES = ['NONE', 'OTHERS', 'RAW'] as const
const GRANT_PURPOSE: Purpose = 'SECURITY'
const BOTH = [false, true] as const

/** Every role, category, purpose, scope and row of the table against what is written down independently of it. */
export function matrixFigures(): Figures {
  const cells = compareMatrix()
  const columns = compareRefinements()
  const differences = [...cells.differences, ...columns.differences]
  return {
    figures: [['cells of the matrix compared', cells.checked], ['cells of single columns compared', columns.checked], ['differences', differences.length]],
    faults: differences.slice(0, 20),
  }
}

/** The same, for a way to decide that a test may break. */
export function compareMatrix(decideRow: typeof decideOnRow = decideOnRow): Comparison {
  const differences: string[] = []
  let checked = 0
  for (const one of cases()) {
    const [principalClass, target, relations] = asked(one)
    const expected = specifiedAction(one)
    const actions = { defined: decideRow(principalClass, target, relations), compiled: actionOnRow(decide(principalClass, target), relations) }
    checked += 1
    if (actions.defined !== expected || shown(actions.compiled) !== shown(expected)) differences.push(JSON.stringify({ ...one, expected, ...actions }))
  }
  return { checked, differences }
}

// Both are null on the wire; a compiled decision says for the whole column which of the two is reported.
function shown(action: Action): Action {
  return action === 'REFUSE' ? 'REDACT' : action
}

function* cases(): Generator<Case> {
  for (const role of SPECIFIED_ROLES) for (const category of PII_CATEGORIES) for (const purpose of PURPOSES) {
    for (const revealed of [undefined, ...PURPOSES]) for (const scopes of SCOPES) {
      for (const isListed of BOTH) for (const isRelated of BOTH) for (const hasPseudonym of BOTH) {
        yield { role, category, purpose, revealed, scopes, isListed, isRelated, hasPseudonym, grantPurpose: GRANT_PURPOSE }
      }
    }
  }
}

function asked({ role, category, purpose, revealed, scopes, isListed, isRelated, hasPseudonym }: Case): readonly [PrincipalClass, Target, readonly RowRelation[]] {
  const wanted = revealed ?? purpose
  const words = { NONE: [], OTHERS: ['*', 'pii.none.reveal'], RAW: [`pii.${category.toLowerCase()}.reveal`] }[scopes]
  const principalClass = holderOf([role], { purpose, purposes: isListed ? PURPOSES : PURPOSES.filter((one) => one !== wanted), scopes: words, grantPurpose: GRANT_PURPOSE })
  const label = aLabel(category, { pseudonym: hasPseudonym, ...hasPseudonym && { mask: 'EMAIL', redacted: undefined } })
  const target = { coordinate: 'Any.field', label, hasSubject: true, wire: wireOf(label), ...revealed && { revealed } }
  return [principalClass, target, isRelated ? RELATION_OF[role] : []]
}
