import { parse } from 'graphql'
import type { Policy } from '../policy/policy.ts'
import { variantSource } from '../variants/variant-document.ts'
import type { CheckFinding } from './check-finding.ts'
import { labelChanges } from './label-changes.ts'
import { pathChanges } from './path-changes.ts'
import { policyChanges } from './policy-changes.ts'
import { schemaChanges } from './schema-changes.ts'

/** A version of the graph. */
export interface GraphVersion {
  /** Its supergraph. */
  readonly sdl: string
  /** Its clearance table; without both of them tables are not compared. */
  readonly policy?: Policy
}

/** What a new version of the graph breaks. Pure: equal versions give equal findings, and none where both are the same. */
export const checkSchema = (before: GraphVersion, after: GraphVersion): readonly CheckFinding[] => {
  const [old, now] = [before, after].map(({ sdl }) => {
    const supergraph = parse(sdl, { noLocation: true })
    return { supergraph, source: variantSource(supergraph) }
  })
  if (old === undefined || now === undefined) return []
  return [
    ...schemaChanges(old.source, now.source),
    ...labelChanges(old.supergraph, now.supergraph),
    ...pathChanges(old, now),
    ...(before.policy && after.policy ? policyChanges(before.policy, after.policy) : []),
  ]
}
