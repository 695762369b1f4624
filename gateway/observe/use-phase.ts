import type { RequestStage } from '../plugins/in-order.ts'
import { endPhase } from './observation.ts'
import type { Phase } from './observation.ts'

/** Stands among the stages of a request where a part of it ends. */
export const usePhase = (phase: Phase): RequestStage => ({
  every: {
    didResolveOperation({ contextValue: { scope } }) {
      endPhase(scope.observation, phase)
    },
  },
})
