import { ApolloGateway } from '@apollo/gateway'
import type { GatewayExecutionResult, GatewayExecutor, GatewayGraphQLRequestContext, GatewayInterface } from '@apollo/server-gateway-interface'
import type { GraphQLError } from 'graphql'
import { isErrorCode } from '../schema/policy/error-codes.ts'
import { compiledExecutor } from './execution/compiled-executor.ts'
import { planCapture } from './execution/plan-capture.ts'
import type { PlanCapture } from './execution/plan-capture.ts'
import type { QueryPlan } from './execution/query-plan.ts'
import { scopeOf } from './gateway-context.ts'
import type { RequestScope } from './gateway-context.ts'
import { listedFacts } from './listed-facts.ts'
import { fieldError, refuse } from './refusal.ts'
import { observePlan, observePlanning } from './observe/observation.ts'
import { answered } from './sensitivity/answered.ts'
import type { Verdict } from './sensitivity/verdict.ts'
import { silentLogger } from './silent-logger.ts'
import { dataSource } from './sources/data-source.ts'
import type { SubgraphSource } from './sources/subgraph-source.ts'

/** What the executor needs: the composed graph and a way to each of its subgraphs. */
export interface ExecutorOptions {
  readonly supergraphSdl: string
  /** The subgraphs are not ours: the library checks what they answer against the schema. */
  readonly isForeign: boolean
  /** Whether a single subgraph is not ours. */
  isForeignSubgraph?(name: string): boolean
  /** Runs plans by the library's own executor, as always for a foreign graph. */
  readonly isStock?: boolean
  sourceOf(subgraph: string): SubgraphSource
  /** Called with the plan of every operation that is run; equal operations give the same object. */
  onPlan?(plan: object): void
  onFault(fault: unknown): void
}

/** An operation on its way into an executor: rewritten, with its switches among the variables. */
interface JudgedRequest {
  readonly context: GatewayGraphQLRequestContext
  readonly scope: RequestScope
  readonly verdict: Verdict
}

type Execute = (request: JudgedRequest) => Promise<GatewayExecutionResult>

const PLAN_CACHE_MIB = 64
const MAX_ERRORS = 10

/** Only what our own stages put beside a code is a fact about the schema; anything else could be a value. */
const listed = ({ path, extensions: { code, ...facts } }: GraphQLError): GraphQLError =>
  fieldError(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR', path, listedFacts(facts))

const unlessTooComplex = (fault: unknown): unknown => {
  const isComplex = fault instanceof Error && 'extensions' in fault && typeof fault.extensions === 'object' && fault.extensions !== null
    && 'code' in fault.extensions && fault.extensions.code === 'QUERY_PLAN_COMPLEXITY_EXCEEDED'
  return isComplex ? refuse('COST_LIMIT', { rule: 'plan' }) : undefined
}

/** The library's executor: for foreign graphs, whose values it checks against the schema, and for what the compiled one leaves to it. */
const libraryExecutor = (execute: GatewayExecutor): Execute => async ({ context, scope, verdict }) => {
  const { introspected } = scope
  if (introspected && !introspected.rest) return { data: introspected.together({}) }
  const { data, errors } = await execute(introspected ? { ...context, ...introspected.rest, queryHash: `${context.queryHash} data` } : context)
  const whole = data && introspected ? introspected.together(data) : data
  const shown = whole && answered(whole, verdict, { variables: scope.variables ?? {}, isForeign: false })
  return {
    ...explained(errors, shown === null && whole !== null),
    ...(whole !== undefined && { data: shown }),
  }
}

/** An answer without data says that something failed, also where the library lost a field that may not be null and says nothing of it. */
const explained = (errors: readonly GraphQLError[] | undefined, isEmptied: boolean): Pick<GatewayExecutionResult, 'errors'> => {
  if (errors && errors.length > 0) return { errors: errors.map(listed) }
  return isEmptied ? { errors: [fieldError('INTERNAL_SERVER_ERROR', undefined)] } : {}
}

/** Told of every plan that is run, and for which request. */
type OnRun = (plan: QueryPlan, scope: RequestScope) => void

const ownExecutor = (execute: GatewayExecutor, capture: PlanCapture, options: ExecutorOptions & { readonly onRun: OnRun }): Execute => {
  const library = libraryExecutor(execute)
  const compiled = compiledExecutor({ sourceOf: options.sourceOf, isForeignSubgraph: options.isForeignSubgraph, onFault: options.onFault, onRun: options.onRun })
  return async request => {
    const { context, scope, verdict } = request
    const answer = await compiled({
      scope,
      verdict,
      variables: context.request.variables ?? {},
      async plan() {
        const started = performance.now()
        const planned = await capture.planOf(execute, context)
        observePlanning(scope.observation, started)
        return planned
      },
    })
    return answer ?? library(request)
  }
}

/**
 * Runs what the sensitivity stage decided: the rewritten document is planned and fetched, and the fields that were not fetched
 * stand in the answer as null, in the client's own order. Without a verdict nothing runs.
 */
const withVerdict = (execute: Execute, { onFault }: ExecutorOptions): GatewayExecutor => async given => {
  const scope = scopeOf(given.context)
  const { verdict } = scope
  if (!verdict) throw new Error('An operation reached the executor without a verdict.')
  // a variable with a default may be null; a condition may not
  if (verdict.analysis.conditions.some(name => typeof scope.variables?.[name] !== 'boolean')) throw refuse('BAD_USER_INPUT')
  const context = {
    ...given,
    document: verdict.document,
    operation: verdict.operation,
    // documents with reveals are several for one text of the client
    queryHash: verdict.analysis.rewritten.planHash ?? given.queryHash,
    request: { ...given.request, variables: { ...given.request.variables, ...verdict.switches } },
  }
  const { data, errors } = await execute({ context, scope, verdict }).catch((fault: unknown) => {
    const refusal = unlessTooComplex(fault)
    if (!refusal) onFault(fault)
    throw refusal ?? refuse('INTERNAL_SERVER_ERROR')
  })
  return { ...(errors && { errors: errors.slice(0, MAX_ERRORS) }), ...(data !== undefined && { data }) }
}

/** The only seam between the server and what plans and executes; another executor can take its place behind this interface. */
export const gatewayExecutor = (options: ExecutorOptions): GatewayInterface => {
  // Read by the library when it is constructed: it would report usage to its vendor.
  process.env.APOLLO_TELEMETRY_DISABLED = '1'
  const onRun: OnRun = (plan, scope) => {
    observePlan(scope.observation, plan)
    options.onPlan?.(plan)
  }
  const capture = planCapture((plan, context) => onRun(plan, scopeOf(context)))
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraphSdl,
    buildService: ({ name }) => dataSource(options.sourceOf(name)),
    logger: silentLogger,
    __exposeQueryPlanExperimental: false,
    // our own was validated when it was composed, which takes half of the start
    validateSupergraph: options.isForeign,
    experimental_approximateQueryPlanStoreMiB: PLAN_CACHE_MIB,
    queryPlannerConfig: { exposeDocumentNodeInFetchNode: true },
    experimental_didResolveQueryPlan: capture.didResolveQueryPlan,
  })
  return {
    onSchemaLoadOrUpdate: callback => gateway.onSchemaLoadOrUpdate(callback),
    load: async config => {
      const { executor } = await gateway.load(config)
      const isLibrary = options.isForeign || options.isStock
      return { executor: withVerdict(isLibrary ? libraryExecutor(executor) : ownExecutor(executor, capture, { ...options, onRun }), options) }
    },
    stop: () => gateway.stop(),
  }
}
