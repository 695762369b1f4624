import { isErrorCode } from '../../schema/policy/error-codes.ts'
import { counter } from '../metrics.ts'
import { tell } from '../../schema/observe/tracing.ts'
import type { RequestStage } from '../plugins/in-order.ts'
import { endPhase } from './observation.ts'

const errors = counter('veil_errors_total', 'Codes of errors in answers, each once an answer.', { code: [] })

/** Notes how a request ended, when its answer is ready. */
export const useOutcome = (): RequestStage => ({
  every: {
    willSendResponse({ operation, response: { body }, contextValue: { scope } }) {
      const { observation } = scope
      if (!observation) return
      const found = body.kind === 'single' ? body.singleResult.errors : undefined
      observation.kind = operation?.operation ?? 'none'
      observation.code = 'OK'
      if (found && found.length > 0) {
        const codes = new Set(found.map(({ extensions }) => (isErrorCode(extensions?.code) ? extensions.code : 'INTERNAL_SERVER_ERROR')))
        for (const code of codes) errors.add({ code })
        observation.code = [...codes][0] ?? 'OK'
      }
      endPhase(observation, 'execute')
      if (observation.trace) tell(observation.trace.span, { hash: scope.facts.operationHash })
    },
  },
})
