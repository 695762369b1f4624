import type { RequestEntry } from '../log.ts'
import type { RequestStage } from './in-order.ts'

/** Tells the log of every request that got as far as a context. Measures until the answer is ready to be sent, from the arrival where that is known. */
export const useLog = (write: (entry: RequestEntry) => void): RequestStage => ({
  begin() {
    const began = performance.now()
    return {
      willSendResponse({ operation, response: { body }, contextValue: { scope } }) {
        const errors = body.kind === 'single' ? body.singleResult.errors ?? [] : []
        const { observation } = scope
        write({
          requestId: scope.requestId,
          traceId: observation?.trace?.span.spanContext().traceId,
          operationName: operation?.name?.value,
          operationHash: scope.facts.operationHash,
          principal: scope.principal,
          codes: errors.map(({ extensions }) => extensions?.code),
          durationMs: performance.now() - (observation?.started ?? began),
          plan: observation?.plan,
        })
      },
    }
  },
})
