import { actionOnRow } from '../action-on-row.ts'
import { decide, decideOnRow } from '../decide.ts'
import { PURPOSES } from '../principal.ts'
import type { RowRelation } from '../row-relation.ts'
import type { Target } from '../target.ts'
import { aLabel, wireOf } from '../test-principal.ts'
import type { Comparison } from './figures.ts'
import { holderOf, RELATION_OF } from './holder-of.ts'
import { SPECIFIED_ROLES } from './specification.ts'
import { categoryOf, isOfOwnOrganization, REFINED_COORDINATES, specifiedRefinement, type RefinedCase } from './specified-refinement.ts'

const BOTH = [false, true] as const

/** Every column with a line of its own, and its neighbours without one, for every role, purpose and row. */
export function compareRefinements(decideRow: typeof decideOnRow = decideOnRow): Comparison {
  const differences: string[] = []
  let checked = 0
  for (const one of cases()) {
    const expected = specifiedRefinement(one)
    const principalClass = holderOf([one.role], { purpose: one.purpose, purposes: PURPOSES, scopes: [], grantPurpose: 'SECURITY' })
    const relations: readonly RowRelation[] = [...one.isRelated ? RELATION_OF[one.role] : [], ...one.isPersonal ? [] : ['NOT_PERSONAL'] as const]
    const target = targetOf(one.coordinate)
    const actions = [decideRow(principalClass, target, relations), actionOnRow(decide(principalClass, target), relations)].map((action) => action === 'REFUSE' ? 'REDACT' : action)
    checked += 1
    if (actions.some((action) => action !== (expected === 'REFUSE' ? 'REDACT' : expected))) differences.push(JSON.stringify({ ...one, expected, actions }))
  }
  return { checked, differences }
}

function* cases(): Generator<RefinedCase> {
  for (const role of SPECIFIED_ROLES) for (const coordinate of REFINED_COORDINATES) for (const purpose of PURPOSES) {
    for (const isRelated of BOTH) for (const isPersonal of BOTH) yield { role, coordinate, purpose, isRelated, isPersonal }
  }
}

function targetOf(coordinate: string): Target {
  const label = aLabel(categoryOf(coordinate), { ownOrganization: isOfOwnOrganization(coordinate) })
  return { coordinate, label, hasSubject: true, wire: wireOf(label) }
}
