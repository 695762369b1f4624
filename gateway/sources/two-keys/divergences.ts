import { decide } from '../../../schema/policy/decide.ts'
import { isNoStronger, relationsIn } from '../../../schema/policy/is-no-stronger.ts'
import { boundOtherwise, readShown } from '../../../schema/policy/manifest.ts'
import type { Manifest, Shown } from '../../../schema/policy/manifest.ts'
import type { PrincipalClass } from '../../../schema/policy/principal-class.ts'
import type { LabelledPlace } from './labelled-places.ts'

/** A place about which the subgraph did not decide as the gateway does. */
export interface Divergence {
  readonly place: LabelledPlace
  /** WEAKER: it says so. MISSING: it says nothing, which is as it should be where nothing was read. BOUND: it looked at other ids than the caller's. */
  readonly kind: 'WEAKER' | 'MISSING' | 'BOUND'
}

/** Everything that a manifest says about each place, places written out in full; undefined for a manifest that cannot be read. */
const reported = ({ shown }: Manifest): ReadonlyMap<string, readonly Shown[]> | undefined => {
  const found = new Map<string, Shown[]>()
  for (const [root, texts] of Object.entries(shown)) {
    for (const text of texts) {
      const entries = readShown(text)
      if (!entries) return undefined
      for (const entry of entries) {
        const key = `${entry.path === '' ? root : `${root}.${entry.path}`} ${entry.coordinate}`
        found.set(key, [...found.get(key) ?? [], entry])
      }
    }
  }
  return found
}

/** Compares what a subgraph says with what the policy says here. A subgraph that shows less is right too: its policy may be newer. */
export const divergencesOf = (
  places: readonly LabelledPlace[], manifest: Manifest | undefined,
  { principalClass, bounds }: { readonly principalClass: PrincipalClass, readonly bounds: string },
): readonly Divergence[] => {
  const said = manifest && reported(manifest)
  const boundWrong = manifest ? boundOtherwise(manifest.bound, bounds) : new Set<string>()
  return places.flatMap((place): readonly Divergence[] => {
    const entries = said?.get(`${place.path} ${place.target.coordinate}`) ?? []
    if (entries.length === 0) return [{ place, kind: 'MISSING' }]
    const expected = decide(principalClass, place.target)
    if (!entries.every(({ decision }) => isNoStronger(decision, expected))) return [{ place, kind: 'WEAKER' }]
    const dependsOn = boundWrong.size === 0 ? [] : relationsIn(entries.map(({ decision }) => decision))
    return dependsOn.some(relation => boundWrong.has(relation)) ? [{ place, kind: 'BOUND' }] : []
  })
}
