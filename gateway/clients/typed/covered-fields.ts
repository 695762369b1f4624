import type { DocumentNode } from 'graphql'
import { decide } from '../../../schema/policy/decide.ts'
import type { Policy } from '../../../schema/policy/policy.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { staticAction } from '../../../schema/policy/static-action.ts'
import { labelsOf } from '../../../schema/sdl/read-labels.ts'
import { labelTargets } from '../../../schema/variants/label-targets.ts'
import { holderClasses, variantHolders } from '../../../schema/variants/variant-holders.ts'
import { VARIANTS } from '../../../schema/variants/variants.ts'
import type { Variant } from '../../../schema/variants/variants.ts'

/** What decides which fields are covered. */
export interface CoverFacts {
  readonly modules: readonly ModuleMetadata[]
  readonly policy: Policy
  /** Empty: everybody. */
  readonly variants: readonly Variant[]
}

/**
 * Coordinates whose value is not simply shown to everybody who has the variants, for each of their purposes: where the decision of a single one of them is
 * anything but REVEAL, on some rows only too, the field is covered.
 */
export const coveredFields = (supergraph: DocumentNode, { modules, policy, variants }: CoverFacts): ReadonlySet<string> => {
  const holders = (variants.length === 0 ? VARIANTS : variants).flatMap(variant => variantHolders(variant, policy))
  const classes = holderClasses(holders, policy)
  const targetsOf = labelTargets(modules)
  return new Set([...labelsOf(supergraph)].flatMap(([coordinate, label]) => {
    const targets = targetsOf(label)
    // a label of somebody else's graph, of which no table is known
    if (targets.length === 0) return label.category === undefined ? [] : [coordinate]
    return classes.some(one => targets.some(target => staticAction(decide(one, target)) !== 'REVEAL')) ? [coordinate] : []
  }))
}
