import { ApolloGateway } from '@apollo/gateway'
import type { GraphQLDataSource } from '@apollo/gateway'
import type { GatewayExecutionResult, GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface'
import type { GraphQLError } from 'graphql'
import { isErrorCode } from '../schema/policy/error-codes.ts'
import { scopeOf } from './gateway-context.ts'
import { fieldError, refuse } from './refusal.ts'
import { answered } from './sensitivity/answered.ts'
import { silentLogger } from './silent-logger.ts'

/** What the executor needs: the composed graph and a data source for each of its subgraphs. */
export interface ExecutorOptions {
  readonly supergraphSdl: string
  /** The subgraphs enforce nothing, so what they answer is masked here. */
  readonly isForeign: boolean
  sourceOf(subgraph: string): GraphQLDataSource
  /** Called with the plan of every operation that is run; equal operations give the same object. */
  onPlan?(plan: object): void
  onFault(fault: unknown): void
}

const PLAN_CACHE_MIB = 64
const MAX_ERRORS = 10

/** Only what our own stages put beside a code is a fact about the schema; anything else could be a value. */
const listed = ({ path, extensions: { code, coordinate, limit } }: GraphQLError): GraphQLError => fieldError(
  isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', path,
  { ...(typeof coordinate === 'string' && { coordinate }), ...(typeof limit === 'number' && { limit }) },
)

const unlessTooComplex = (fault: unknown): unknown => {
  const isComplex = fault instanceof Error && 'extensions' in fault && typeof fault.extensions === 'object' && fault.extensions !== null
    && 'code' in fault.extensions && fault.extensions.code === 'QUERY_PLAN_COMPLEXITY_EXCEEDED'
  return isComplex ? refuse('COST_LIMIT', { rule: 'plan' }) : undefined
}

/**
 * Runs what the sensitivity stage decided: the rewritten document is planned and fetched, and the fields that were not fetched
 * stand in the answer as null, in the client's own order. Without a verdict nothing runs.
 */
const withVerdict = (execute: GatewayExecutor, { isForeign, onFault }: ExecutorOptions): GatewayExecutor => async context => {
  const { verdict, variables = {} } = scopeOf(context.context)
  if (!verdict) throw new Error('An operation reached the executor without a verdict.')
  const run = (): Promise<GatewayExecutionResult> => execute({
    ...context,
    document: verdict.document,
    operation: verdict.operation,
    request: { ...context.request, variables: { ...context.request.variables, ...verdict.switches } },
  })
  const { data, errors } = await run().catch((fault: unknown) => {
    const refusal = unlessTooComplex(fault)
    if (!refusal) onFault(fault)
    throw refusal ?? refuse('INTERNAL_SERVER_ERROR')
  })
  return {
    ...(errors && { errors: errors.slice(0, MAX_ERRORS).map(listed) }),
    ...(data !== undefined && { data: data && answered(data, verdict, { variables, isForeign }) }),
  }
}

/** The only seam between the server and what plans and executes; another executor can take its place behind this interface. */
export const gatewayExecutor = (options: ExecutorOptions): GatewayInterface => {
  // Read by the library when it is constructed: it would report usage to its vendor.
  process.env.APOLLO_TELEMETRY_DISABLED = '1'
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraphSdl,
    buildService: ({ name }) => options.sourceOf(name),
    logger: silentLogger,
    __exposeQueryPlanExperimental: false,
    // our own was validated when it was composed, which takes half of the start
    validateSupergraph: options.isForeign,
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: ({ queryPlan }) => options.onPlan?.(queryPlan),
  })
  return {
    onSchemaLoadOrUpdate: callback => gateway.onSchemaLoadOrUpdate(callback),
    load: async config => {
      const { executor } = await gateway.load(config)
      return { executor: withVerdict(executor, options) }
    },
    stop: () => gateway.stop(),
  }
}
