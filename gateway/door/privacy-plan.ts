import { GraphQLError } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { ErrorCode } from '../../schema/policy/error-codes.ts'
import { policyVersion } from '../../schema/policy/policies.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Limits } from '../limits/limits.ts'
import { judgeReveals } from '../reveal/judge-reveals.ts'
import { purposeOf } from '../reveal/reveal-directive.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { judgeInputs } from '../sensitivity/judge-inputs.ts'
import type { LabelMap } from '../sensitivity/label-map.ts'
import { inputEntries, outputEntries } from './plan-entries.ts'
import type { PlanEntry } from './plan-entries.ts'
import { coercedVariables, readOperation } from './read-operation.ts'

type Variables = Readonly<Record<string, unknown>>

/** What the policy says to one operation, as the contract has it. */
export interface PrivacyPlan {
  readonly policyVersion: string
  readonly isAllowed: boolean
  readonly refusedBy: ErrorCode | null
  readonly subjects: number
  readonly lookups: number
  readonly entries: readonly PlanEntry[]
}

/** The graph that operations are about. */
export interface PlannedGraph {
  readonly schema: GraphQLSchema
  readonly labels: LabelMap
  readonly limits: Limits
  isForeignField(coordinate: string): boolean
}

/** An operation and for whom it is planned. */
export interface PlanQuestion {
  readonly operation: string
  readonly variables: Variables
  readonly principal: Principal
}

const codeOf = (failure: unknown): ErrorCode => {
  const code = failure instanceof GraphQLError ? failure.extensions.code : undefined
  if (!isErrorCode(code)) throw failure
  return code
}

/** Reads an operation as a request would be read; throws what the request would end with. */
const read = ({ schema, labels, limits }: PlannedGraph, { operation: text, variables: given, principal }: PlanQuestion) => {
  const { document, operation } = readOperation({ schema, limits }, text)
  const variables = coercedVariables(schema, operation, given)
  const analysis = analyseOperation({ schema, labels, document, operation, purposeOf: directive => purposeOf(directive, variables, principal.purpose) })
  return { analysis, variables }
}

const revealsOf = (analysis: OperationAnalysis, principal: Principal, variables: Variables): { readonly subjects: number, readonly refusedBy: ErrorCode | null } => {
  if (analysis.reveals.length === 0) return { subjects: 0, refusedBy: null }
  try {
    return { subjects: judgeReveals(analysis, principal, variables).subjects, refusedBy: null }
  } catch (failure) {
    return { subjects: 0, refusedBy: codeOf(failure) }
  }
}

/** Explains an operation without running it: every decision that the door takes before it knows a row, and the rule behind it. Tickets and budgets are not asked. */
export const privacyPlan = (graph: PlannedGraph, question: PlanQuestion): PrivacyPlan => {
  const nothing = { policyVersion: policyVersion(), isAllowed: false, subjects: 0, lookups: 0, entries: [] }
  const { principal } = question
  const principalClass = classOf(principal)
  try {
    const { analysis, variables } = read(graph, question)
    const inputs = judgeInputs(analysis, principalClass, { variables, isForeignField: graph.isForeignField })
    const { subjects, refusedBy } = revealsOf(analysis, principal, variables)
    const refused = inputs.refused ? codeOf(inputs.refused) : refusedBy
    return {
      ...nothing, isAllowed: refused === null, refusedBy: refused, subjects, lookups: inputs.lookups,
      entries: [...inputEntries(analysis, principalClass, variables), ...outputEntries(analysis, principalClass, graph.isForeignField)],
    }
  } catch (failure) {
    return { ...nothing, refusedBy: codeOf(failure) }
  }
}
