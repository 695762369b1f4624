import { operationHashOf } from '../operation-hash.ts'
import type { RequestStage } from './in-order.ts'

/** Gives the operation its name in logs, before any stage has something to log of it. */
export const useOperationHash = (): RequestStage => ({
  every: {
    didResolveOperation({ document, operation, contextValue: { scope } }) {
      if (operation) scope.facts = { ...scope.facts, operationHash: operationHashOf(document, operation) }
    },
  },
})
