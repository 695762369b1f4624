import { messageOf } from '../../../schema/policy/error-codes.ts'
import { manifestIn } from '../../../schema/policy/manifest.ts'
import type { Manifest } from '../../../schema/policy/manifest.ts'
import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import type { RequestScope } from '../../gateway-context.ts'
import type { Fetch } from '../subgraph-link.ts'
import { replaceAt } from './replace-at.ts'
import type { FirstPlace } from './replace-at.ts'
import { divergencesOf } from './divergences.ts'
import type { Divergence } from './divergences.ts'
import { expectedBounds } from './expected-bounds.ts'
import type { LabelledGraph, LabelledPlace } from './labelled-places.ts'
import { placesOfFetch } from './places-of-fetch.ts'

/** Looks at an answer of a subgraph before anybody uses it. */
export type CheckAnswer = (response: SubgraphResponse, fetch: Fetch, scope: RequestScope) => SubgraphResponse

/** A value was withheld because a subgraph decided otherwise; names of the schema only. */
export interface DivergenceReport {
  readonly coordinate: string
  readonly kind: Divergence['kind']
}

export interface TwoKeysOptions extends LabelledGraph {
  onDivergence(report: DivergenceReport): void
}

const MOST_COMPARISONS = 200
const NONE: readonly Divergence[] = []

const keyOf = (manifest: Manifest | undefined, classKey: string, isBound: boolean): string => {
  let key = isBound ? classKey : `other ids ${manifest?.bound ?? ''} ${classKey}`
  for (const place in manifest?.shown) key += `\n${place} ${manifest?.shown[place]?.join(' ') ?? ''}`
  return key
}

/**
 * The second key: hands on what subgraph and gateway decided alike, and withholds the rest.
 * Compares once for each pair of a fetch and a manifest; after that it is a look into a map.
 */
export const twoKeys = ({ onDivergence, ...graph }: TwoKeysOptions): CheckAnswer => {
  const placesOf = placesOfFetch(graph)
  const compared = new WeakMap<readonly LabelledPlace[], Map<string, readonly Divergence[]>>()

  const compare = (places: readonly LabelledPlace[], manifest: Manifest | undefined, { facts, principalClass }: RequestScope): readonly Divergence[] => {
    const bounds = expectedBounds(facts.principal)
    const known = compared.get(places) ?? new Map<string, readonly Divergence[]>()
    compared.set(places, known)
    const isBound = manifest?.bound === bounds
    const key = keyOf(manifest, principalClass.key, isBound)
    const found = known.get(key) ?? divergencesOf(places, manifest, { principalClass, bounds })
    if (known.size >= MOST_COMPARISONS) known.clear()
    if (isBound || !manifest) known.set(key, found)
    return found
  }
  return (response, fetch, scope) => {
    const places = response.data ? placesOf(fetch) : []
    const divergences = places.length === 0 ? NONE : compare(places, manifestIn(response.extensions), scope)
    if (divergences.length === 0) return response
    let first: FirstPlace | undefined
    for (const { place, kind } of divergences) {
      const at = replaceAt(response, fetch, place, () => null)
      if (!at) continue
      first ??= at
      onDivergence({ coordinate: place.target.coordinate, kind })
    }
    if (!first) return response
    const error = { message: messageOf('POLICY_DIVERGENCE'), path: first, extensions: { code: 'POLICY_DIVERGENCE' } }
    return { ...response, errors: [...response.errors ?? [], error] }
  }
}
