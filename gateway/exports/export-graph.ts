import type { CostLimits } from '../cost/cost-options.ts'
import { DEFAULT_COST_LIMITS } from '../cost/cost-options.ts'
import { DEFAULT_LIMITS } from '../limits/limits.ts'
import type { Limits } from '../limits/limits.ts'
import type { Supergraph } from '../supergraph.ts'
import type { GraphFacts } from './page-graph.ts'

/** The graph that exports are read from, with its limits. */
export interface ExportGraph extends Pick<Supergraph, 'schema' | 'labels' | 'isForeignField'> {
  readonly limits: Limits
  readonly cost: CostLimits
}

/** Of a gateway as it is served at the moment. */
export const exportGraph = ({ supergraph: { schema, labels, isForeignField }, limits, cost }: GraphFacts): ExportGraph =>
  ({ schema, labels, isForeignField, limits: { ...DEFAULT_LIMITS, ...limits }, cost: { ...DEFAULT_COST_LIMITS, ...cost } })
