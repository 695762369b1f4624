import type { ApolloServerPlugin } from '@apollo/server'
import { isErrorCode } from '../../schema/policy/error-codes.ts'
import type { GatewayContext } from '../gateway-context.ts'
import { counter } from '../metrics.ts'
import { tell } from '../../schema/observe/tracing.ts'
import { endPhase } from './observation.ts'

const errors = counter('veil_errors_total', 'Codes of errors in answers, each once an answer.', { code: [] })

/** Notes how a request ended, when its answer is ready. */
export const useOutcome = (): ApolloServerPlugin<GatewayContext> => {
  const listener: Awaited<ReturnType<NonNullable<ApolloServerPlugin<GatewayContext>['requestDidStart']>>> = {
    async willSendResponse({ operation, response: { body }, contextValue: { scope } }) {
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
  }
  return { requestDidStart: async () => listener }
}
