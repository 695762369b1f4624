import type { GatewayExecutionResult } from '@apollo/server-gateway-interface'
import type { GraphQLError, OperationDefinitionNode } from 'graphql'
import type { RequestScope } from '../gateway-context.ts'
import type { Verdict } from '../sensitivity/verdict.ts'
import { compileAnswer } from './compile-answer.ts'
import { compilePlan } from './compile-plan.ts'
import type { CompiledPlan, PlanOptions } from './compile-plan.ts'
import { fetchedBy } from './fetched.ts'
import { isCovered } from './is-covered.ts'
import type { QueryPlan } from './query-plan.ts'
import type { Row } from './row.ts'

/** What the executor is made of. */
export interface CompiledExecutorOptions extends Omit<PlanOptions, 'schema'> {
  /** Called with the plan of every operation that is run. */
  onRun(plan: QueryPlan, scope: RequestScope): void
}

/** One request, judged. */
export interface CompiledRequest {
  readonly scope: RequestScope
  readonly verdict: Verdict
  /** As the client sent them, with the switches of the rewrite. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Asked for once for each operation. */
  plan(): Promise<QueryPlan | undefined>
}

/** Runs a request; undefined where it is left to the library. */
export type CompiledExecutor = (request: CompiledRequest) => Promise<GatewayExecutionResult | undefined>

interface Prepared {
  readonly plan: QueryPlan
  readonly compiled: CompiledPlan
}

type Answer = (data: Row) => Row | null

// More than six conditions of one operation are compiled anew each time.
const MAX_ANSWERS = 64

/** The forms of the answers of one verdict, by the values of its conditions. */
const answersOf = () => {
  const known = new WeakMap<Verdict, Map<string, Answer>>()
  return (verdict: Verdict, { compiled }: Prepared, conditions: Readonly<Record<string, unknown>>): Answer => {
    const { analysis, isWithheld } = verdict
    const answers = known.get(verdict) ?? new Map<string, Answer>()
    known.set(verdict, answers)
    const key = analysis.conditions.map(name => (conditions[name] === true ? '1' : '0')).join('')
    const answer = answers.get(key) ?? compileAnswer({ analysis, isWithheld, conditions, fetched: fetchedBy(compiled.fetches, conditions) })
    if (answers.size >= MAX_ANSWERS) answers.clear()
    answers.set(key, answer)
    return answer
  }
}

/**
 * Runs the plans of the library by closures: what does not depend on the request is worked out once for each operation, and the form
 * of its answer once for each class of callers. The operations live as long as Apollo's cache of documents keeps them.
 */
export const compiledExecutor = ({ onRun, ...options }: CompiledExecutorOptions): CompiledExecutor => {
  const operations = new WeakMap<OperationDefinitionNode, Prepared | 'LEFT_TO_LIBRARY'>()
  const answerFor = answersOf()

  const prepare = async ({ verdict: { analysis }, plan: planned }: CompiledRequest): Promise<Prepared | 'LEFT_TO_LIBRARY' | undefined> => {
    if (!isCovered(analysis.operation)) return 'LEFT_TO_LIBRARY'
    const plan = await planned()
    if (!plan) return undefined
    const compiled = compilePlan(plan, { ...options, schema: analysis.schema })
    return compiled ? { plan, compiled } : 'LEFT_TO_LIBRARY'
  }
  return async request => {
    const { scope, verdict, variables } = request
    const conditions = { ...scope.variables, ...verdict.switches }
    const prepared = operations.get(verdict.operation) ?? await prepare(request)
    if (!prepared) return undefined
    operations.set(verdict.operation, prepared)
    if (prepared === 'LEFT_TO_LIBRARY') return undefined
    onRun(prepared.plan, scope)
    const data: Row = {}
    const errors: GraphQLError[] = []
    await prepared.compiled.run({ scope, variables, conditions, data, errors })
    return { data: answerFor(verdict, prepared, conditions)(data), ...(errors.length > 0 && { errors }) }
  }
}
