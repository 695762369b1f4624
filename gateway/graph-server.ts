import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { gatewayExecutor } from './executor.ts'
import type { GatewayContext } from './gateway-context.ts'
import { GatewayError } from './gateway-error.ts'
import type { GatewayOptions } from './gateway-options.ts'
import { documentStore } from './limits/document-store.ts'
import { DEFAULT_LIMITS } from './limits/limits.ts'
import { counter } from './metrics.ts'
import { observedSource } from './observe/observed-source.ts'
import { useErrors } from './plugins/use-errors.ts'
import { requestStages } from './request-stages.ts'
import { silentLogger } from './silent-logger.ts'
import { subgraphSource } from './sources/subgraph-source.ts'
import type { SubgraphSource } from './sources/subgraph-source.ts'
import { maskForeign } from './sources/two-keys/mask-foreign.ts'
import { twoKeys } from './sources/two-keys/two-keys.ts'
import type { CheckAnswer } from './sources/two-keys/two-keys.ts'

const divergences = counter('veil_policy_divergence_total', 'Values withheld because a subgraph decided otherwise than the gateway.', { subgraph: [], coordinate: [] })

/** Our own subgraphs have to agree with the policy here; those of other people are masked. */
const checks = ({ supergraph, onDivergence }: GatewayOptions): (subgraph: string) => CheckAnswer => {
  const foreign = maskForeign(supergraph)
  return name => (supergraph.isForeignSubgraph(name) ? foreign : twoKeys({ ...supergraph, onDivergence(divergence) {
    divergences.add({ subgraph: name, coordinate: divergence.coordinate })
    onDivergence?.({ subgraph: name, ...divergence })
  } }))
}

const sources = (options: GatewayOptions): (subgraph: string) => SubgraphSource => {
  const { supergraph: { schema }, links, onFault } = options
  const checkOf = checks(options)
  return name => {
    const link = links.find(candidate => candidate.name === name)
    if (!link) throw new GatewayError('SUBGRAPH_UNKNOWN', `The supergraph has a subgraph ${name}, but no address of it is known.`)
    return observedSource(name, subgraphSource(link, { check: checkOf(name), schema, onFailure: (where, cause) => onFault?.({ where, cause }) }))
  }
}

const serverOf = (options: GatewayOptions): ApolloServer<GatewayContext> => {
  const { supergraph: { sdl, isForeign, isForeignSubgraph }, limits, isStock, onPlan, onFault } = options
  return new ApolloServer<GatewayContext>({
    gateway: gatewayExecutor({
      supergraphSdl: sdl, isForeign, isForeignSubgraph, isStock, onPlan, onFault: cause => onFault?.({ where: 'executor', cause }), sourceOf: sources(options),
    }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: documentStore(),
    // validated by a stage of ours, after the limits
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: limits?.tokens ?? DEFAULT_LIMITS.tokens },
    includeStacktraceInErrorResponses: false,
    formatError: useErrors(cause => onFault?.({ where: 'request', cause })),
    stopOnTerminationSignals: false,
    logger: silentLogger,
    plugins: [
      requestStages(options),
      ApolloServerPluginLandingPageDisabled(), ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginCacheControlDisabled(),
    ],
  })
}

/** A started server of one supergraph; another supergraph gets a server of its own. */
export const startGraphServer = async (options: GatewayOptions): Promise<ApolloServer<GatewayContext>> => {
  const server = serverOf(options)
  try {
    await server.start()
    return server
  } catch (cause) {
    const [line = ''] = (cause instanceof Error ? cause.message : '').split('\n')
    throw cause instanceof GatewayError ? cause : new GatewayError('SUPERGRAPH_REFUSED', `The supergraph cannot be served: ${line}`)
  }
}
