import type { HTTPGraphQLRequest, HTTPGraphQLResponse } from '@apollo/server'
import type { CostLimits } from '../cost/cost-options.ts'
import type { GatewayContext } from '../gateway-context.ts'
import type { Limits } from '../limits/limits.ts'
import type { Supergraph } from '../supergraph.ts'
import type { DocumentOptions } from '../trusted-documents/document-options.ts'

/** What a served graph says of itself. */
export interface GraphFacts {
  readonly supergraph: Supergraph
  readonly limits?: Partial<Limits>
  readonly cost?: Partial<CostLimits>
  readonly documents?: DocumentOptions
}

/** The graph that a gateway serves at the moment, as far as files are read from it. */
export interface PageGraph {
  execute(request: { readonly httpGraphQLRequest: HTTPGraphQLRequest, context(): Promise<GatewayContext> }): Promise<HTTPGraphQLResponse>
  readonly options: GraphFacts
}
