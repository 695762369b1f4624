import { decide } from '../../../schema/policy/decide.ts'
import { maskValue } from '../../../schema/policy/masks.ts'
import { staticAction } from '../../../schema/policy/static-action.ts'
import type { Target } from '../../../schema/policy/decide.ts'
import type { LabelledGraph } from './labelled-places.ts'
import { placesOfFetch } from './places-of-fetch.ts'
import { replaceAt } from './replace-at.ts'
import type { CheckAnswer } from './two-keys.ts'

const masked = (target: Target, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(item => masked(target, item))
  const format = target.label.public ? 'FIXED' : target.label.mask
  if (format === 'JSON') return JSON.parse(maskValue(format, JSON.stringify(value)) ?? 'null')
  return typeof value === 'string' ? maskValue(format, value) : null
}

/**
 * A subgraph that is not ours enforces nothing: its labelled values are masked here before anybody uses them, be it another subgraph.
 * Which rows are one's own is not known of it, and nothing that it knows is logged: so nobody sees a raw value.
 */
export const maskForeign = (graph: LabelledGraph): CheckAnswer => {
  const placesOf = placesOfFetch(graph)
  return (response, fetch, { principalClass }) => {
    for (const place of response.data ? placesOf(fetch) : []) {
      const action = staticAction(decide(principalClass, place.target))
      const isHidden = action === 'REDACT' || action === 'REFUSE'
      replaceAt(response, fetch, place, value => (isHidden ? null : masked(place.target, value)))
    }
    return response
  }
}
