import { useEffect, useState } from 'react'
import type { Asker, GraphRequest } from './ask-graph.ts'
import { privacyPlan } from './privacy-plan.ts'
import type { PrivacyPlan } from './privacy-plan.ts'

/** A plan for one asker, or why there is none. */
export type PlanState = { readonly state: 'ASKED' } | { readonly state: 'KNOWN', readonly plan: PrivacyPlan } | { readonly state: 'FAILED', readonly message: string }

const ASKED: PlanState = { state: 'ASKED' }

/** Plans of one operation for several askers, in their order. Asked again when the operation or an asker changes, a moment after the last change. */
export const usePrivacyPlans = (askers: readonly Asker[], request: GraphRequest, delay = 0): readonly PlanState[] => {
  const [states, setStates] = useState<readonly PlanState[]>([])
  const key = JSON.stringify([askers, request])
  useEffect(() => {
    const abort = new AbortController()
    setStates([])
    const ask = (asker: Asker, index: number): void => {
      const tell = (state: PlanState): void => {
        if (!abort.signal.aborted) setStates(known => Object.assign([...known], { [index]: state }))
      }
      privacyPlan(asker, request, abort.signal).then(plan => tell({ state: 'KNOWN', plan }), (cause: unknown) => tell({ state: 'FAILED', message: cause instanceof Error ? cause.message : '' }))
    }
    const timer = setTimeout(() => askers.forEach(ask), delay)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [key])
  return askers.map((_asker, index) => states[index] ?? ASKED)
}
