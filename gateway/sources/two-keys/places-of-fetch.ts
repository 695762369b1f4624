import { parse } from 'graphql'
import type { DocumentNode } from 'graphql'
import type { Fetch } from '../subgraph-link.ts'
import { conditionsOf } from './conditions.ts'
import type { Conditions } from './conditions.ts'
import { labelledPlaces } from './labelled-places.ts'
import type { LabelledGraph, LabelledPlace } from './labelled-places.ts'

/** The labelled places of a fetch; the same list for equal fetches. */
export type PlacesOfFetch = (fetch: Fetch) => readonly LabelledPlace[]

interface Known {
  readonly conditions: Conditions
  readonly places: Map<string, readonly LabelledPlace[]>
}

const MOST_FORMS = 64

/** Looks at every document of a plan once for each set of conditions. */
export const placesOfFetch = (graph: LabelledGraph): PlacesOfFetch => {
  const documents = new WeakMap<DocumentNode, Known>()
  return ({ document: given, query, variables = {} }) => {
    const document = given ?? parse(query, { noLocation: true })
    const known = documents.get(document) ?? { conditions: conditionsOf(document), places: new Map() }
    documents.set(document, known)
    const key = known.conditions.key(variables)
    const places = known.places.get(key) ?? labelledPlaces(graph, document, known.conditions.isIncluded(variables))
    if (known.places.size >= MOST_FORMS) known.places.clear()
    known.places.set(key, places)
    return places
  }
}
