import type { DoorPart } from './door-part.ts'
import { OWN } from './sdl-parts.ts'

/** Figures grouped by what another module knows. */
export const acrossPart: DoorPart = {
  queries: `  """
  A metric of one module grouped by what another module knows, as revenue by the region of the workspace. It counts rows that the caller may list, and groups
  them by rows that the caller sees; those of whom the caller sees nothing stand together, with no value. Only for figures whose groups add up, and along
  references to one row. The catalog says for each metric what there is (\`across\`).
  """
  metricAcross(
    "Name of the metric in the catalog, as total_revenue."
    metric: String! ${OWN}
    "Dimensions of other modules, as workspace.region; one to three of them."
    dimensions: [String!]! ${OWN}
    "Dimensions of the metric's own beside them, as CURRENCY. A metric of money needs its currency."
    groupBy: [String!]! = [] ${OWN}
    "Width of the buckets; that of the metric where it is left out."
    grain: MetricGrain
    "All times where it is left out."
    range: MetricRangeInput
    "Name of a time zone, as Europe/Berlin; UTC where it is left out."
    timeZone: String ${OWN}
  ): MetricResult ${OWN} @cost(weight: "200")`,
  types: '',
}
