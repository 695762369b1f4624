import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { RequestScope } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'
import { forgetOldest } from '../reveal/forget-oldest.ts'
import { purposeOf, revealsIn } from '../reveal/reveal-directive.ts'
import { sharedDocuments } from '../reveal/shared-document.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { judgeInputs } from '../sensitivity/judge-inputs.ts'
import type { LabelMap } from '../sensitivity/label-map.ts'
import { judgeOutputs } from '../sensitivity/verdict.ts'
import type { IsForeignField, Verdict } from '../sensitivity/verdict.ts'
import type { RequestStage } from './in-order.ts'

/** What the stage knows of the graph behind it. */
export interface SensitivityOptions {
  readonly labels: LabelMap
  /** No labelled input reaches such a field. */
  readonly isForeignField: IsForeignField
}

interface Judged {
  readonly analysis: OperationAnalysis
  readonly verdicts: Map<string, Verdict>
}

interface Asked {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly scope: RequestScope
}

// Classes of callers are few; a token with made-up scopes must not fill the memory.
const MAX_KEPT = 500

/** Operations with requests for raw values that are remembered, one for each list of their purposes. */
const MAX_REVEALING = 300

const keep = <Value>(kept: Map<string, Value>, key: string, value: Value): Value => {
  if (!kept.has(key) && kept.size >= MAX_KEPT) kept.clear()
  kept.set(key, value)
  return value
}

/** Operations are read once for each list of the purposes of their reveals: those stand in the document that is fetched, the reasons do not. */
const reader = (labels: LabelMap) => {
  const operations = new WeakMap<OperationDefinitionNode, Map<string, Judged>>()
  const shared = sharedDocuments()
  const remember = forgetOldest(MAX_REVEALING)

  return ({ schema, document, operation, scope: { principal, variables = {} } }: Asked): Judged => {
    const known = operations.get(operation) ?? new Map<string, Judged>()
    operations.set(operation, known)
    const purpose = (directive: Parameters<typeof purposeOf>[0]) => purposeOf(directive, variables, principal.purpose)
    const key = revealsIn(document).map(purpose).join()
    const found = known.get(key)
    if (found) return found
    const analysis = analyseOperation({ schema, labels, document, operation, purposeOf: purpose })
    const rewritten = analysis.reveals.length > 0 ? shared(analysis.rewritten) : analysis.rewritten
    const judged = { analysis: { ...analysis, rewritten }, verdicts: new Map<string, Verdict>() }
    known.set(key, judged)
    if (key !== '') remember(() => known.delete(key))
    return judged
  }
}

/**
 * The static stage: decides every sensitive field and input of an operation before anything is planned or fetched.
 * It stands here and not among the validation rules, because a document that was valid once is not validated again for the next caller.
 */
export const useSensitivity = ({ labels, isForeignField }: SensitivityOptions): RequestStage => {
  const read = reader(labels)

  const judge = (asked: Asked): void => {
    const { scope } = asked
    const { principalClass, variables = {} } = scope
    const { analysis, verdicts } = read(asked)
    const { refused, lookups } = judgeInputs(analysis, principalClass, { variables, isForeignField })
    if (refused) throw refused
    const verdict = verdicts.get(principalClass.key) ?? keep(verdicts, principalClass.key, judgeOutputs(analysis, principalClass, isForeignField))
    if (scope.failOnRefused && verdict.refused) {
      throw refuse('PII_REFUSED', { coordinate: verdict.refused.coordinate, rule: `${verdict.refused.category ?? 'BRAND'}/READ` })
    }
    scope.verdict = verdict
    scope.lookups = lookups
  }

  return {
    every: {
      didResolveOperation({ schema, document, operation, contextValue: { scope } }) {
        if (operation) judge({ schema, document, operation, scope })
      },
      willSendResponse({ response: { body }, contextValue: { scope: { verdict, facts: { policyVersion } } } }) {
        if (body.kind !== 'single' || !verdict || verdict.fields.length === 0 || body.singleResult.data === undefined) return
        body.singleResult.extensions = {
          ...body.singleResult.extensions, sensitivity: { policy: policyVersion, fields: verdict.fields },
        }
      },
    },
  }
}
