import type { ApolloServerPlugin } from '@apollo/server'
import type { OperationDefinitionNode } from 'graphql'
import { POLICY_VERSION } from '../../schema/policy/policy-version.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { refuse } from '../refusal.ts'
import { analyseOperation } from '../sensitivity/analyse-operation.ts'
import type { OperationAnalysis } from '../sensitivity/analyse-operation.ts'
import { refusedInput } from '../sensitivity/judge-inputs.ts'
import type { LabelMap } from '../sensitivity/label-map.ts'
import { judgeOutputs } from '../sensitivity/verdict.ts'
import type { Verdict } from '../sensitivity/verdict.ts'

/** What the stage knows of the graph behind it. */
export interface SensitivityOptions {
  readonly labels: LabelMap
  /** The subgraphs are not ours and enforce nothing: no labelled input reaches them. */
  readonly isForeign: boolean
}

interface Judged {
  readonly analysis: OperationAnalysis
  readonly verdicts: Map<string, Verdict>
}

// Classes of callers are few; a token with made-up scopes must not fill the memory.
const MAX_CLASSES = 500

/**
 * The static stage: decides every sensitive field and input of an operation before anything is planned or fetched.
 * It stands here and not among the validation rules, because a document that was valid once is not validated again for the next caller.
 */
export const useSensitivity = ({ labels, isForeign }: SensitivityOptions): ApolloServerPlugin<GatewayContext> => {
  const operations = new WeakMap<OperationDefinitionNode, Judged>()

  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, contextValue: { scope } }) {
          if (!operation) return
          const judged = operations.get(operation) ?? { analysis: analyseOperation({ schema, labels, document, operation }), verdicts: new Map() }
          operations.set(operation, judged)
          const { analysis, verdicts } = judged
          const { principalClass, variables = {} } = scope
          const refused = refusedInput(analysis, principalClass, { variables, isForeign })
          if (refused) throw refused
          const verdict = verdicts.get(principalClass.key) ?? judgeOutputs(analysis, principalClass)
          if (verdicts.size >= MAX_CLASSES) verdicts.clear()
          verdicts.set(principalClass.key, verdict)
          if (scope.failOnRefused && verdict.refused) {
            throw refuse('PII_REFUSED', { coordinate: verdict.refused.coordinate, rule: `${verdict.refused.category ?? 'BRAND'}/READ` })
          }
          scope.verdict = verdict
        },
        async willSendResponse({ response: { body }, contextValue: { scope: { verdict } } }) {
          if (body.kind !== 'single' || !verdict || verdict.fields.length === 0 || body.singleResult.data === undefined) return
          body.singleResult.extensions = {
            ...body.singleResult.extensions, sensitivity: { policy: POLICY_VERSION, fields: verdict.fields },
          }
        },
      }
    },
  }
}
